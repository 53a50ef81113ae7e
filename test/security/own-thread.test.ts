import { afterAll, beforeAll, expect, test } from 'vitest'
import { addStaff, openSession } from '#access'
import { addCustomer } from '#customers'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { shopperToken, thingsOf } from './cast.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const STAFF = 'Remedios Interna'
const WRITTEN = {
  rejection: 'nota-rechazo: se queja siempre',
  // One word that could be one of ours.
  cancellation: 'fraude_seguro',
  note: 'nota-ficha: no fiarse',
  evidence: 'prueba-union: misma letra en la firma',
}

type Moment = { type: string; data: Record<string, unknown> }

test('what staff write, and who of them it was, is in their thread of a person and not in the person’s own', async () => {
  const { shopper, staff, twin } = await shop.write(async (ctx) => {
    const { id } = await addStaff(ctx, { email: 'remedios@tienda.es', name: STAFF, role: 'owner', store_ids: null })
    return {
      shopper: await shopperToken(ctx, true),
      staff: { id, token: (await openSession(ctx, { staff_id: id, user_agent: 'test' })).token },
      twin: (await addCustomer(ctx, { given_name: 'Repetida' })).id,
    }
  })
  const { customer_id } = shopper
  const desk = await shop.api(staff.token)
  const of = await thingsOf(shop, customer_id, shop.ids.granvia, shop.ids.loc_granvia)
  const said = async (path: string, body: object) => {
    const { status, body: answer } = await desk.post(path, body)
    expect(status, `${path} ${JSON.stringify(answer)}`).toBeLessThan(300)
  }
  await said(`/fulfilments/${of.fulfilment_id}/rejections`, { reason: 'other', note: WRITTEN.rejection })
  await said(`/orders/${of.order_id}/cancellations`, { reason: WRITTEN.cancellation })
  await said(`/customers/${customer_id}/notes`, { text: WRITTEN.note, visible_to: 'staff' })
  await said(`/customers/${customer_id}/merges`, { joined_id: twin, evidence: { rule: WRITTEN.evidence } })
  await shop.work()

  const theirs = (await desk.get(`/customers/${customer_id}/timeline?limit=200`)).body.items as Moment[]
  for (const text of [STAFF, WRITTEN.rejection, WRITTEN.cancellation, WRITTEN.evidence])
    expect(JSON.stringify(theirs), text).toContain(text)
  expect(theirs.map(({ type }) => type)).toEqual(expect.arrayContaining(['customer.noted', 'payment.refund_asked']))

  const { status, body } = await (await shop.api(shopper.token)).get('/me/timeline?limit=200')
  expect(status).toBe(200)
  const own = body.items as Moment[]
  const text = JSON.stringify(own)
  for (const hidden of [STAFF, staff.id, twin, ...Object.values(WRITTEN)]) expect(text, hidden).not.toContain(hidden)
  for (const moment of own) {
    expect(Object.keys(moment)).not.toEqual(expect.arrayContaining(['actor_name']))
    expect(Object.keys(moment.data).filter((name) => ['note', 'reason', 'location'].includes(name))).toEqual([])
  }
  // What happened they are still told, with what the shop shows of it.
  expect(own.find(({ type }) => type === 'order.placed')?.data).toMatchObject({ number: of.number, currency: 'EUR' })
  expect(own.find(({ type }) => type === 'fulfilment.rejected')?.data).toMatchObject({ number: of.number })
  expect(own.find(({ type }) => type === 'order.canceled')?.data).toEqual({ number: of.number })

  const order = async (token: string) =>
    JSON.stringify((await (await shop.api(token)).get(`/orders/${of.order_id}`)).body)
  const [inside, outside] = [await order(staff.token), await order(shopper.token)]
  for (const hidden of [STAFF, WRITTEN.rejection, WRITTEN.cancellation]) {
    expect(inside, hidden).toContain(hidden)
    expect(outside, hidden).not.toContain(hidden)
  }
  expect(JSON.parse(outside).adjustments).toMatchObject([{ kind: 'cancellation', reason: 'other' }])
})
