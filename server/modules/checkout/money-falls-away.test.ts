import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addStaff, openSession } from '#access'
import { handOver, markShipped } from '#fulfilment'
import { orderById } from '#orders'
import { checkPayment, paymentsOf, recordTender } from '#payments'
import type { Payment } from '#payments'
import { newId } from '#platform/ids'
import { cancelOrder } from './cancel-order.ts'
import { giveBack } from './give-back.ts'
import { PRICE, openTrade } from './money.test-support.ts'
import type { TradeInMoney } from './money.test-support.ts'
import { owedOnOrder } from './pay.ts'
import { placeOrder } from './place-order.ts'
import { takeTenderForOrder } from './take-tender.ts'

let trade: TradeInMoney
let shop: TradeInMoney['shop']
let provider: TradeInMoney['provider']
beforeAll(async () => {
  trade = await openTrade()
  ;({ shop, provider } = trade)
})
afterEach(() => provider.behave())
afterAll(() => trade.close())

/** Paid on the provider's page and placed; what was asked of the provider waits for `shop.work`. */
async function placed(method: 'pickup' | 'ship' = 'pickup'): Promise<{ order_id: string; payment: Payment }> {
  const cart = await trade.cartOf(method)
  const payment = await trade.pay({ cart_id: cart.id }, cart.gross)
  const { order_id } = await shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross }))
  return { order_id, payment }
}

async function paid(): Promise<{ order_id: string; payment: Payment }> {
  const order = await placed()
  await shop.work()
  return order
}

const refundedThere = (payment: Payment) => trade.there(payment).amount_refunded
const cancel = (order_id: string, cause_id = newId()) =>
  shop.write((ctx) => cancelOrder(ctx, { order_id, lines: 'all', reason: 'Ya no lo quiere', cause_id }))

describe('a capture the provider refuses', () => {
  test('is no money: a pick-up stays in the shop until it is paid another way', async () => {
    const { order_id } = await placed()
    await provider.refuse('capture', 'expired_card')
    await shop.work()
    const fulfilment_id = await trade.readyOf(order_id)
    const hand = () => shop.write((ctx) => handOver(ctx, { fulfilment_id, proof: { id_note: 'DNI seen' } }))
    await expect(hand()).rejects.toMatchObject({ code: 'order_unpaid', details: { due: PRICE } })
    expect((await shop.read((ctx) => orderById(ctx, order_id))).payment_status).toBe('unpaid')
    expect((await shop.read((ctx) => owedOnOrder(ctx, order_id))).amount).toBe(PRICE)
    await shop.write((ctx) =>
      takeTenderForOrder(ctx, order_id, { id: newId(), store_id: shop.ids.granvia, provider: 'cash', amount: PRICE }),
    )
    expect(await hand()).toMatchObject({ status: 'handed_over' })
  })

  test('keeps a parcel here', async () => {
    const { order_id } = await placed('ship')
    await provider.refuse('capture', 'expired_card')
    await shop.work()
    const fulfilment_id = await trade.readyOf(order_id)
    const send = () => shop.write((ctx) => markShipped(ctx, { fulfilment_id, carrier: 'Correos' }))
    await expect(send()).rejects.toMatchObject({ code: 'order_unpaid', details: { due: PRICE } })
    expect((await shop.read((ctx) => orderById(ctx, order_id))).status).toBe('in_progress')
  })
})

test('a parcel that was taken to be paid later is sent', async () => {
  const cart = await trade.cartOf('ship')
  const { order_id } = await shop.write((ctx) =>
    placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross, pay_later: true }),
  )
  const fulfilment_id = await trade.readyOf(order_id)
  expect(await shop.write((ctx) => markShipped(ctx, { fulfilment_id, carrier: 'Correos' }))).toMatchObject({
    status: 'shipped',
  })
})

test('goods do not leave for money that was given back whole', async () => {
  const { order_id, payment } = await paid()
  await provider.itself(payment.provider_ref, 'refund')
  await checkPayment(trade.steps, { payment_id: payment.id })
  await shop.work()
  const fulfilment_id = await trade.readyOf(order_id)
  await expect(
    shop.write((ctx) => handOver(ctx, { fulfilment_id, proof: { id_note: 'DNI seen' } })),
  ).rejects.toMatchObject({ code: 'order_unpaid' })
})

describe('what an order owes its customer', () => {
  test('is shown where the refund was refused, and a person asks again for it', async () => {
    const { order_id, payment } = await paid()
    await provider.refuse('refund', 'balance_too_low')
    const cause_id = newId()
    expect(await cancel(order_id, cause_id)).toMatchObject({ to_refund: PRICE })
    await shop.work()
    expect(await trade.view(order_id)).toMatchObject({
      status: 'canceled',
      payment_status: 'paid',
      refunded: 0,
      owed: PRICE,
    })
    const again = () => shop.write((ctx) => giveBack(ctx, order_id))
    expect(await Promise.all([again(), again()])).toEqual([
      { refunding: PRICE, owed: 0 },
      { refunding: PRICE, owed: 0 },
    ])
    await shop.work()
    expect(await trade.view(order_id)).toMatchObject({ payment_status: 'refunded', refunded: PRICE, owed: 0 })
    expect(refundedThere(payment)).toBe(PRICE)
    await cancel(order_id, cause_id)
    await shop.work()
    expect(await again()).toEqual({ refunding: 0, owed: 0 })
    expect(refundedThere(payment)).toBe(PRICE)
  })

  test('is asked for also where nobody ever asked', async () => {
    const { order_id, payment } = await paid()
    await cancel(order_id)
    // As it was left behind by programs that took a refused refund for done.
    await shop.write(async (ctx) => {
      await ctx.sql`update payment set refunding = 0 where id = ${payment.id}`
      await ctx.sql`update payment_effect set status = 'failed' where payment_id = ${payment.id} and kind = 'refund'`
    })
    await shop.work()
    expect((await trade.view(order_id)).owed).toBe(PRICE)
    expect(await shop.write((ctx) => giveBack(ctx, order_id))).toEqual({ refunding: PRICE, owed: 0 })
    await shop.work()
    expect(refundedThere(payment)).toBe(PRICE)
  })

  test('only who may give money back asks for it, and of their own stores', async () => {
    const { order_id } = await paid()
    const as = async (role: 'owner' | 'analyst') => {
      const { token } = await shop.write(async (ctx) => {
        const { id } = await addStaff(ctx, { email: `${role}@tienda.es`, name: role, role, store_ids: null })
        return openSession(ctx, { staff_id: id, user_agent: 'test' })
      })
      return (await shop.api(token)).post(`/orders/${order_id}/refunds`, {})
    }
    expect(await as('owner')).toMatchObject({ status: 200, body: { refunding: 0, owed: 0 } })
    expect((await as('analyst')).status).toBe(403)
  })

  test('a capture the provider made itself goes back when the order is cancelled meanwhile', async () => {
    const { order_id, payment } = await placed()
    await provider.itself(payment.provider_ref, 'capture')
    await cancel(order_id)
    await shop.work()
    expect(await trade.view(order_id)).toMatchObject({ status: 'canceled', payment_status: 'refunded', owed: 0 })
    expect(refundedThere(payment)).toBe(PRICE)
  })

  test('after a refund of the provider’s own only the rest is given back', async () => {
    const { order_id, payment } = await paid()
    await provider.itself(payment.provider_ref, 'refund', 4_000)
    await cancel(order_id)
    await shop.work()
    expect(await trade.view(order_id)).toMatchObject({ payment_status: 'refunded', refunded: PRICE, owed: 0 })
    expect(refundedThere(payment)).toBe(PRICE)
  })

  test('cash of an order its shopper cancels from home waits at the counter', async () => {
    const cart = await trade.cartOf('pickup')
    const customer_id = cart.customer!.id
    await shop.write((ctx) =>
      recordTender(ctx, {
        id: newId(),
        cart_id: cart.id,
        store_id: shop.ids.granvia,
        provider: 'cash',
        amount: PRICE,
        currency: 'EUR',
      }),
    )
    const { order_id } = await shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross }))
    const shopper = shop.actor({ kind: 'customer', customer_id })
    await shop.write((ctx) => cancelOrder(ctx, { order_id, lines: 'all', reason: 'No puedo ir' }), shopper)
    expect(await trade.view(order_id)).toMatchObject({ status: 'canceled', refunded: 0, owed: PRICE })
    expect(await shop.write((ctx) => giveBack(ctx, order_id))).toEqual({ refunding: 0, owed: PRICE })
    const [payment] = await shop.read((ctx) => paymentsOf(ctx, { order_id }))
    const { token } = await shop.write(async (ctx) => {
      const { id } = await addStaff(ctx, {
        email: 'caja@tienda.es',
        name: 'Caja',
        role: 'owner',
        store_ids: [shop.ids.granvia],
      })
      return openSession(ctx, { staff_id: id, user_agent: 'test' })
    })
    const clerk = await shop.api(token)
    expect((await clerk.get('/payments?owed=true')).body).toMatchObject({ items: [{ id: payment!.id, owed: PRICE }] })
    expect(await clerk.post(`/payments/${payment!.id}/hand-backs`, {})).toMatchObject({ status: 200 })
    expect(await clerk.post(`/payments/${payment!.id}/hand-backs`, {})).toMatchObject({
      status: 422,
      body: { code: 'nothing_owed' },
    })
    await shop.work()
    expect(await trade.view(order_id)).toMatchObject({ payment_status: 'refunded', owed: 0 })
  })
})
