import { cancelOrder, placeOrder } from '#checkout'
import { fulfilmentsOf, reject } from '#fulfilment'
import type { Chance } from '../chance.ts'
import { chanceOf, hoursBefore, idOf } from '../chance.ts'
import { SHOPS } from '../chain/stores.ts'
import type { Goods } from '../goods/shelve.ts'
import { STORY_BOOTS, openingUnits } from '../goods/stock.ts'
import type { Customer } from '../people/invite.ts'
import type { Stage } from '../stage.ts'
import { clerkOf, colleague } from '../stage.ts'
import type { Play, State } from './order.ts'
import { play } from './order.ts'
import { buyAnew } from './anew.ts'

const PAST = 60
const CARTS = 30
/** So many of them are never gone on with: what was in them is bought in a shop. */
const LEFT_STANDING = 6
const LANES = 3

/** Work that waits for the staff when they sign in: state, how long ago the order came, how many. */
const OPEN: readonly (readonly [State, number, number])[] = [
  ['placed', 1, 9],
  ['accepted', 3, 6],
  ['picking', 5, 4],
  ['ready', 22, 7],
]

/** Orders of the last weeks and of today, played through cart, payment, picking and counter. */
export async function playSeason(stage: Stage, goods: Goods, customers: readonly Customer[]): Promise<void> {
  const shelf = new Map<string, number>()
  const people = customers.filter(({ email, proved }) => email !== null && proved)
  const casting = (key: string, at: Date, until: State, pace: number, store?: string): Play =>
    cast(key, at, until, pace, store, { goods, people, shelf })
  const past = Array.from({ length: PAST }, (_, i) =>
    casting(
      `past ${i}`,
      stage.day(2 + (i * 43) / PAST, `1${i % 6}:${10 + ((i * 7) % 50)}`),
      'delivered',
      i % 9 === 0 ? 70 : 40,
    ),
  )
  const open = OPEN.flatMap(([until, hours, count]) =>
    Array.from({ length: count }, (_, i) =>
      casting(
        `open ${until} ${i}`,
        hoursBefore(stage.now, hours * (1 + i / count)),
        until,
        20,
        i % 2 === 0 ? 'gran-via' : undefined,
      ),
    ),
  )
  const carts = Array.from({ length: CARTS }, (_, i) =>
    casting(`cart ${i}`, hoursBefore(stage.now, 0.2 + i * 2.3), 'cart', 0),
  )
  const queue = [...past, ...open, ...carts].values()
  const lane = async (): Promise<void> => {
    for (const one of queue) await play(stage, one)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  for (const [i, cart] of carts.slice(-LEFT_STANDING).entries())
    await buyAnew(stage, cart, i % 2 === 0 ? 'gran-via' : 'sol')
  await troubles(stage, open)
  stage.log.info(`demo: ${past.length} orders played to their end, ${open.length} in work, ${carts.length} open carts`)
}

type Cast = { goods: Goods; people: readonly Customer[]; shelf: Map<string, number> }

function cast(
  key: string,
  at: Date,
  until: State,
  pace: number,
  wanted: string | undefined,
  { goods, people, shelf }: Cast,
): Play {
  const chance = chanceOf(key)
  const customer = chance.pick(people)
  const pickup = wanted !== undefined || chance.flip(0.55)
  const store = wanted ?? (chance.flip(0.7) ? customer.town.store : chance.pick(SHOPS).code)
  const byPhone = chance.flip(0.15)
  return {
    key,
    customer,
    ...(byPhone ? { hand: colleague('agent') } : {}),
    channel: byPhone ? 'phone' : chance.flip(0.7) ? 'web' : 'mobile',
    at,
    wares: Array.from(
      {
        length: chance.weighted([
          [1, 6],
          [2, 3],
          [3, 1],
        ] as const),
      },
      () => take(pickup ? store : 'central', goods, shelf, chance),
    ),
    delivery: pickup ? { method: 'pickup', store } : { method: 'ship', address: customer.address },
    until,
    pace,
  }
}

/** An article of which the place has some left; the story's boots stay on the shelf. */
function take(
  place: string,
  { articles }: Goods,
  shelf: Map<string, number>,
  chance: Chance,
): { variant_id: string; quantity: number } {
  for (;;) {
    const { sku, variant_id } = chance.pick(articles)
    const left = shelf.get(`${place} ${sku}`) ?? openingUnits(place, sku)
    if (left < 3 || sku === STORY_BOOTS) continue
    shelf.set(`${place} ${sku}`, left - 1)
    return { variant_id, quantity: 1 }
  }
}

/** Two shelves that were empty after all, and two people who changed their mind. */
async function troubles(stage: Stage, open: readonly Play[]): Promise<void> {
  const pickups = open.filter(({ delivery, until }) => delivery.method === 'pickup' && until === 'placed')
  const [lost, torn, ...others] = pickups
  for (const [it, reason] of [
    [lost, 'not_found'],
    [torn, 'damaged'],
  ] as const) {
    if (!it || it.delivery.method !== 'pickup') continue
    const { store } = it.delivery
    await stage.act({ at: hoursBefore(stage.now, 0.2), who: clerkOf(store), channel: 'pos' }, async (ctx) => {
      const { order_id } = await placeOrder(ctx, { cart_id: idOf(`cart ${it.key}`) })
      const [fulfilment] = await fulfilmentsOf(ctx, order_id)
      if (fulfilment) await reject(ctx, { fulfilment_id: fulfilment.id, reason })
    })
  }
  for (const it of others.slice(0, 2)) {
    await stage.act({ at: hoursBefore(stage.now, 0.1), who: colleague('agent'), channel: 'phone' }, async (ctx) => {
      const { order_id } = await placeOrder(ctx, { cart_id: idOf(`cart ${it.key}`) })
      await cancelOrder(ctx, {
        order_id,
        lines: 'all',
        reason: 'Lo ha pensado mejor',
        cause_id: idOf(`cancel ${it.key}`),
      })
    })
  }
}
