import { inSources, sqlOf, sqlOnly } from '../house.ts'
import type { House, Problem, Rule, Source } from '../house.ts'
import { findAll } from '../text.ts'

type Use = { line: number; table: string }

const PLATFORM = 'platform'
const PLATFORM_MIGRATION = /_platform(_\w+)?\.sql$/
/** Tables of the platform that modules read; each reader is named here. */
const READERS: Readonly<Record<string, readonly string[]>> = {
  // The event log belongs to everybody who reads the customer's thread.
  event: ['customers', 'checkout', 'touchpoints'],
  // Who looked at whom is told where people are known.
  look: ['customers'],
}

const ALIAS = String.raw`(?:\s+(?:as\s+)?\w+)?`
const WRITE =
  /(?<!\bfor\s|\bfor no key\s|\bdo\s|\bon\s)\b(?:insert into|update|delete from|truncate(?: table)?|merge into)\s+(?:only\s+)?(\w+|\$)/
const READ = new RegExp(
  String.raw`(?<!\bdistinct\s|\bdelete\s)\b(?:from|join|using)\s+(?:only\s+|lateral\s+)?(\w+${ALIAS}(?:\s*,\s*\w+${ALIAS})*)`,
)

const inSql = (source: Source, pattern: RegExp): Use[] =>
  sqlOf(source).flatMap((template) => {
    const given = new Set(
      findAll(
        template.text,
        /(?:\bwith\s+(?:recursive\s+)?|,\s*)(\w+)(?:\s*\([^)]*\))?\s+as\s+(?:(?:not\s+)?materialized\s+)?\(/,
      ).map(({ match }) => match[1]),
    )
    return findAll(template.text, pattern).flatMap(({ line, match }) =>
      (match[1] as string)
        .split(',')
        .map((item) => ({ line: template.line + line - 1, table: item.trim().split(/\s/)[0] as string }))
        .filter(({ table }) => !given.has(table)),
    )
  })

const ownersOf = ({ manifests, tables }: House, table: string): string[] => {
  const declared = [...manifests.values()].filter((manifest) => manifest.tables.includes(table)).map(({ name }) => name)
  return PLATFORM_MIGRATION.test(tables.get(table) ?? '') ? [PLATFORM, ...declared] : declared
}

/** Nouns of a module: its name in the singular and its tables of one word. */
const nounsOf = ({ manifests }: House, name: string): string[] => [
  name,
  name.replace(/s$/, ''),
  ...(manifests.get(name)?.tables ?? []).filter((table) => !table.includes('_')),
]

function foreignKeys(house: House): (Problem & { from: string; to: string })[] {
  return house.migrations.flatMap(({ path, text }) => {
    const sql = sqlOnly(text)
    const heads = findAll(sql, /\b(?:create|alter) table (?:if (?:not )?exists )?(\w+)/)
    return findAll(sql, /\breferences (\w+)/).map(({ line, match }) => {
      const from = heads.findLast((head) => head.match.index < match.index)?.match[1] ?? ''
      return { path, line, found: `${from} references ${match[1]}`, from, to: match[1] as string }
    })
  })
}

const MIGRATION = 'db/migrations/1_x.sql'
const stock = `defineModule({ name: 'stock', uses: [], tables: ['stock_level'] })`
const carts = (uses = ''): string => `defineModule({ name: 'carts', uses: [${uses}], tables: ['cart'] })`
const both = (uses = ''): Record<string, string> => ({
  'server/modules.ts': 'export const modules = [stock, carts]',
  'server/modules/stock/module.ts': stock,
  'server/modules/carts/module.ts': carts(uses),
  [MIGRATION]: 'create table stock_level (id uuid);\ncreate table cart (id uuid);',
})
const saying = (sql: string, uses = ''): Record<string, string> => ({
  ...both(uses),
  'server/modules/carts/add.ts': `await ctx.sql<{ id: string }>\`${sql}\``,
})

export const tableRules: Rule[] = [
  {
    name: 'writes-own-tables',
    says: 'A module writes only tables its manifest lists in `tables`, and writes their names out.',
    check: inSources((source, { manifests }) => {
      if (source.module === null || source.test) return []
      const own = manifests.get(source.module)?.tables ?? []
      return inSql(source, WRITE)
        .filter(({ table }) => !own.includes(table))
        .map(({ line, table }) => ({ line, found: table === '$' ? 'a computed table name' : `writes ${table}` }))
    }),
    bad: [
      saying('update stock_level set reserved = 1', `'stock'`),
      saying('with gone as (\n delete from stock_level returning id) select id from gone'),
      saying('insert into ${table} values (1)'),
      { ...both(`'stock'`), 'server/modules/carts/add.ts': 'ctx.post`insert into stock_level values (1)`' },
    ],
    good: [
      saying(
        'insert into cart values ($1) on conflict (id) do update set code = 1 returning (select 1 from cart for update)',
      ),
      { ...both(), 'server/modules/carts/cart.test.ts': 'await ctx.sql`update stock_level set reserved = 1`' },
    ],
  },
  {
    name: 'reads-declared-tables',
    says: 'A module reads only its own tables and those of modules its manifest lists in `uses`.',
    check: inSources((source, house) => {
      if (source.module === null || source.test) return []
      const { module } = source
      const seen = [module, ...(house.manifests.get(module)?.uses ?? [])]
      const may = (table: string): boolean =>
        (READERS[table] ?? []).includes(module) || ownersOf(house, table).some((owner) => seen.includes(owner))
      return inSql(source, READ)
        .filter(({ table }) => house.tables.has(table) && !may(table))
        .map(({ line, table }) => ({ line, found: `reads ${table}` }))
    }),
    bad: [
      saying('select 1 from cart c join stock_level l on true'),
      saying('select 1 from cart c, stock_level l'),
      { ...both(), 'server/modules/carts/list.ts': 'ctx.post`delete from cart using stock_level l where true`' },
    ],
    good: [
      saying('select 1 from cart c join stock_level l on true', `'stock'`),
      saying('with stock_level as (select 1) select 1 from stock_level where a is distinct from stock_level'),
      { ...both(), 'server/modules/carts/add.ts': 'log.info(`nothing from stock_level here`)' },
    ],
  },
  {
    name: 'one-owner',
    says: 'Every table of the migrations is owned by exactly one module (or the platform), and every owned table exists.',
    check: (house) => [
      ...[...house.tables].flatMap(([table, path]) => {
        const owners = ownersOf(house, table)
        return owners.length === 1
          ? []
          : [{ path, line: 1, found: `${table} is owned by ${owners.join(' and ') || 'nobody'}` }]
      }),
      ...[...house.manifests.values()].flatMap(({ path, tables }) =>
        tables
          .filter((table) => !house.tables.has(table))
          .map((table) => ({ path, line: 1, found: `no migration creates ${table}` })),
      ),
    ],
    bad: [
      {
        ...both(),
        [MIGRATION]: 'create table stock_level (id uuid); create table cart (id uuid); create table basket (id uuid)',
      },
      { ...both(), 'server/modules/carts/module.ts': carts().replace(`'cart'`, `'cart', 'stock_level'`) },
      { ...both(), [MIGRATION]: 'create table cart (id uuid)' },
    ],
    good: [
      {
        ...both(),
        'db/migrations/0_platform.sql':
          'create table event (id uuid);\ncreate table event_other partition of event default;',
      },
    ],
  },
  {
    name: 'own-nouns',
    says: 'A table is not named after the noun of another module.',
    check: (house) =>
      [...house.manifests.values()].flatMap(({ name, path, tables }) =>
        tables.flatMap((table) => {
          const noun = table.split('_')[0] as string
          const owner = [...house.manifests.keys()].find(
            (other) => other !== name && nounsOf(house, other).includes(noun),
          )
          return owner === undefined || nounsOf(house, name).includes(noun)
            ? []
            : [{ path, line: 1, found: `${table} sounds like a table of ${owner}` }]
        }),
      ),
    bad: [{ ...both(), 'server/modules/carts/module.ts': carts().replace(`'cart'`, `'stock_wish'`) }],
    good: [both()],
  },
  {
    name: 'keys-point-down',
    says: 'Foreign keys point to tables of the same or an earlier module.',
    check: (house) => {
      const rank = (table: string): number => {
        const owner = ownersOf(house, table)[0]
        return owner === undefined || owner === PLATFORM ? -1 : house.order.indexOf(owner)
      }
      return foreignKeys(house).filter(({ from, to }) => rank(to) > rank(from))
    },
    bad: [
      {
        ...both(),
        [MIGRATION]: 'create table cart (id uuid);\ncreate table stock_level (cart_id uuid references cart);',
      },
    ],
    good: [
      {
        ...both(),
        [MIGRATION]:
          'create table stock_level (id uuid);\ncreate table cart (level_id uuid references stock_level, of uuid references cart);',
      },
    ],
  },
]
