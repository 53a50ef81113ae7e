import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addLine, createCart, removeLine, setContact } from '#carts'
import { createVisitor } from '#customers'
import { accept, expire, fulfilmentsOf, handOver, markReady, markShipped, startPicking } from '#fulfilment'
import { checkPayment, paymentsOf, recordTender, startPayment } from '#payments'
import type { Payment } from '#payments'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { article, fullCart } from '#test/goods'
import { APPROVE, openSandbox } from '#test/sandbox'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { cancelOrder } from './cancel-order.ts'
import { orderView } from './order-view.ts'
import { owedOnOrder } from './pay.ts'
import { placeOrder } from './place-order.ts'
import { stopPaying } from './stop-paying.ts'

// Money that comes late, or goes back while other money comes.

let shop: Shop
let provider: Awaited<ReturnType<typeof openSandbox>>
beforeAll(async () => {
  shop = await openShop()
  provider = await openSandbox(shop)
  provider.notices(false)
})
afterEach(() => provider.behave())
afterAll(async () => {
  await provider.close()
  await shop.close()
})

const steps = {
  write: <T>(work: (ctx: Ctx) => Promise<T>) => shop.write(work),
  read: <T>(work: (ctx: Ctx) => Promise<T>) => shop.read(work),
}
const PRICE = 8_490
const ADDRESS = { line1: 'Calle Alta 1', city: 'Madrid', postcode: '28005', country: 'ES' }

const cartOf = (method: 'pickup' | 'ship' | 'carry_out', articles = 1) =>
  shop.write(async (ctx) => {
    const { id: customer_id } = await createVisitor(ctx, {})
    const stock = { [shop.ids.loc_granvia]: 3 }
    const goods: string[] = []
    for (let n = 0; n < articles; n++) goods.push(await article(ctx, { price: PRICE, stock }))
    const store_id = shop.ids.granvia
    if (method === 'pickup')
      return fullCart(ctx, { customer_id, store_id, lines: Object.fromEntries(goods.map((one) => [one, 1])) })
    const delivery = method === 'ship' ? { method, address: ADDRESS } : { method }
    const cart = await createCart(ctx, { channel: 'web', customer_id, store_id, delivery })
    for (const variant_id of goods) await addLine(ctx, { cart_id: cart.id, variant_id, quantity: 1 })
    return setContact(ctx, { cart_id: cart.id, contact: { name: 'Ana', email: 'ana@correo.es' } })
  })

async function pay(of: { cart_id: string } | { order_id: string }, amount: number): Promise<Payment> {
  const begun = await startPayment(steps, { id: newId(), ...of, provider: 'sandbox', amount, currency: 'EUR' })
  await provider.pay(begun, APPROVE)
  const payment = await checkPayment(steps, { payment_id: begun.id })
  await shop.work()
  return payment
}

async function refundedByProvider(payment: Payment): Promise<void> {
  await provider.itself(payment.provider_ref, 'refund')
  await checkPayment(steps, { payment_id: payment.id })
  await shop.work()
}

const place = async (cart: { id: string; gross: number }, pay_later = false): Promise<string> => {
  const { order_id } = await shop.write((ctx) =>
    placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross, pay_later }),
  )
  await shop.work()
  return order_id
}

async function ready(order_id: string): Promise<string> {
  const [fulfilment] = await shop.read((ctx) => fulfilmentsOf(ctx, order_id))
  const fulfilment_id = fulfilment!.id
  await shop.write(async (ctx) => {
    await accept(ctx, { fulfilment_id })
    await startPicking(ctx, { fulfilment_id })
    await markReady(ctx, { fulfilment_id, picked_all: true })
  })
  return fulfilment_id
}

const handedOver = (fulfilment_id: string) =>
  shop
    .write((ctx) => handOver(ctx, { fulfilment_id, proof: { id_note: 'DNI seen' } }))
    .then(
      ({ status }) => status,
      ({ code }) => code,
    )

/** What the provider's own book says of it. */
const there = (payment: Payment) => {
  const { amount_captured, amount_refunded } = provider.book().find(({ reference }) => reference === payment.id)!
  return { amount_captured, amount_refunded }
}

const view = (order_id: string) => shop.read((ctx) => orderView(ctx, order_id))

async function sentOnAccount(): Promise<{ order_id: string; customer_id: string }> {
  const cart = await cartOf('ship')
  const order_id = await place(cart, true)
  const fulfilment_id = await ready(order_id)
  await shop.write((ctx) => markShipped(ctx, { fulfilment_id, carrier: 'Correos' }))
  return { order_id, customer_id: cart.customer!.id }
}

test('a parcel on account that is paid by card after it left is taken from the card', async () => {
  const { order_id } = await sentOnAccount()
  const payment = await pay({ order_id }, PRICE)
  await shop.work()
  expect(there(payment)).toMatchObject({ amount_captured: PRICE })
  expect(await view(order_id)).toMatchObject({ status: 'completed', payment_status: 'paid', paid: PRICE })
})

test('who cancels an order that has left cancels nothing and gets nothing back', async () => {
  const { order_id, customer_id } = await sentOnAccount()
  const payment = await pay({ order_id }, PRICE)
  const shopper = shop.actor({ kind: 'customer', customer_id })
  expect(
    await shop.write((ctx) => cancelOrder(ctx, { order_id, lines: 'all', reason: 'changed_mind' }), shopper),
  ).toMatchObject({ lines: [], amount: 0, to_refund: 0 })
  await shop.work()
  expect(there(payment)).toMatchObject({ amount_captured: PRICE, amount_refunded: 0 })
})

test('a cancellation of a part that is said again without its lines lets go of no money', async () => {
  const cart = await cartOf('pickup', 2)
  const order_id = await place(cart, true)
  const { lines } = await view(order_id)
  const cause_id = newId()
  const part = [{ line_id: lines[0]!.id, quantity: 1 }]
  await shop.write((ctx) => cancelOrder(ctx, { order_id, lines: part, reason: 'changed_mind', cause_id }))
  const payment = await pay({ order_id }, PRICE)
  await shop.write((ctx) => cancelOrder(ctx, { order_id, lines: 'all', reason: 'changed_mind', cause_id }))
  await shop.work()
  expect(there(payment)).toMatchObject({ amount_captured: PRICE, amount_refunded: 0 })
  expect(await view(order_id)).toMatchObject({ status: 'placed', payment_status: 'paid' })
})

test('an order whose card was given back by the provider is paid by another card', async () => {
  const cart = await cartOf('pickup')
  const first = await pay({ cart_id: cart.id }, cart.gross)
  const order_id = (await shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id })))[0]!.order_id!
  await refundedByProvider(first)
  expect((await shop.read((ctx) => owedOnOrder(ctx, order_id))).amount).toBe(PRICE)
  const second = await pay({ order_id }, PRICE)
  expect(there(second)).toMatchObject({ amount_captured: PRICE, amount_refunded: 0 })
  expect(await handedOver(await ready(order_id))).toBe('handed_over')
})

test('money on its way back pays for no order', async () => {
  const cart = await cartOf('pickup', 2)
  const first = await pay({ cart_id: cart.id }, cart.gross - PRICE)
  await provider.itself(first.provider_ref, 'capture')
  await checkPayment(steps, { payment_id: first.id })
  await shop.work()
  await shop.write((ctx) => stopPaying(ctx, cart.id))
  const second = await pay({ cart_id: cart.id }, cart.gross)
  await shop.work()
  const order_id = (await shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id })))[0]!.order_id!
  expect(await handedOver(await ready(order_id))).toBe('handed_over')
  await shop.work()
  expect(there(first)).toMatchObject({ amount_captured: PRICE, amount_refunded: PRICE })
  expect(there(second)).toMatchObject({ amount_captured: cart.gross, amount_refunded: 0 })
})

test('an order paid in cash says what a card gave before, and what of it went back', async () => {
  const cart = await cartOf('pickup')
  const card = await pay({ cart_id: cart.id }, 490)
  await provider.itself(card.provider_ref, 'capture')
  await checkPayment(steps, { payment_id: card.id })
  await shop.write((ctx) => stopPaying(ctx, cart.id))
  await shop.work()
  const tender = { id: newId(), store_id: shop.ids.granvia, provider: 'cash' as const, amount: cart.gross }
  const till = shop.actor({ kind: 'device', store_ids: [shop.ids.granvia] })
  const { order_id } = await shop.write(
    (ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross, tenders: [tender] }),
    till,
  )
  expect(await view(order_id)).toMatchObject({ paid: cart.gross + 490, refunded: 490 })
})

test('of two payments one goes back whole: the goods stay until that much is paid again', async () => {
  const cart = await cartOf('pickup')
  const store_id = shop.ids.granvia
  await shop.write((ctx) =>
    recordTender(ctx, { id: newId(), cart_id: cart.id, store_id, provider: 'cash', amount: 490, currency: 'EUR' }),
  )
  const card = await pay({ cart_id: cart.id }, 8_000)
  const order_id = (await shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id })))[0]!.order_id!
  await refundedByProvider(card)
  const fulfilment_id = await ready(order_id)
  expect(await handedOver(fulfilment_id)).toBe('order_unpaid')
  await pay({ order_id }, 8_000)
  expect(await handedOver(fulfilment_id)).toBe('handed_over')
})

test('what is not collected goes back, whatever id a cancellation before it was given', async () => {
  const cart = await cartOf('pickup', 3)
  const card = await pay({ cart_id: cart.id }, cart.gross)
  const order_id = (await shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id })))[0]!.order_id!
  const [fulfilment] = await shop.read((ctx) => fulfilmentsOf(ctx, order_id))
  const lines = [{ line_id: (await view(order_id)).lines[0]!.id, quantity: 1 }]
  const cause_id = fulfilment!.id
  await shop.write((ctx) => cancelOrder(ctx, { order_id, lines, reason: 'changed_mind', cause_id }))
  const fulfilment_id = await ready(order_id)
  shop.clock.advance({ days: 30 })
  await shop.write((ctx) => expire(ctx, { fulfilment_id }))
  await shop.work()
  expect(there(card)).toMatchObject({ amount_refunded: cart.gross })
  expect(await view(order_id)).toMatchObject({ status: 'canceled' })
})

test('a till of another shop hands back no cash: it stays owed in the drawer it lies in', async () => {
  const cart = await cartOf('pickup', 2)
  const store_id = shop.ids.granvia
  await shop.write((ctx) =>
    recordTender(ctx, {
      id: newId(),
      cart_id: cart.id,
      store_id,
      provider: 'cash',
      amount: cart.gross,
      currency: 'EUR',
    }),
  )
  const { gross } = await shop.write((ctx) => removeLine(ctx, { cart_id: cart.id, line_id: cart.lines[1]!.line_id }))
  const till = shop.actor({ kind: 'device', store_ids: [shop.ids.sol] })
  await shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: gross }), till)
  const [cash] = await shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id }))
  expect(cash).toMatchObject({ owed: PRICE, refunded: 0 })
})

test('what is carried out leaves at once, so it is never paid later', async () => {
  const cart = await cartOf('carry_out')
  await expect(place(cart, true)).rejects.toMatchObject({ code: 'payment_short' })
  expect((await shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id }))).length).toBe(0)
})
