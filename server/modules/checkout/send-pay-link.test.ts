import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVisitor } from '#customers'
import { setContact } from '#carts'
import { article, fullCart } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { payLinkLetter, sendPayLink } from './send-pay-link.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const cart = () =>
  shop.write(async (ctx) => {
    const boots = await article(ctx, { price: 8_490, stock: { [shop.ids.loc_granvia]: 3 } })
    const { id: customer_id } = await createVisitor(ctx, {})
    return fullCart(ctx, { customer_id, store_id: shop.ids.granvia, lines: { [boots]: 1 } })
  })

test('the letter has the link and the sum; the thread says that it was sent, and not the link', async () => {
  const { id, code, customer } = await cart()
  await shop.write((ctx) => setContact(ctx, { cart_id: id, contact: { name: 'Ana', email: 'ana@correo.internal' } }))
  expect(await shop.write((ctx) => sendPayLink(ctx, id))).toEqual({ to_kind: 'email' })
  const letter = await shop.read((ctx) => payLinkLetter(ctx, { letter_id: id, cart_id: id }))
  expect(letter).toMatchObject({ to: 'ana@correo.internal' })
  expect(letter?.text).toContain(`/c/${code}`)
  expect(letter?.text).toContain('84,90')
  const told = await shop.read(
    (ctx) => ctx.sql<{ data: object }>`
      select data from event where type = 'checkout.pay_link_sent' and customer_id = ${customer!.id}`,
  )
  expect(told).toHaveLength(1)
  expect(JSON.stringify(told)).not.toContain(code)
})

test('a cart without anybody to write to says so', async () => {
  const { id } = await cart()
  await shop.write((ctx) => setContact(ctx, { cart_id: id, contact: { name: 'Ana' } }))
  await expect(shop.write((ctx) => sendPayLink(ctx, id))).rejects.toMatchObject({ code: 'contact_needed' })
})
