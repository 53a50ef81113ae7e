import { expect } from 'vitest'
import { PERMISSIONS, addKey, enrolDevice } from '#access'
import { createLog } from '#platform/log'
import { everything } from '../../server/program.ts'
import type { Api, Reply } from './api.ts'
import { article } from './goods.ts'
import type { Article } from './goods.ts'
import { openSandbox } from './sandbox.ts'
import { openShop } from './shop.ts'
import { unsound } from '../../tools/trade/soundness.ts'
import { HOME, pays, sale, visitor } from '../../tools/trade/trade.ts'
import type { Shopper } from '../../tools/trade/trade.ts'

export type Delivery = { method: 'pickup'; pickup_store_id: string } | { method: 'ship'; address: object }
export type Cart = { id: string; gross: number; lines: { line_id: string; variant_id: string; quantity: number }[] }

export { HOME }
export type { Shopper }

/** A shop with people at every door, a card provider, and nothing forgiven: what a race leaves behind must be sound. */
export async function openRaces() {
  const shop = await openShop()
  const sandbox = await openSandbox(shop)
  /** Every answer of the shop to anybody here that was a fault of its own. */
  const faults: string[] = []

  async function door(credential: string, headers?: Record<string, string>): Promise<Api> {
    const api = await shop.api(credential, headers)
    const watched =
      <Args extends [string, ...unknown[]]>(name: string, call: (...args: Args) => Promise<Reply>) =>
      async (...args: Args): Promise<Reply> => {
        const reply = await call(...args)
        if (reply.status >= 500) faults.push(`${name} ${args[0]} → ${reply.status} ${JSON.stringify(reply.body)}`)
        return reply
      }
    const { get, post, put, patch, delete: remove } = api
    return {
      ...api,
      get: watched('GET', get),
      post: watched('POST', post),
      put: watched('PUT', put),
      patch: watched('PATCH', patch),
      delete: watched('DELETE', remove),
    }
  }

  const { keys, till_token } = await shop.write(async (ctx) => ({
    keys: [
      await addKey(ctx, { kind: 'publishable', name: 'front', channel: 'web' }),
      await addKey(ctx, { kind: 'secret', name: 'desk', permissions: [...PERMISSIONS] }),
    ] as const,
    till_token: (await enrolDevice(ctx, { register_id: shop.ids.till, name: 'caja' })).token,
  }))
  const [front, desk, till] = [await door(keys[0].secret), await door(keys[1].secret), await door(till_token)]

  const shopper = (): Promise<Shopper> => visitor(front, door)

  const goods = (given: Article = {}): Promise<string> => shop.write((ctx) => article(ctx, given))

  /** A cart that needs nothing but its money. */
  async function fill(api: Api, lines: Record<string, number>, delivery: Delivery): Promise<Cart> {
    const { body: cart } = await api.post('/carts', { delivery })
    for (const [variant_id, quantity] of Object.entries(lines))
      await api.post(`/carts/${cart.id}/lines`, { variant_id, quantity })
    return (await api.put(`/carts/${cart.id}/contact`, { name: 'Lucía', email: `lucia.${cart.id}@correo.es` })).body
  }

  /** The order of a filled cart, taken at the desk and paid at collection. */
  async function ordered(cart: Cart): Promise<string> {
    const { body } = await desk.post(`/carts/${cart.id}/orders`, { expected_total: cart.gross, pay_later: true })
    return body.order_id
  }

  const level = async (variant_id: string, location_id: string) =>
    (
      await shop.read(
        (ctx) => ctx.sql<{ on_hand: number; allocated: number; reserved: number }>`
          select on_hand, allocated, reserved from stock_level where variant_id = ${variant_id} and location_id = ${location_id}`,
      )
    )[0] ?? { on_hand: 0, allocated: 0, reserved: 0 }

  /** How the money of an order or cart stands, in all its payments. */
  const money = async (id: string) =>
    (
      await shop.read(
        (ctx) => ctx.sql<Record<'captured' | 'refunded' | 'held', number>>`
          select coalesce(sum(captured), 0)::bigint as captured, coalesce(sum(refunded), 0)::bigint as refunded,
                 coalesce(sum(authorised - captured), 0)::bigint as held
            from payment where cart_id = ${id} or order_id = ${id}`,
      )
    )[0]!

  /** Until the provider's notices have come and everything they set off is done. */
  async function rest(until: () => Promise<void> = async () => {}): Promise<void> {
    await expect
      .poll(
        async () => {
          await shop.work()
          return until().then(
            () => 'so',
            (error: Error) => error.message,
          )
        },
        { timeout: 10_000, interval: 50 },
      )
      .toBe('so')
  }

  /** A recurring job, now. */
  const job = (name: string): Promise<void> =>
    everything
      .flatMap((module) => module.jobs ?? [])
      .find((known) => known.name === name)!
      .run({ write: shop.db.write, read: shop.db.read, log: createLog('silent') }, {} as never)

  /** The end of every race. */
  async function mustBeSound(): Promise<void> {
    await shop.work()
    expect(faults).toEqual([])
    expect(await unsound(desk, shop)).toEqual([])
  }

  return {
    shop,
    sandbox,
    faults,
    door,
    front,
    desk,
    till,
    shopper,
    goods,
    fill,
    pays: (api: Api, path: string, amount?: number) => pays(sandbox, api, path, amount),
    ordered,
    sale: (variant_id: string, price: number, quantity = 1, store_id = shop.ids.granvia) =>
      sale(variant_id, price, quantity, store_id),
    level,
    money,
    rest,
    job,
    mustBeSound,
    close: async () => {
      await sandbox.close()
      await shop.close()
    },
  }
}

export type Races = Awaited<ReturnType<typeof openRaces>>

/** All of them at once. */
export const atOnce = <T>(count: number, act: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => act(n)))

export const statuses = (replies: readonly Reply[]): number[] => replies.map(({ status }) => status).toSorted()
