import { afterAll, beforeAll, expect, test } from 'vitest'
import { addLine, createCart, setContact } from '#carts'
import { orderById } from '#orders'
import { newId } from '#platform/ids'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { placeOrder } from './place-order.ts'
import { sellAtTill } from './sell-at-till.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const level = async (variant_id: string) => {
  const [row] = await shop.read(
    (ctx) => ctx.sql<{ on_hand: number; allocated: number }>`
      select on_hand, allocated from stock_level where variant_id = ${variant_id} and location_id = ${shop.ids.loc_granvia}`,
  )
  return row
}

test('a till sale is one sale however often it is sent, and goods are out of the door', async () => {
  const socks = await shop.write((ctx) =>
    article(ctx, { name: 'Calcetines', price: 990, stock: { [shop.ids.loc_granvia]: 10 } }),
  )
  const sale = {
    id: newId(),
    store_id: shop.ids.granvia,
    expected_total: 1_980,
    lines: [{ id: newId(), variant_id: socks, quantity: 2 }],
    tenders: [{ id: newId(), provider: 'cash' as const, amount: 1_980, given: 2_000 }],
  }
  const sold = await Promise.all(
    Array.from({ length: 10 }, () =>
      shop.write((ctx) => sellAtTill(ctx, sale), undefined, 'pos').catch((error: unknown) => error),
    ),
  )
  expect(new Set(sold.map((s) => (s as { order_id: string }).order_id))).toEqual(new Set([sale.id]))
  expect(sold[0]).toMatchObject({ change: 20, gross: 1_980 })
  expect(await level(socks)).toMatchObject({ on_hand: 8, allocated: 0 })
  await expect(
    shop.write((ctx) => sellAtTill(ctx, { ...sale, id: newId(), expected_total: 1 }), undefined, 'pos'),
  ).rejects.toMatchObject({ code: 'cart_changed' })

  const again = (changed: Partial<typeof sale>) =>
    shop.write((ctx) => sellAtTill(ctx, { ...sale, id: newId(), lines: [line()], ...changed }), undefined, 'pos')
  const line = () => ({ ...sale.lines[0]!, id: newId() })
  const half = { ...sale.tenders[0]!, id: newId(), amount: 990, given: 990 }
  await expect(again({}), 'money that paid another sale').rejects.toMatchObject({ code: 'payment_differs' })
  await expect(again({ tenders: [half, half] }), 'money that is counted twice').rejects.toMatchObject({
    code: 'tender_twice',
  })
  expect(await level(socks)).toMatchObject({ on_hand: 8 })
})

test('a sale with the id of an order that was made otherwise is no repeat of it', async () => {
  const store_id = shop.ids.granvia
  const { order_id, variant_id, gross } = await shop.write(async (ctx) => {
    const boots = await article(ctx, { stock: { [shop.ids.loc_granvia]: 1 } })
    const { id: cart_id } = await createCart(ctx, {
      channel: 'web',
      customer_id: null,
      store_id,
      delivery: { method: 'pickup', pickup_store_id: store_id },
    })
    await addLine(ctx, { cart_id, variant_id: boots, quantity: 1 })
    const cart = await setContact(ctx, { cart_id, contact: { email: 'sin.prisa@correo.es' } })
    const placed = await placeOrder(ctx, { cart_id, expected_total: cart.gross, pay_later: true })
    return { ...placed, variant_id: boots, gross: cart.gross }
  })
  const sale = {
    id: order_id,
    store_id,
    expected_total: gross,
    lines: [{ id: newId(), variant_id, quantity: 1 }],
    tenders: [{ id: newId(), provider: 'cash' as const, amount: gross }],
  }
  const selling = shop.write((ctx) => sellAtTill(ctx, sale), undefined, 'pos')
  await expect(selling).rejects.toMatchObject({ code: 'sale_exists', status: 409 })
  expect(await shop.read((ctx) => orderById(ctx, order_id))).toMatchObject({ store_id, paid: 0 })
})
