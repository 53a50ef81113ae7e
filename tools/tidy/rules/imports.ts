import { posix } from 'node:path'
import { inSources } from '../house.ts'
import type { House, Problem, Rule, Source } from '../house.ts'
import { findAll } from '../text.ts'

type Import = { line: number; name: string }

const importsOf = (source: Source): Import[] =>
  findAll(source.spoken, /(?:\bfrom\s*|\bimport\s*\(?\s*)'([^'\n]+)'/).map(({ line, match }) => ({
    line,
    name: match[1] as string,
  }))

/** '#stock' → 'stock'; the platform and test support are no modules. */
const doorOf = (name: string): string | null => /^#([a-z-]+)$/.exec(name)?.[1] ?? null

const target = (source: Source, name: string): string =>
  name.startsWith('.') ? posix.join(posix.dirname(source.path), name) : name

const where = (keep: (found: Import, source: Source, house: House) => boolean): ((house: House) => Problem[]) =>
  inSources((source, house) =>
    importsOf(source)
      .filter((found) => keep(found, source, house))
      .map(({ line, name }) => ({ line, found: `imports ${name}` })),
  )

const MODULES = `export const modules = [customers, stock, carts]`
const manifest = (uses: string): string => `export const it = defineModule({ name: 'x', uses: [${uses}], tables: [] })`

export const importRules: Rule[] = [
  {
    name: 'declared-uses',
    says: 'A module imports only doors of modules its manifest lists in `uses`.',
    check: where(({ name }, source, { manifests }) => {
      const door = doorOf(name)
      if (source.module === null || source.test || door === null || door === 'sdk') return false
      return !(manifests.get(source.module)?.uses ?? []).includes(door)
    }),
    bad: [
      {
        'server/modules/carts/module.ts': manifest(`'stock'`),
        'server/modules/carts/add.ts': `import { hold } from '#pricing'`,
      },
      {
        'server/modules/carts/module.ts': manifest(`'stock'`),
        'server/modules/carts/add.ts': `import type { Cart } from '#carts'`,
      },
    ],
    good: [
      {
        'server/modules/carts/module.ts': manifest(`'stock'`),
        'server/modules/carts/add.ts': `import { hold } from '#stock'`,
      },
    ],
  },
  {
    name: 'only-earlier-modules',
    says: 'A module uses only modules that stand before it in server/modules.ts, and stands there itself.',
    check: ({ manifests, order }) =>
      [...manifests.values()].flatMap(({ name, path, uses }) => {
        const place = order.indexOf(name)
        if (place < 0) return [{ path, line: 1, found: `${name} is not in server/modules.ts` }]
        const later = uses.filter((used) => !order.slice(0, place).includes(used))
        return later.map((used) => ({ path, line: 1, found: `${name} uses ${used}, which does not stand before it` }))
      }),
    bad: [
      { 'server/modules.ts': MODULES, 'server/modules/stock/module.ts': manifest(`'carts'`) },
      { 'server/modules.ts': MODULES, 'server/modules/gifts/module.ts': manifest('') },
    ],
    good: [{ 'server/modules.ts': MODULES, 'server/modules/carts/module.ts': manifest(`'customers', 'stock'`) }],
  },
  {
    name: 'door-only',
    says: 'No file outside a module imports its inner files: only its door (#stock).',
    check: where(({ name }, source) => {
      if (/^#(?!platform\/|test\/|ui\/|shared\/)[^/]+\//.test(name)) return true
      const inner = /^server\/modules\/([^/]+)\/(.+)$/.exec(target(source, name))
      if (inner === null || inner[1] === source.module) return false
      return !(source.path === 'server/modules.ts' && inner[2] === 'module.ts')
    }),
    bad: [
      { 'server/modules/carts/add.ts': `import { hold } from '../stock/hold.ts'` },
      { 'server/modules/carts/add.ts': `import { hold } from '#stock/hold'` },
      { 'tools/demo.ts': `const { hold } = await import('../server/modules/stock/hold.ts')` },
    ],
    good: [
      {
        'server/modules/carts/add.ts': `import { rule } from './rules.ts'\nimport { refused } from '#platform/errors'`,
        'server/modules.ts': `import { stock } from './modules/stock/module.ts'`,
      },
    ],
  },
  {
    name: 'platform-knows-no-module',
    says: 'The platform imports no module.',
    check: where(
      ({ name }, source) =>
        source.path.startsWith('server/platform/') &&
        !source.test &&
        (doorOf(name) !== null || target(source, name).startsWith('server/modules')),
    ),
    bad: [
      { 'server/platform/http.ts': `import { stock } from '#stock'` },
      { 'server/platform/http.ts': `import { modules } from '../modules.ts'` },
    ],
    good: [{ 'server/platform/http.ts': `import type { Module } from './module.ts'` }],
  },
  {
    name: 'clients-know-no-server',
    says: 'web/ and sdk/ import nothing of server/: a browser bundle would swallow it without complaint.',
    check: where(({ name }, source) => {
      if (!/^(web|sdk)\//.test(source.path) || source.test) return false
      const door = doorOf(name)
      return (
        (door !== null && door !== 'sdk') ||
        name.startsWith('#platform/') ||
        /^(server|db)\//.test(target(source, name))
      )
    }),
    bad: [
      { 'web/console/orders.tsx': `import type { Order } from '#orders'` },
      { 'sdk/src/index.ts': `import type { Row } from '../../db/rows.gen.ts'` },
    ],
    good: [{ 'web/console/orders.tsx': `import { createClient } from '#sdk'\nimport { Button } from '#ui/button'` }],
  },
  {
    name: 'no-back-door',
    says: 'Shop, till and desk know the server only by its API (#sdk), and not each other; web/ui and web/shared know none of them.',
    check: where(({ name }, source) => {
      const face = /^web\/([a-z]+)\//.exec(source.path)?.[1]
      if (face === undefined) return false
      if (name.startsWith('#')) return !/^#(sdk$|ui\/|shared\/)/.test(name)
      const aim = target(source, name)
      return name.startsWith('.') && !aim.startsWith(`web/${face}/`)
    }),
    bad: [
      { 'web/console/orders/page.tsx': `import { placeOrder } from '#checkout'` },
      { 'web/store/pages/home.ts': `import { openDatabase } from '#platform/db'` },
      { 'web/pos/sale.tsx': `import { Cart } from '../console/cart.tsx'` },
      { 'web/ui/show.tsx': `import { router } from '../console/router.tsx'` },
    ],
    good: [
      {
        'web/console/orders/page.tsx': `import { Money } from '#ui/show.tsx'\nimport { api } from '../queries.ts'`,
        'web/store/pages/home.ts': `import { html } from '#shared/html.ts'\nimport { createClient } from '#sdk'`,
      },
    ],
  },
]
