import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { identify } from '#customers'
import { newId } from '#platform/ids'
import { HOME, atOnce, openRaces } from '#test/races'
import type { Cart, Races, Shopper } from '#test/races'

const PRICE = 1_990

let at: Races
let socks: string
beforeAll(async () => {
  at = await openRaces()
  socks = await at.goods({ price: PRICE, stock: { [at.shop.ids.loc_granvia]: 500 } })
})
afterEach(() => at.mustBeSound())
afterAll(() => at.close())

const inGranVia = () => ({ method: 'pickup' as const, pickup_store_id: at.shop.ids.granvia })
const prove = (customer_id: string, value: string) =>
  at.shop.write((ctx) => identify(ctx, { customer_id, kind: 'email', value, level: 'verified', source: 'test' }))
const numbers = async (path: string): Promise<string[]> =>
  (await at.desk.get(path)).body.items.map(({ id }: { id: string }) => id).toSorted()

/** Their order; none where the carts were joined first, and then it was refused for that. */
async function orderedUnlessJoined({ id, gross }: Cart): Promise<string[]> {
  const { status, body } = await at.desk.post(`/carts/${id}/orders`, { expected_total: gross, pay_later: true })
  if (status === 201) return [body.order_id]
  expect(['cart_changed', 'cart_closed']).toContain(body.code)
  return []
}

test('two people are joined while both order, and taken apart again: each has what they ordered', async () => {
  const [ana, eva] = await atOnce(2, () => at.shopper())
  const [hers, theirs] = await Promise.all([ana!, eva!].map(({ api }) => at.fill(api, { [socks]: 1 }, inGranVia())))
  const merge_id = newId()
  const [one, , two] = await Promise.all([
    orderedUnlessJoined(hers!),
    at.desk.post(`/customers/${ana!.customer_id}/merges`, {
      merge_id,
      joined_id: eva!.customer_id,
      evidence: { rule: 'staff', note: 'the same' },
    }),
    orderedUnlessJoined(theirs!),
    at.shop.settle(),
  ])
  await at.shop.settle()
  expect(await numbers(`/orders?customer_id=${eva!.customer_id}`)).toEqual([...one, ...two].toSorted())
  await Promise.all([at.desk.delete(`/merges/${merge_id}`), at.shop.settle(), at.desk.delete(`/merges/${merge_id}`)])
  expect(await numbers(`/orders?customer_id=${ana!.customer_id}`)).toEqual(one)
  expect(await numbers(`/orders?customer_id=${eva!.customer_id}`)).toEqual(two)
})

test('carts become one while goods are put into both: no piece is lost', async () => {
  const [ana, eva] = (await atOnce(2, () => at.shopper())) as [Shopper, Shopper]
  const [hers, theirs] = await Promise.all([ana, eva].map(({ api }) => at.fill(api, { [socks]: 1 }, inGranVia())))
  const add = (who: Shopper, id: string) => who.api.post(`/carts/${id}/lines`, { variant_id: socks, quantity: 1 })
  const [, ...replies] = await Promise.all([
    at.desk.post(`/customers/${ana.customer_id}/merges`, {
      joined_id: eva.customer_id,
      evidence: { rule: 'staff', note: 'one' },
    }),
    ...[0, 1, 2].flatMap(() => [add(ana, hers!.id), add(eva, theirs!.id)]),
    at.shop.settle(),
  ])
  await at.shop.settle()
  const added = replies.filter((reply) => reply && reply.status === 201).length
  const { body } = await ana.api.get('/me/carts')
  expect(body.items).toHaveLength(1)
  expect(body.items[0].units).toBe(2 + added)
})

test('a visitor becomes known on two devices while lines are added', async () => {
  const [phone, laptop] = (await atOnce(2, () => at.shopper())) as [Shopper, Shopper]
  const value = `${newId()}@correo.es`
  const cart = await at.fill(laptop.api, { [socks]: 1 }, { method: 'ship', address: HOME })
  const code = (await laptop.api.get(`/carts/${cart.id}`)).body.code
  await Promise.all([
    prove(laptop.customer_id, value),
    prove(phone.customer_id, value),
    phone.api.post('/carts/take-up', { code }),
    ...[0, 1, 2].map(() => laptop.api.post(`/carts/${cart.id}/lines`, { variant_id: socks, quantity: 1 })),
    at.shop.settle(),
  ])
  await at.shop.settle()
  const { body } = await at.desk.get(`/carts/${cart.id}`)
  expect(body.status === 'open' ? body.lines[0].quantity : 'merged').toEqual(body.status === 'open' ? 4 : 'merged')
})

test('who is forgotten while ordering leaves no name behind when the order is over', async () => {
  for (let round = 0; round < 2; round++) {
    const ana = await at.shopper()
    const cart = await at.fill(ana.api, { [socks]: 1 }, inGranVia())
    await ana.api.patch(`/carts/${cart.id}/lines/${cart.lines[0]!.line_id}`, { note: 'para Ana' })
    const [order_id] = await Promise.all([
      at.ordered(cart),
      at.desk.post(`/customers/${ana.customer_id}/erasure`, {}),
      at.shop.settle(),
    ])
    await at.shop.settle()
    if (order_id) await at.desk.post(`/orders/${order_id}/cancellations`, { reason: 'forgotten' })
    await at.shop.settle()
    const left = await at.shop.read(
      (ctx) => ctx.sql`
        select id from orders where customer_id = ${ana.customer_id} and contact <> '{}'
        union all select id from cart where customer_id = ${ana.customer_id} and contact is not null
        union all select l.id from order_line l join orders o on o.id = l.order_id
                   where o.customer_id = ${ana.customer_id} and l.note is not null`,
    )
    expect(left).toEqual([])
  }
})
