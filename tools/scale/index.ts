import { systemActor } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import type { Database } from '#platform/db'
import { shelve } from './articles.ts'
import { foundRetailer, openStores, sellEverywhere } from './chain.ts'
import { fillCustomers } from './customers.ts'
import { factTasks } from './facts.ts'
import { goodsTasks } from './goods.ts'
import type { Lane, Task } from './lanes.ts'
import { onLanes, shareOut, tableTasks } from './lanes.ts'
import { moneyTasks } from './money.ts'
import { orderTasks } from './orders.ts'
import type { Period, Scale } from './period.ts'
import { addMonthsOf, periodUntil } from './period.ts'
import { drawSales, forgetSales, numberArticles, sumSales } from './sales.ts'
import { setAside } from './set-aside.ts'

export type { Scale } from './period.ts'

/** Tables that get many rows, those whose indexes take longest first. */
const FILLED = [
  'customer_term',
  'event',
  'stock_movement',
  'stock_level',
  'order_line',
  'payment_effect',
  'orders',
  'payment',
  'customer_identity',
  'fulfilment_line',
  'fulfilment',
  'touchpoint',
  'cart_line',
  'cart',
  'customer',
  'customer_word',
  'consent',
  'customer_address',
  'access_session',
  'stock_allocation',
  'stock_capacity',
  'order_adjustment',
] as const

/** The central warehouse keeps so many of each article on top. */
const WAREHOUSE_KEEPS = 400

/**
 * Fills an empty, migrated database with a retailer of that size: the chain and its articles by the doors of
 * their modules, the mass by SQL, two statements at a time, without indexes and keys until it is there. The
 * same every time, up to the clock of `db`: two years of business end now. A database that failed
 * half-way is thrown away.
 */
export async function fillAtScale(db: Database, scale: Scale, say: (text: string) => void = () => {}): Promise<void> {
  if (scale.orders > 0 && (scale.stores < 1 || scale.variants < 2))
    throw new RangeError('orders need a store and two variants')
  const period = periodUntil(db.clock())
  await onLanes(db, async (lanes) => {
    const first = lanes[0] as Lane
    await openChain(db, first, scale, period)
    say(`${scale.stores} stores, ${scale.variants} variants`)
    const { indexes, references } = await setAside(first, FILLED)
    const people: Task = {
      says: `${scale.customers} customers`,
      run: (lane) => fillCustomers(lane, scale, period),
    }
    await numberArticles(first)
    await shareOut(lanes, drawSales(scale, period), say)
    await shareOut(lanes, [people, sumSales], say)
    await shareOut(lanes, [...goodsTasks(period, WAREHOUSE_KEEPS), ...factTasks, ...orderTasks, ...moneyTasks], say)
    await first.run(forgetSales)
    await shareOut(lanes, indexes)
    say(`${indexes.length} indexes and keys`)
    await shareOut(lanes, references)
    say(`${references.length} references, each checked`)
    await shareOut(lanes, await tableTasks(first, (table) => (lane) => lane.run(`analyze ${table}`)))
    say('analysed')
  })
}

async function openChain(db: Database, lane: Lane, { stores, variants }: Scale, period: Period): Promise<void> {
  const onTheEve = (work: (ctx: Ctx) => Promise<void>): Promise<void> =>
    db.write({ actor: systemActor('scale'), now: period.eve }, work)
  await addMonthsOf(lane, period)
  await onTheEve(foundRetailer)
  await openStores(lane, stores, period)
  await onTheEve(sellEverywhere)
  await shelve(db, lane, variants, period)
}
