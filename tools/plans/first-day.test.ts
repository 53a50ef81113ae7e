import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloneDatabase } from '#test/database'
import { openDatabase } from '../../server/platform/db.ts'
import type { Database } from '../../server/platform/db.ts'
import { createLog } from '../../server/platform/log.ts'
import { checkFirstDay } from './first-day.ts'
import { LIMITS } from './judge.ts'
import { readSizes } from './sizes.ts'
import type { Sizes } from './sizes.ts'

let first: Database
let drop: () => Promise<void>
/** The tables of an empty shop, with as many rows as they will have. */
let sizes: Sizes

/** A retailer has so many. */
const STORES = 8

beforeAll(async () => {
  const empty = await cloneDatabase()
  drop = empty.drop
  first = openDatabase({ url: empty.url, schema: 'hilo', log: createLog('silent') })
  const known = await readSizes(first.pool)
  const grown = (names: ReadonlyMap<string, number>) => new Map([...names.keys()].map((name) => [name, LIMITS.big]))
  const distinct = (_table: string, column: string) => (column === 'store_id' ? STORES : LIMITS.big)
  const partialRows = grown(known.partialRows)
  sizes = { ...known, rows: grown(known.rows), ownRows: grown(known.ownRows), partialRows, distinct }
})
afterAll(async () => {
  await first.close()
  await drop()
})

/** What connections say whose plans are made once. */
const ONCE = ['enable_seqscan=off', 'plan_cache_mode=force_generic_plan']
const GIVEN = '{00000000-0000-7000-8000-00000000dead,00000000-0000-7000-8000-00000000beef}'

async function foundOnFirstDay(text: string, settings: string[]): Promise<string[]> {
  const statement = { text, file: 'server/x.ts', settings, samples: [[GIVEN]] }
  const findings = await checkFirstDay({ db: first, first, sizes }, [statement])
  return findings.map(({ rule, table }) => `${rule}: ${table}`)
}

const JOINED = `
  select f.quantity, o.sku from fulfilment_line f join order_line o on o.id = f.order_line_id
   where f.fulfilment_id = any($1::uuid[])`
const LOOKED_UP = `
  select f.quantity, o.sku from fulfilment_line f
   cross join lateral (select sku from order_line where id = f.order_line_id offset 0) o
   where f.fulfilment_id = any($1::uuid[])`

test('what is planned once while a shop is empty reads no table from end to end that will grow', async () => {
  expect(await foundOnFirstDay(JOINED, ONCE)).toEqual(['whole index on the first day: order_line'])
  expect(await foundOnFirstDay(LOOKED_UP, ONCE)).toEqual([])
})

test('nor goes it through all of a list to find the one at its end', async () => {
  const paid = 'select captured from payment where id = ($1::uuid[])[1]'
  expect(await foundOnFirstDay(`${paid} and store_id = ($1::uuid[])[2]`, ONCE)).toEqual([
    'later column on the first day: payment',
  ])
  expect(await foundOnFirstDay(`${paid} and store_id is not distinct from ($1::uuid[])[2]`, ONCE)).toEqual([])
})

test('that is not asked of what is planned anew each time', async () => {
  expect(await foundOnFirstDay(JOINED, [])).toEqual([])
})
