import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { createVisitor } from '#customers'
import { fulfilmentsOf } from '#fulfilment'
import { orderById, orderLines } from '#orders'
import { checkPayment, handBack, paymentsOf, recordTender, startPayment } from '#payments'
import { addLine } from '#carts'
import type { CartView } from '#carts'
import type { Ctx } from '#platform/ctx'
import { APPROVE, openSandbox } from '#test/sandbox'
import { article, fullCart } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { cancelOrder } from './cancel-order.ts'
import { orderView } from './order-view.ts'
import { cartBalance } from './pay.ts'
import { placeOrder } from './place-order.ts'
import { stopPaying } from './stop-paying.ts'
import { takeTenderForOrder } from './take-tender.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const level = (variant_id: string, location_id: string) =>
  shop.read(
    async (ctx) =>
      (
        await ctx.sql<{ on_hand: number; allocated: number; reserved: number }>`
    select on_hand, allocated, reserved from stock_level where variant_id = ${variant_id} and location_id = ${location_id}`
      )[0],
  )

const bootsInStock = (units: number) =>
  shop.write((ctx) => article(ctx, { price: 8_490, stock: { [shop.ids.loc_granvia]: units } }))

const paidCartOf = (boots: string, units: number) =>
  shop.write(async (ctx) => {
    const { id: customer_id } = await createVisitor(ctx, {})
    const cart = await fullCart(ctx, { customer_id, store_id: shop.ids.granvia, lines: { [boots]: units } })
    await recordTender(ctx, {
      id: newId(),
      cart_id: cart.id,
      customer_id,
      store_id: shop.ids.granvia,
      provider: 'terminal',
      amount: cart.gross,
      currency: 'EUR',
    })
    return { cart, boots, customer_id }
  })

const paidCart = async (units: number, in_stock: number) => paidCartOf(await bootsInStock(in_stock), units)

test('fifty hands place one cart: one order', async () => {
  const { cart, boots } = await paidCart(2, 5)
  const placed = await Promise.all(
    Array.from({ length: 50 }, () =>
      shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross })),
    ),
  )
  expect(new Set(placed.map((p) => p.order_id)).size).toBe(1)
  expect(placed.filter((p) => p.created)).toHaveLength(1)
  expect(await level(boots, shop.ids.loc_granvia)).toMatchObject({ on_hand: 5, allocated: 2, reserved: 0 })
})

const revisions = () => shop.read((ctx) => ctx.sql`select topic, number from revision order by topic`)

test('a sale changes nothing that is remembered: sales would queue for it', async () => {
  const boots = await bootsInStock(5)
  const before = await revisions()
  const { cart, customer_id } = await paidCartOf(boots, 2)
  await shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross }))
  const [named] = await shop.read(
    (ctx) => ctx.sql<{ given_name: string }>`select given_name from customer where id = ${customer_id}`,
  )
  expect(named?.given_name).toBeTruthy()
  expect(await revisions()).toEqual(before)
})

test('a total nobody saw is not charged', async () => {
  const { cart } = await paidCart(1, 5)
  await expect(
    shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross - 1 })),
  ).rejects.toMatchObject({ code: 'cart_changed', status: 409 })
})

test('who pays a second time sees what is held already and what is left', async () => {
  const { cart, boots } = await paidCart(1, 5)
  expect(await shop.read((ctx) => cartBalance(ctx, cart.id))).toMatchObject({ held: cart.gross, left: 0 })
  await shop.write((ctx) => addLine(ctx, { cart_id: cart.id, variant_id: boots, quantity: 1 }))
  expect(await shop.read((ctx) => cartBalance(ctx, cart.id))).toEqual({
    total: 2 * cart.gross,
    held: cart.gross,
    left: cart.gross,
    currency: 'EUR',
  })
})

test('an order needs its money, unless staff say it is paid at collection', async () => {
  const { cart } = await shop.write(async (ctx) => {
    const boots = await article(ctx, { stock: { [shop.ids.loc_granvia]: 1 } })
    return { cart: await fullCart(ctx, { store_id: shop.ids.granvia, lines: { [boots]: 1 } }) }
  })
  const place = (pay_later: boolean) =>
    shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross, pay_later }))
  await expect(place(false)).rejects.toMatchObject({ code: 'payment_short', details: { missing: cart.gross } })
  expect(await place(true)).toMatchObject({ created: true })
})

test('placing tells the shop, promises the goods and shows three parts', async () => {
  const { cart, customer_id } = await paidCart(2, 2)
  const { order_id, number } = await shop.write((ctx) =>
    placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross }),
  )
  expect(number).toMatch(/^H-/)
  const view = await shop.read((ctx) => orderView(ctx, order_id))
  expect(view).toMatchObject({ status: 'placed', payment_status: 'paid', gross: 16_980, delivery_method: 'pickup' })
  expect(view.expectations).toMatchObject([{ kind: 'pickup', status: 'assigned', store_id: shop.ids.granvia }])
  expect(view.events.map((event) => event.type)).toContain('order.placed')
  expect(view.lines[0]?.unit_paid).toEqual([8_490, 8_490])
  const stranger = shop.actor({ kind: 'customer', customer_id: newId() })
  await expect(shop.read((ctx) => orderView(ctx, order_id), stranger)).rejects.toMatchObject({ status: 404 })
  const owner = shop.actor({ kind: 'customer', customer_id })
  expect((await shop.read((ctx) => orderView(ctx, order_id), owner)).id).toBe(order_id)
})

test('cancelling a part frees its stock and gives back its cents, once', async () => {
  const { cart, boots } = await paidCart(3, 3)
  const { order_id } = await shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross }))
  const [line] = await shop.read((ctx) => orderLines(ctx, order_id))
  const cause_id = newId()
  const one = { line_id: line!.id, quantity: 1 }
  await expect(
    shop.write((ctx) => cancelOrder(ctx, { order_id, lines: [one, one], reason: 'Dos veces' })),
  ).rejects.toMatchObject({ code: 'line_twice' })
  const cancel = () =>
    shop.write((ctx) => cancelOrder(ctx, { order_id, lines: [one], reason: 'Ya no lo quiere', cause_id }))
  expect(await cancel()).toMatchObject({ amount: 8_490, to_refund: 8_490 })
  await cancel()
  expect(await level(boots, shop.ids.loc_granvia)).toMatchObject({ on_hand: 3, allocated: 2 })
  const payments = await shop.read((ctx) => paymentsOf(ctx, { order_id }))
  // It was paid by card at a terminal: somebody gives it back there.
  expect(payments.reduce((sum, p) => sum + p.owed, 0)).toBe(8_490)
  expect((await shop.read((ctx) => orderView(ctx, order_id))).owed).toBe(8_490)
  const clerk = shop.actor({ kind: 'device', name: 'till', store_ids: [shop.ids.granvia] })
  await shop.write((ctx) => handBack(ctx, { payment_id: payments[0]!.id }), clerk)
  await shop.write((ctx) => cancelOrder(ctx, { order_id, lines: 'all', reason: 'Todo' }), clerk)
  await shop.settle()
  expect(await shop.read((ctx) => orderById(ctx, order_id))).toMatchObject({
    status: 'canceled',
    payment_status: 'refunded',
  })
  expect(await level(boots, shop.ids.loc_granvia)).toMatchObject({ on_hand: 3, allocated: 0 })
  expect((await shop.read((ctx) => fulfilmentsOf(ctx, order_id))).every((f) => f.status === 'canceled')).toBe(true)
})

test('a shopper cannot cancel what is not theirs', async () => {
  const { cart } = await paidCart(1, 1)
  const { order_id } = await shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross }))
  const stranger = shop.actor({ kind: 'customer', customer_id: newId() })
  await expect(
    shop.write((ctx) => cancelOrder(ctx, { order_id, lines: 'all', reason: 'x' }), stranger),
  ).rejects.toMatchObject({ status: 404 })
})

test('who paid gets the order with the browser closed; what cannot be placed waits for a person', async () => {
  const sandbox = await openSandbox(shop)
  const steps = { write: <T>(work: (ctx: Ctx) => Promise<T>) => shop.write(work), read: shop.read }
  const cartOf = () =>
    shop.write(async (ctx) => {
      const boots = await article(ctx, { price: 8_490, stock: { [shop.ids.loc_granvia]: 1 } })
      return fullCart(ctx, { store_id: shop.ids.granvia, lines: { [boots]: 1 } })
    })
  const pay = async ({ id: cart_id, currency }: CartView, amount: number) => {
    const payment = await startPayment(steps, { id: newId(), cart_id, provider: 'sandbox', amount, currency })
    await sandbox.pay(payment, APPROVE)
    await checkPayment(steps, { payment_id: payment.id })
    await shop.settle()
  }
  const [whole, partly] = [await cartOf(), await cartOf()]
  await pay(whole, whole.gross)
  await pay(partly, 100)
  const [placed] = await shop.read(
    (ctx) => ctx.sql<{ order_id: string | null }>`select order_id from cart where id = ${whole.id}`,
  )
  expect(placed?.order_id).toEqual(expect.any(String))
  const events = await shop.read(
    (ctx) => ctx.sql<{ type: string }>`select type from event where subject_id = ${partly.id}`,
  )
  expect(events.map((e) => e.type)).toContain('checkout.payment_waits')
  expect(events.map((e) => e.type)).not.toContain('order.placed')
  await sandbox.close()
})

test('who pays another way after all is not charged twice, and an order that was quicker says so', async () => {
  const sandbox = await openSandbox(shop)
  const steps = { write: <T>(work: (ctx: Ctx) => Promise<T>) => shop.write(work), read: shop.read }
  const { cart } = await paidCart(1, 1)
  const begun = await startPayment(steps, {
    id: newId(),
    cart_id: cart.id,
    provider: 'sandbox',
    amount: 100,
    currency: 'EUR',
  })
  expect(await shop.write((ctx) => stopPaying(ctx, cart.id))).toEqual({ stopped: 1 })
  await checkPayment(steps, { payment_id: begun.id })
  const payments = await shop.read((ctx) => paymentsOf(ctx, { cart_id: cart.id }))
  expect(payments.find(({ id }) => id === begun.id)).toMatchObject({ status: 'voided', captured: 0 })
  // The coins on the counter stay where they are.
  const { order_id } = await shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross }))
  await expect(shop.write((ctx) => stopPaying(ctx, cart.id))).rejects.toMatchObject({ code: 'cart_closed' })
  expect((await shop.read((ctx) => orderById(ctx, order_id))).payment_status).toBe('paid')
  await sandbox.close()
})

test('the last unit goes to one of twenty carts', async () => {
  const boots = await shop.write((ctx) => article(ctx, { stock: { [shop.ids.loc_sol]: 1 } }))
  const carts = await Promise.all(
    Array.from({ length: 20 }, () =>
      shop.write(async (ctx) => {
        const cart = await fullCart(ctx, { store_id: shop.ids.sol, lines: {} })
        return addLine(ctx, { cart_id: cart.id, variant_id: boots, quantity: 1 })
      }),
    ),
  )
  expect(carts.filter((cart) => cart.lines[0]?.problem === null)).toHaveLength(1)
  const places = await Promise.all(
    carts.map((cart) =>
      shop
        .write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross, pay_later: true }))
        .then(
          () => 'placed',
          (error: { code: string }) => error.code,
        ),
    ),
  )
  expect(places.filter((p) => p === 'placed')).toHaveLength(1)
  expect(places.filter((p) => p === 'cart_not_ready')).toHaveLength(19)
})

test('an order to be paid at collection is paid at the counter once, by two tills at the same time', async () => {
  const cart = await shop.write(async (ctx) => {
    const boots = await article(ctx, { stock: { [shop.ids.loc_granvia]: 1 } })
    return fullCart(ctx, { store_id: shop.ids.granvia, lines: { [boots]: 1 } })
  })
  const { order_id } = await shop.write((ctx) =>
    placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross, pay_later: true }),
  )
  const tender = { store_id: shop.ids.granvia, provider: 'cash' as const, amount: cart.gross, given: 10_000 }
  const take = (id: string) =>
    shop
      .write((ctx) => takeTenderForOrder(ctx, order_id, { ...tender, id }))
      .then(
        () => 'taken',
        (error: { code: string }) => error.code,
      )
  const one = newId()
  expect((await Promise.all([take(one), take(newId())])).toSorted()).toEqual(['nothing_to_pay', 'taken'])
  expect(await shop.read((ctx) => orderById(ctx, order_id))).toMatchObject({ payment_status: 'paid', paid: cart.gross })
})
