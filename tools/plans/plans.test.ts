import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloneDatabase } from '#test/database'
import { openDatabase } from '../../server/platform/db.ts'
import type { Database } from '../../server/platform/db.ts'
import { createLog } from '../../server/platform/log.ts'
import { ROOT } from '../generated.ts'
import { checkStatements } from './check.ts'
import type { Finding } from './check.ts'
import { plansOf } from './explain.ts'
import type { Limits } from './judge.ts'
import { BAD, GOOD, NOBODY } from './plans.test-support.ts'
import { inWords, settle } from './report.ts'
import { readSizes } from './sizes.ts'
import { readStatements } from './statements.ts'
import type { Statement } from './statements.ts'
import { fillForPlans } from './volume.ts'

const SCALE = { stores: 3, variants: 600, customers: 3_000, orders: 6_000 }
/** In proportion to a shop a tenth of the size. */
const LIMITS: Limits = { big: 1_000, read: 700, walk: 1_200, pass: 20, answer: 400 }
const FILL_MS = 180_000

let db: Database
let url: string
let drop: () => Promise<void>

beforeAll(async () => {
  const cloned = await cloneDatabase()
  drop = cloned.drop
  url = cloned.url
  db = openDatabase({ url, schema: 'hilo', log: createLog('silent'), clock: () => new Date('2026-11-23T10:00:00Z') })
  await fillForPlans(db, SCALE)
}, FILL_MS)
afterAll(async () => {
  await db.close()
  await drop()
})

const check = (text: string, ...values: (string | null)[]): Promise<Finding[]> =>
  checkAll([{ text, file: 'server/modules/orders/list.ts', settings: [], samples: [values] }])

async function checkAll(statements: readonly Statement[]): Promise<Finding[]> {
  const { findings, unplanned } = await checkStatements({ db, sizes: await readSizes(db.pool) }, statements, LIMITS)
  expect(unplanned).toEqual([])
  return findings
}

for (const [rule, samples] of Object.entries(BAD)) {
  describe(`${rule} is found`, () => {
    test.for(samples)('%s', async ([, text, ...values]) => {
      expect((await check(text, ...values)).map((finding) => finding.rule)).toContain(rule)
    })
  })
}

describe('nothing is said of', () => {
  test.for(GOOD)('%s', async ([, text, ...values]) => {
    expect(await check(text, ...values)).toEqual([])
  })
})

/** What connections say whose plans are made once. */
const ONCE = ['enable_seqscan=off', 'plan_cache_mode=force_generic_plan']

test('a plan made once is judged for any values, and its LIMIT by how many were asked for', async () => {
  const once = (text: string, ...values: string[]): Statement => ({
    text,
    file: 'server/x.ts',
    settings: ONCE,
    samples: [values],
  })
  expect(await checkAll([once('select id from orders where note = $1 limit $2', 'x', '10')])).toMatchObject([
    { rule: 'whole table', table: 'orders', values: null },
  ])
  const client = await db.pool.connect()
  try {
    const plans = await plansOf(client, once('select id from orders order by placed_at desc, id desc limit $1', '51'))
    expect(plans).toMatchObject([{ values: null, node: { 'Node Type': 'Limit', 'Plan Rows': 51 } }])
  } finally {
    client.release(true)
  }
})

test('a finding is told in words: where, what, of what, and what to do', async () => {
  const [finding] = await check('select id from orders\n where note = $1', 'x')
  // How many there are is an estimate from a sample of pages.
  expect(inWords(finding!).replace(/\b\d{4,} rows/, '6000 rows')).toBe(
    [
      'server/modules/orders/list.ts',
      '  reads orders from end to end: it needs an index, or a condition an index knows',
      '  (Seq Scan, 6000 rows, orders; with ["x"])',
      '    select id from orders',
      '     where note = $1',
    ].join('\n'),
  )
})

test('a statement that cannot be planned is told of, too', async () => {
  const statement = { text: 'select nothing from nowhere', file: 'server/x.ts', settings: [], samples: [] }
  const { unplanned } = await checkStatements({ db, sizes: await readSizes(db.pool) }, [statement], LIMITS)
  expect(unplanned).toEqual([
    { text: statement.text, file: statement.file, error: 'relation "nowhere" does not exist' },
  ])
})

test('an exception covers its file, rule and table, and is told of when it covers too much', async () => {
  const findings = await check('select id from orders where note = $1', 'x')
  const exception = { rule: 'whole table: orders', path: 'server/modules/orders/list.ts', count: 1, why: 'a sample' }
  expect(settle(findings, [exception])).toMatchObject({ open: [], loose: [] })
  expect(settle(findings, [{ ...exception, path: 'server/x.ts' }])).toMatchObject({
    open: findings,
    loose: [expect.stringContaining('server/x.ts')],
  })
  expect(settle(findings, [{ ...exception, count: 2 }]).loose).toHaveLength(1)
})

/** Runs a program in a house of this kind, and answers what it made the server ask. */
async function recordedFrom(house: string, program: string): Promise<Statement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-statements-'))
  try {
    await promisify(execFile)(
      process.execPath,
      ['--import', join(house, 'tools/plans/record.ts'), '--input-type=module', '--eval', program, url],
      { cwd: house, env: { ...process.env, NODE_OPTIONS: '', STATEMENTS_FOLDER: folder } },
    )
    return readStatements(folder, house)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const program = (house: string, imports: string, work: string): string => `
  import { openDatabase } from '${join(house, 'server/platform/db.ts')}'
  import { createLog } from '${join(house, 'server/platform/log.ts')}'
  import { systemActor } from '${join(house, 'server/platform/actor.ts')}'
  ${imports}
  const db = openDatabase({ url: process.argv[1], schema: 'hilo', log: createLog('silent') })
  const scope = { actor: systemActor('test') }
  ${work}
  await db.close()
`

test('what the server sends is recorded, also in another process; what others send on its connections is not', async () => {
  const statements = await recordedFrom(
    ROOT,
    program(
      ROOT,
      `import { findCustomers } from '${join(ROOT, 'server/modules/customers/index.ts')}'`,
      `for (const text of ['garcía', 'lópez', 'María 612'])
         await db.read(scope, (ctx) => findCustomers(ctx, { text, limit: 20 }))
       await db.read(scope, (ctx) => ctx.sql\`select \${1} as past_the_door\`)
       await db.pool.query('unlisten *')`,
    ),
  )
  expect(new Set(statements.map(({ file }) => file))).toEqual(new Set(['server/modules/customers/find.ts']))
  expect(statements.some(({ samples }) => samples.flat().some((value) => value?.includes('garcia')))).toBe(true)
  expect(new Set(statements.map(({ text }) => text)).size).toBe(statements.length)
})

/** What somebody in a hurry might add to a module. */
const HURRIED = `
export const notedAs = (ctx, note) => ctx.sql\`select id from orders where note = \${note} limit 10\`
export const soldSince = (ctx, day) => ctx.sql\`select id from orders where placed_at > \${day} order by placed_at\`
export const ordersOf = (ctx, id) => ctx.sql\`select id from orders where customer_id = \${id} order by placed_at\`
export const unnote = (ctx, note) => ctx.sql\`update orders set note = null where note = \${note}\`
export const oneOf = (ctx, id) => ctx.sql\`select id from orders where id = \${id}\`
`

test('bad queries added to a module are found, whichever connection they go by; a good one beside them is not', async () => {
  const house = mkdtempSync(join(tmpdir(), 'hilo-house-'))
  try {
    for (const part of ['server', 'tools/plans', 'package.json', 'db'])
      cpSync(join(ROOT, part), join(house, part), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'))
    const added = join(house, 'server/modules/orders/hurried.ts')
    writeFileSync(added, HURRIED)
    const statements = await recordedFrom(
      house,
      program(
        house,
        `import { notedAs, oneOf, ordersOf, soldSince, unnote } from '${added}'`,
        `await db.read(scope, (ctx) => notedAs(ctx, 'x'))
         await db.read(scope, (ctx) => soldSince(ctx, '2026-09-20'))
         await db.read(scope, (ctx) => ordersOf(ctx, '${NOBODY}'))
         await db.read(scope, (ctx) => oneOf(ctx, '${NOBODY}'))
         await db.write(scope, (ctx) => unnote(ctx, 'x'))`,
      ),
    )
    const findings = await checkAll(statements)
    expect(findings.map(({ file, rule, text }) => [file, rule, text.slice(0, 40)])).toEqual([
      ['server/modules/orders/hurried.ts', 'list without a bound', 'select id from orders where customer_id '],
      ['server/modules/orders/hurried.ts', 'whole table', 'select id from orders where note = $1 li'],
      ['server/modules/orders/hurried.ts', 'answer without bound', 'select id from orders where placed_at > '],
      ['server/modules/orders/hurried.ts', 'whole table', 'update orders set note = null where note'],
    ])
  } finally {
    rmSync(house, { recursive: true, force: true })
  }
})
