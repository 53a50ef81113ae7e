import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { removeLine } from '#carts'
import { expire, fulfilmentsOf, handOver, markShipped } from '#fulfilment'
import { checkPayment, paymentsOf, recordTender } from '#payments'
import type { Payment } from '#payments'
import { newId } from '#platform/ids'
import { cancelOrder } from './cancel-order.ts'
import { PRICE, openTrade } from './money.test-support.ts'
import type { TradeInMoney } from './money.test-support.ts'
import { owedOnOrder } from './pay.ts'
import { placeOrder } from './place-order.ts'
import { stopPaying } from './stop-paying.ts'

// Money that comes late, or goes back while other money comes.

let trade: TradeInMoney
beforeAll(async () => {
  trade = await openTrade()
})
afterEach(() => trade.provider.behave())
afterAll(() => trade.close())

/** Paid, and everything done that follows from it. */
async function pay(of: { cart_id: string } | { order_id: string }, amount: number): Promise<Payment> {
  const payment = await trade.pay(of, amount)
  await trade.shop.work()
  return payment
}

async function refundedByProvider(payment: Payment): Promise<void> {
  await trade.provider.itself(payment.provider_ref, 'refund')
  await checkPayment(trade.steps, { payment_id: payment.id })
  await trade.shop.work()
}

const place = async (cart: { id: string; gross: number }, pay_later = false): Promise<string> => {
  const { order_id } = await trade.shop.write((ctx) =>
    placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross, pay_later }),
  )
  await trade.shop.work()
  return order_id
}

const handedOver = (fulfilment_id: string) =>
  trade.shop
    .write((ctx) => handOver(ctx, { fulfilment_id, proof: { id_note: 'DNI seen' } }))
    .then(
      ({ status }) => status,
      ({ code }) => code,
    )

async function sentOnAccount(): Promise<{ order_id: string; customer_id: string }> {
  const cart = await trade.cartOf('ship')
  const order_id = await place(cart, true)
  const fulfilment_id = await trade.readyOf(order_id)
  await trade.shop.write((ctx) => markShipped(ctx, { fulfilment_id, carrier: 'Correos' }))
  return { order_id, customer_id: cart.customer!.id }
}

test('a parcel on account that is paid by card after it left is taken from the card', async () => {
  const { order_id } = await sentOnAccount()
  const payment = await pay({ order_id }, PRICE)
  await trade.shop.work()
  expect(trade.there(payment)).toMatchObject({ amount_captured: PRICE })
  expect(await trade.view(order_id)).toMatchObject({ status: 'completed', payment_status: 'paid', paid: PRICE })
})

test('who cancels an order that has left cancels nothing and gets nothing back', async () => {
  const { order_id, customer_id } = await sentOnAccount()
  const payment = await pay({ order_id }, PRICE)
  const shopper = trade.shop.actor({ kind: 'customer', customer_id })
  expect(
    await trade.shop.write((ctx) => cancelOrder(ctx, { order_id, lines: 'all', reason: 'changed_mind' }), shopper),
  ).toMatchObject({ lines: [], amount: 0, to_refund: 0 })
  await trade.shop.work()
  expect(trade.there(payment)).toMatchObject({ amount_captured: PRICE, amount_refunded: 0 })
})

test('a cancellation of a part that is said again without its lines lets go of no money', async () => {
  const cart = await trade.cartOf('pickup', 2)
  const order_id = await place(cart, true)
  const { lines } = await trade.view(order_id)
  const cause_id = newId()
  const part = [{ line_id: lines[0]!.id, quantity: 1 }]
  await trade.shop.write((ctx) => cancelOrder(ctx, { order_id, lines: part, reason: 'changed_mind', cause_id }))
  const payment = await pay({ order_id }, PRICE)
  await trade.shop.write((ctx) => cancelOrder(ctx, { order_id, lines: 'all', reason: 'changed_mind', cause_id }))
  await trade.shop.work()
  expect(trade.there(payment)).toMatchObject({ amount_captured: PRICE, amount_refunded: 0 })
  expect(await trade.view(order_id)).toMatchObject({ status: 'placed', payment_status: 'paid' })
})

test('an order whose card was given back by the provider is paid by another card', async () => {
  const cart = await trade.cartOf('pickup')
  const first = await pay({ cart_id: cart.id }, cart.gross)
  const order_id = (await trade.shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id })))[0]!.order_id!
  await refundedByProvider(first)
  expect((await trade.shop.read((ctx) => owedOnOrder(ctx, order_id))).amount).toBe(PRICE)
  const second = await pay({ order_id }, PRICE)
  expect(trade.there(second)).toMatchObject({ amount_captured: PRICE, amount_refunded: 0 })
  expect(await handedOver(await trade.readyOf(order_id))).toBe('handed_over')
})

test('money on its way back pays for no order', async () => {
  const cart = await trade.cartOf('pickup', 2)
  const first = await pay({ cart_id: cart.id }, cart.gross - PRICE)
  await trade.provider.itself(first.provider_ref, 'capture')
  await checkPayment(trade.steps, { payment_id: first.id })
  await trade.shop.work()
  await trade.shop.write((ctx) => stopPaying(ctx, cart.id))
  const second = await pay({ cart_id: cart.id }, cart.gross)
  await trade.shop.work()
  const order_id = (await trade.shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id })))[0]!.order_id!
  expect(await handedOver(await trade.readyOf(order_id))).toBe('handed_over')
  await trade.shop.work()
  expect(trade.there(first)).toMatchObject({ amount_captured: PRICE, amount_refunded: PRICE })
  expect(trade.there(second)).toMatchObject({ amount_captured: cart.gross, amount_refunded: 0 })
})

test('an order paid in cash says what a card gave before, and what of it went back', async () => {
  const cart = await trade.cartOf('pickup')
  const card = await pay({ cart_id: cart.id }, 490)
  await trade.provider.itself(card.provider_ref, 'capture')
  await checkPayment(trade.steps, { payment_id: card.id })
  await trade.shop.write((ctx) => stopPaying(ctx, cart.id))
  await trade.shop.work()
  const tender = { id: newId(), store_id: trade.shop.ids.granvia, provider: 'cash' as const, amount: cart.gross }
  const till = trade.shop.actor({ kind: 'device', store_ids: [trade.shop.ids.granvia] })
  const { order_id } = await trade.shop.write(
    (ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross, tenders: [tender] }),
    till,
  )
  expect(await trade.view(order_id)).toMatchObject({ paid: cart.gross + 490, refunded: 490 })
})

test('of two payments one goes back whole: the goods stay until that much is paid again', async () => {
  const cart = await trade.cartOf('pickup')
  const store_id = trade.shop.ids.granvia
  await trade.shop.write((ctx) =>
    recordTender(ctx, { id: newId(), cart_id: cart.id, store_id, provider: 'cash', amount: 490, currency: 'EUR' }),
  )
  const card = await pay({ cart_id: cart.id }, 8_000)
  const order_id = (await trade.shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id })))[0]!.order_id!
  await refundedByProvider(card)
  const fulfilment_id = await trade.readyOf(order_id)
  expect(await handedOver(fulfilment_id)).toBe('order_unpaid')
  await pay({ order_id }, 8_000)
  expect(await handedOver(fulfilment_id)).toBe('handed_over')
})

test('what is not collected goes back, whatever id a cancellation before it was given', async () => {
  const cart = await trade.cartOf('pickup', 3)
  const card = await pay({ cart_id: cart.id }, cart.gross)
  const order_id = (await trade.shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id })))[0]!.order_id!
  const [fulfilment] = await trade.shop.read((ctx) => fulfilmentsOf(ctx, order_id))
  const lines = [{ line_id: (await trade.view(order_id)).lines[0]!.id, quantity: 1 }]
  const cause_id = fulfilment!.id
  await trade.shop.write((ctx) => cancelOrder(ctx, { order_id, lines, reason: 'changed_mind', cause_id }))
  const fulfilment_id = await trade.readyOf(order_id)
  trade.shop.clock.advance({ days: 30 })
  await trade.shop.write((ctx) => expire(ctx, { fulfilment_id }))
  await trade.shop.work()
  expect(trade.there(card)).toMatchObject({ amount_refunded: cart.gross })
  expect(await trade.view(order_id)).toMatchObject({ status: 'canceled' })
})

test('a till of another shop hands back no cash: it stays owed in the drawer it lies in', async () => {
  const cart = await trade.cartOf('pickup', 2)
  const store_id = trade.shop.ids.granvia
  await trade.shop.write((ctx) =>
    recordTender(ctx, {
      id: newId(),
      cart_id: cart.id,
      store_id,
      provider: 'cash',
      amount: cart.gross,
      currency: 'EUR',
    }),
  )
  const { gross } = await trade.shop.write((ctx) =>
    removeLine(ctx, { cart_id: cart.id, line_id: cart.lines[1]!.line_id }),
  )
  const till = trade.shop.actor({ kind: 'device', store_ids: [trade.shop.ids.sol] })
  await trade.shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: gross }), till)
  const [cash] = await trade.shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id }))
  expect(cash).toMatchObject({ owed: PRICE, refunded: 0 })
})

test('what is carried out leaves at once, so it is never paid later', async () => {
  const cart = await trade.cartOf('carry_out')
  await expect(place(cart, true)).rejects.toMatchObject({ code: 'payment_short' })
  expect((await trade.shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id }))).length).toBe(0)
})
