import type { Ctx } from '#platform/ctx'
import type { Database } from '#platform/db'
import { Refused } from '#platform/errors'
import type { Logger } from '#platform/log'
import { living } from '#customers'
import { countPast } from '#insights'
import { retailer, stores } from '#organisation'
import type { DemoAccess } from './access.ts'
import { letIn, readDemoAccess } from './access.ts'
import { daysBefore } from './chance.ts'
import { foundChain } from './chain/found.ts'
import { storeId } from './chain/stores.ts'
import { assortment } from './goods/assortment.ts'
import type { Product } from './goods/assortment.ts'
import type { Hung } from './goods/pictures.ts'
import { drawPictures } from './goods/pictures.ts'
import { hang, priceGoods, shelve } from './goods/shelve.ts'
import { OPENED_DAYS_AGO, stockUp } from './goods/stock.ts'
import { follow, remember } from './people/history.ts'
import { invite } from './people/invite.ts'
import { LUCIA, isComplete, playLucia } from './play/lucia.ts'
import { playSeason } from './play/season.ts'
import { narrator, stageOf } from './stage.ts'
import type { Stage } from './stage.ts'

export type { DemoAccess } from './access.ts'
export { readDemoAccess } from './access.ts'

/**
 * Makes the demo retailer in an empty database, through the doors of the modules. Every act has names for
 * ids, so an attempt that was cut off is gone on with; a complete demo, and any other retailer, is left
 * alone. Answers how to come in; null where this data folder does not know.
 */
export async function seedDemo(db: Database, log: Logger): Promise<DemoAccess | null> {
  if (!(await db.read({ actor: narrator }, isToDo))) return readDemoAccess()
  const stage = stageOf(db, log)
  const products = assortment()
  log.info('demo: a chain of shops is being made')
  const stop = new AbortController()
  const drawing = drawPictures(products, log, stop.signal)
  // Drawing goes on beside; a fault of it is heard where its pictures are hung up.
  drawing.catch(() => {})
  try {
    return await make(stage, products, drawing)
  } finally {
    stop.abort()
  }
}

async function make(stage: Stage, products: readonly Product[], drawing: Promise<Hung>): Promise<DemoAccess> {
  const began = Date.now()
  const places = await stage.act({ at: daysBefore(stage.now, OPENED_DAYS_AGO + 1) }, foundChain)
  const goods = await shelve(stage, products)
  await priceGoods(stage, products, goods)
  await stockUp(stage, goods, places)
  const customers = await invite(stage)
  await remember(stage, goods, customers)
  await follow(stage, goods, customers)
  await playSeason(stage, goods, customers)
  await playLucia(stage, goods)
  // What was played before anybody listened; in a shop of its own it is a job that does this.
  await countPast((work) => stage.act({ at: stage.now }, work))
  await hang(stage, products, await drawing)
  const access = await letIn(stage)
  stage.log.info(`demo: ready after ${Math.round((Date.now() - began) / 1_000)} s`)
  return access
}

/** Nobody is here yet, or our own demo was cut off half-way. */
async function isToDo(ctx: Ctx): Promise<boolean> {
  if (!(await hasRetailer(ctx))) return true
  const ours = (await stores(ctx)).some(({ id }) => id === storeId('gran-via'))
  if (!ours || (await isComplete(ctx))) return false
  // The mark goes with Lucía when somebody has her erased; only who was let in can do that.
  const isErased = readDemoAccess() !== null && !(await living(ctx, [LUCIA])).has(LUCIA)
  return !isErased
}

const hasRetailer = (ctx: Ctx): Promise<boolean> =>
  retailer(ctx).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refused && error.code === 'no_retailer') return false
      throw error
    },
  )
