import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveProduct } from '#catalog'
import { fulfilmentsOf } from '#fulfilment'
import { newId } from '#platform/ids'
import { setPrices } from '#pricing'
import type { Api } from '#test/api'
import { openRaces } from '#test/races'
import type { Races } from '#test/races'
import { takeOrder } from './take-order.ts'

// Services (gift wrapping, an assembly) follow the goods they were sold with; sold alone they are done with once paid.

let at: Races
beforeAll(async () => {
  at = await openRaces()
})
afterAll(() => at.close())

const [PRICE, EXTRA] = [8_490, 1_500]

const service = (): Promise<string> =>
  at.shop.write(async (ctx) => {
    const sku = `SRV-${newId()}`
    const texts = { es: { name: 'Envolver para regalo' } }
    const slug = sku.toLowerCase()
    const { variant_ids } = await saveProduct(ctx, {
      slug,
      status: 'active',
      kind: 'service',
      texts,
      variants: [{ sku }],
    })
    const variant_id = variant_ids[sku] as string
    await setPrices(ctx, { price_list: 'base', prices: [{ variant_id, amount: EXTRA }] })
    return variant_id
  })

const order = async (id: string) => (await at.desk.get(`/orders/${id}`)).body

type Bought = { api: Api; order_id: string; gross: number }

/** Paid by card and placed by that, to be collected. */
async function bought(lines: Record<string, number>): Promise<Bought> {
  const { api } = await at.shopper()
  const cart = await at.fill(api, lines, { method: 'pickup', pickup_store_id: at.shop.ids.granvia })
  await at.pays(api, `/carts/${cart.id}/payments`)
  let order_id = ''
  await at.rest(async () => {
    order_id = (await at.desk.get(`/carts/${cart.id}`)).body.order_id
    expect((await at.money(order_id)).captured).toBe(cart.gross)
  })
  return { api, order_id, gross: cart.gross }
}

async function wrapped(): Promise<Bought & { wrap: string; boots: string }> {
  const stock = { [at.shop.ids.loc_granvia]: 3 }
  const [boots, wrap] = [await at.goods({ price: PRICE, stock }), await service()]
  return { ...(await bought({ [boots]: 1, [wrap]: 1 })), wrap, boots }
}

async function ready(order_id: string): Promise<string> {
  const [fulfilment] = await at.shop.read((ctx) => fulfilmentsOf(ctx, order_id))
  for (const [step, body] of Object.entries({ acceptances: {}, picking: {}, ready: { picked_all: true } }))
    expect((await at.desk.post(`/fulfilments/${fulfilment!.id}/${step}`, body)).status).toBe(200)
  return fulfilment!.id
}

const lineOf = async (order_id: string, kind: string) =>
  (await order(order_id)).lines.find((line: { kind: string }) => line.kind === kind)

test('who has collected the goods has had the service: there is nothing left to cancel', async () => {
  const { api, order_id } = await wrapped()
  const id = await ready(order_id)
  expect((await at.desk.post(`/fulfilments/${id}/handovers`, { id_note: 'DNI seen' })).status).toBe(200)
  expect(await order(order_id)).toMatchObject({ status: 'completed' })
  expect(await lineOf(order_id, 'service')).toMatchObject({ fulfilled: 1, canceled: 0 })
  expect((await api.post(`/orders/${order_id}/cancellations`, { reason: 'changed_mind' })).body).toMatchObject({
    lines: [],
  })
  await at.rest()
  expect((await at.money(order_id)).refunded).toBe(0)
})

test('goods nobody collects go back with their service, and all the money', async () => {
  const { order_id, gross } = await wrapped()
  await ready(order_id)
  at.shop.clock.advance({ days: 30 })
  await at.job('fulfilment.expire')
  await at.rest(async () => expect((await at.money(order_id)).refunded).toBe(gross))
  expect(await order(order_id)).toMatchObject({ status: 'canceled' })
  expect(await lineOf(order_id, 'service')).toMatchObject({ canceled: 1 })
})

test('the last goods of an order are cancelled with the service, named or not', async () => {
  const { api, order_id, gross } = await wrapped()
  const { id: line_id } = await lineOf(order_id, 'goods')
  const { status, body } = await api.post(`/orders/${order_id}/cancellations`, {
    reason: 'changed_mind',
    lines: [{ line_id, quantity: 1 }],
  })
  expect([status, body.amount, body.lines.length]).toEqual([200, gross, 2])
  await at.rest(async () => expect((await at.money(order_id)).refunded).toBe(gross))
  expect(await order(order_id)).toMatchObject({ status: 'canceled' })
})

test('a service alone is taken off while the goods wait to be picked', async () => {
  const { api, order_id } = await wrapped()
  const { id: line_id } = await lineOf(order_id, 'service')
  const lines = [{ line_id, quantity: 1 }]
  expect((await api.post(`/orders/${order_id}/cancellations`, { reason: 'changed_mind', lines })).status).toBe(200)
  await at.rest(async () => expect((await at.money(order_id)).refunded).toBe(EXTRA))
  expect(await order(order_id)).toMatchObject({ status: 'placed' })
})

test('an order of services alone is complete when it is paid, by card or by what was taken already', async () => {
  const { order_id } = await bought({ [await service()]: 2 })
  expect(await order(order_id)).toMatchObject({ status: 'completed', payment_status: 'paid' })
  const variant_id = await service()
  const taken = await at.shop.write(
    (ctx) =>
      takeOrder(ctx, {
        id: newId(),
        delivery: { method: 'pickup', pickup_store_id: at.shop.ids.granvia },
        contact: { name: 'Ana', phone: '+34612345678' },
        lines: [{ id: newId(), variant_id, quantity: 1 }],
        tenders: [{ id: newId(), provider: 'terminal', amount: EXTRA }],
        expected_total: EXTRA,
      }),
    undefined,
    'phone',
  )
  expect(await order(taken.order_id)).toMatchObject({ status: 'completed', payment_status: 'paid' })
  await at.mustBeSound()
})
