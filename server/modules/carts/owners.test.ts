import { afterAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import { findCustomers, identify, merge, setTags } from '#customers'
import { savePriceList, setPrices } from '#pricing'
import { cartView } from './cart-view.ts'
import { handsOf } from './carts.test-support.ts'
import { myCarts } from './lists.ts'
import { mergeCarts } from './merge-carts.ts'
import { setContact, setDelivery } from './change-cart.ts'
import { setCustomer } from './set-customer.ts'
import { takeUp } from './take-up.ts'

const shop = await openShop()
const { article, shopper, known, agent, cartOf, add, available } = handsOf(shop)
afterAll(() => shop.close())

const people = async (...hands: Actor[]): Promise<number> => {
  const ids = hands.map(({ customer_id }) => customer_id)
  const rows = await shop.read(
    (ctx) => ctx.sql`select distinct cluster_id from customer where id = any(${ids}::uuid[])`,
  )
  return rows.length
}

describe('whose cart it is', () => {
  test("another shopper's cart is not there, whatever is tried", async () => {
    const [ana, eva] = [await shopper(), await shopper()]
    const boots = await article({ [shop.ids.loc_central]: 5 })
    const cart = await cartOf(ana)
    const missing = { status: 404, code: 'not_found' }
    await expect(shop.read((ctx) => cartView(ctx, cart.id), eva)).rejects.toMatchObject(missing)
    await expect(add(cart.id, boots, 1, eva)).rejects.toMatchObject(missing)
    await expect(
      shop.write((ctx) => setDelivery(ctx, { cart_id: cart.id, method: 'ship' }), eva),
    ).rejects.toMatchObject(missing)
    await expect(cartOf(eva, { id: cart.id })).rejects.toMatchObject(missing)
    await expect(shop.write((ctx) => takeUp(ctx, { code: 'ZZZZZZZZ' }), eva)).rejects.toMatchObject(missing)
    expect((await shop.read((ctx) => cartView(ctx, cart.id), ana)).version).toBe(cart.version)
  })

  test('who says a name with the contact has one from then on; a name that is known stays', async () => {
    const [ana, boots] = [await shopper(), await article({ [shop.ids.loc_central]: 5 })]
    const cart = await cartOf(ana)
    await add(cart.id, boots, 1, ana)
    const says = (name: string) =>
      shop.write((ctx) => setContact(ctx, { cart_id: cart.id, contact: { name, email: 'ana@correo.es' } }), ana)
    const named = () =>
      shop.read(async (ctx) => (await findCustomers(ctx, { text: 'ana@correo.es', limit: 5 })).map(({ name }) => name))
    await says('Ana  Ruiz Mora')
    expect(await named()).toEqual(['Ana Ruiz Mora'])
    await says('Luis Gil')
    expect(await named()).toEqual(['Ana Ruiz Mora'])
  })

  test('a sale without a customer belongs to its store; any agent helps a customer', async () => {
    const till = shop.actor({ kind: 'device', id: newId(), store_ids: [shop.ids.granvia], channel: 'pos' })
    const other = shop.actor({ kind: 'device', id: newId(), store_ids: [shop.ids.sol], channel: 'pos' })
    const sale = await cartOf(till, { channel: 'pos', store_id: shop.ids.granvia })
    await expect(shop.read((ctx) => cartView(ctx, sale.id), other)).rejects.toMatchObject({ status: 404 })
    await expect(cartOf(till, { channel: 'pos', store_id: shop.ids.sol })).rejects.toMatchObject({
      code: 'other_store',
    })
    const ana = await shopper()
    const given = await shop.write(
      (ctx) => setCustomer(ctx, { cart_id: sale.id, customer_id: ana.customer_id ?? '' }),
      till,
    )
    expect(given.customer?.id).toBe(ana.customer_id)
    expect((await shop.read((ctx) => cartView(ctx, sale.id), other)).id).toBe(sale.id)
    expect((await shop.read((ctx) => myCarts(ctx), ana)).map(({ id }) => id)).toEqual([sale.id])
  })

  test('a visitor who turns out to be somebody keeps the cart, and two carts become one', async () => {
    const boots = await article({ [shop.ids.loc_central]: 50 })
    const socks = await article({ [shop.ids.loc_central]: 50 })
    const member = await known()
    const old = await cartOf(member)
    await add(old.id, boots, 2, member)
    await shop.write(
      (ctx) => setDelivery(ctx, { cart_id: old.id, method: 'pickup', pickup_store_id: shop.ids.sol }),
      member,
    )
    shop.clock.advance({ seconds: 60 })
    const visitor = await shopper()
    const fresh = await cartOf(visitor)
    await add(fresh.id, boots, 1, visitor)
    await add(fresh.id, socks, 3, visitor)
    await shop.write((ctx) =>
      merge(ctx, {
        kept_id: member.customer_id ?? '',
        joined_id: visitor.customer_id ?? '',
        evidence: { kind: 'test' },
      }),
    )
    await shop.settle()
    const mine = await shop.read((ctx) => myCarts(ctx), member)
    expect(mine.map(({ id }) => id)).toEqual([fresh.id])
    const view = await shop.read((ctx) => cartView(ctx, fresh.id), visitor)
    expect(view.lines.map(({ variant_id, quantity }) => [variant_id, quantity])).toEqual([
      [boots, 3],
      [socks, 3],
    ])
    expect(view.delivery).toMatchObject({ method: 'pickup', pickup_store_id: shop.ids.sol })
    const ended = await shop.read((ctx) => cartView(ctx, old.id), member)
    expect(ended).toMatchObject({ status: 'merged', merged_into_id: fresh.id, lines: [{ quantity: 2 }] })
    await expect(add(old.id, boots, 1, member)).rejects.toMatchObject({ code: 'cart_closed' })
  })

  test('a code moves a cart to the phone: one cart on two screens, of two visitors who stay two', async () => {
    const [laptop, phone] = [await shopper(), await shopper()]
    const cart = await cartOf(laptop)
    const spoken = `${cart.code.slice(0, 4).toLowerCase()}-${cart.code.slice(4)}`
    expect((await shop.write((ctx) => takeUp(ctx, { code: spoken }), phone)).id).toBe(cart.id)
    for (const hand of [laptop, phone])
      expect((await shop.read((ctx) => myCarts(ctx), hand)).map(({ id }) => id)).toEqual([cart.id])
    expect(await people(laptop, phone)).toBe(2)
  })

  test("a code never opens a known customer's account, only the cart", async () => {
    const [member, stranger] = [await known(), await shopper()]
    const cart = await cartOf(member)
    await shop.write(
      (ctx) => setContact(ctx, { cart_id: cart.id, contact: { name: 'Ana', phone: '+34612345678' } }),
      member,
    )
    const seen = await shop.write((ctx) => takeUp(ctx, { code: cart.code }), stranger)
    expect(seen).toMatchObject({ id: cart.id, contact: null, customer: { id: member.customer_id } })
    await add(cart.id, await article({ [shop.ids.loc_central]: 1 }), 1, stranger)
    expect(await shop.read((ctx) => cartView(ctx, cart.id), member)).toMatchObject({
      contact: { name: 'Ana' },
      lines: [{ quantity: 1 }],
    })
    expect(await people(member, stranger)).toBe(2)
    const visitor = await shopper()
    const theirs = await cartOf(visitor)
    const mine = await shop.write((ctx) => takeUp(ctx, { code: theirs.code }), member)
    expect(mine).toMatchObject({ id: theirs.id, customer: { id: member.customer_id } })
    expect((await shop.read((ctx) => cartView(ctx, theirs.id), visitor)).id).toBe(theirs.id)
  })

  test('a cart handed over by code takes in the cart the customer had', async () => {
    const [boots, socks] = [await article({ [shop.ids.loc_central]: 9 }), await article({ [shop.ids.loc_central]: 9 })]
    const [visitor, member] = [await shopper(), await known()]
    const [theirs, mine] = [await cartOf(visitor), await cartOf(member)]
    await add(theirs.id, boots, 2, visitor)
    await add(mine.id, socks, 1, member)
    const view = await shop.write((ctx) => takeUp(ctx, { code: theirs.code }), member)
    expect(view).toMatchObject({
      id: theirs.id,
      lines: [
        { variant_id: boots, quantity: 2 },
        { variant_id: socks, quantity: 1 },
      ],
    })
    expect(view.lines.every((line) => line.held)).toBe(true)
    expect(await available(socks, shop.ids.granvia)).toBe(0)
  })

  test('a hand that adds while carts become one loses nothing', async () => {
    const boots = await article({ [shop.ids.loc_central]: 99 })
    const [ana, eva] = [await shopper(), await shopper()]
    const carts = [await cartOf(ana), await cartOf(eva)]
    for (const cart of carts) await add(cart.id, boots)
    await shop.write((ctx) =>
      merge(ctx, { kept_id: ana.customer_id ?? '', joined_id: eva.customer_id ?? '', evidence: { kind: 'test' } }),
    )
    const hands = carts.flatMap((cart) => Array.from({ length: 5 }, () => add(cart.id, boots, 1, agent())))
    const [answers] = await Promise.all([
      Promise.allSettled(hands),
      shop.write((ctx) => mergeCarts(ctx, { customer_id: ana.customer_id ?? '' })),
    ])
    const refused = answers.filter((answer) => answer.status === 'rejected')
    expect(refused.every((answer) => (answer.reason as { code: string }).code === 'cart_closed')).toBe(true)
    const [left, ...none] = await shop.read(myCarts, ana)
    expect(none).toEqual([])
    expect(left?.units).toBe(2 + hands.length - refused.length)
    const held = await shop.read(
      (ctx) => ctx.sql<{ quantity: number }>`
      select coalesce(sum(quantity), 0)::int as quantity from stock_reservation where variant_id = ${boots}`,
    )
    expect(held[0]?.quantity).toBe(left?.units)
  })

  test('two known customers do not become one by a code: the taker gets the same goods in a cart of their own', async () => {
    const [ana, eva] = [await known(), await known()]
    const boots = await article({ [shop.ids.loc_central]: 9 })
    const cart = await cartOf(ana)
    await add(cart.id, boots, 2, ana)
    const copy = await shop.write((ctx) => takeUp(ctx, { code: cart.code }), eva)
    expect(copy.id).not.toBe(cart.id)
    expect(copy).toMatchObject({ customer: { id: eva.customer_id }, lines: [{ variant_id: boots, quantity: 2 }] })
    await expect(shop.read((ctx) => cartView(ctx, cart.id), eva)).rejects.toMatchObject({ status: 404 })
  })

  test('who shares a known customer’s cart and signs in then has the same goods in a cart of their own for the asking', async () => {
    const [ana, visit] = [await known(), await shopper()]
    const boots = await article({ [shop.ids.loc_central]: 9 })
    const { id, code } = await cartOf(ana)
    await add(id, boots, 1, ana)
    for (let scan = 0; scan < 2; scan++) expect((await shop.write((ctx) => takeUp(ctx, { code }), visit)).id).toBe(id)
    const proof = { kind: 'email', value: 'eva@tienda.es', level: 'verified', source: 'test' } as const
    await shop.write((ctx) => identify(ctx, { customer_id: visit.customer_id ?? '', ...proof }))
    const eva = { ...visit, verified: true }
    expect((await shop.read((ctx) => cartView(ctx, id), eva)).id, 'what was shared stays so').toBe(id)
    const copy = await shop.write((ctx) => takeUp(ctx, { code }), eva)
    expect(copy.id).not.toBe(id)
    expect(copy).toMatchObject({ customer: { id: eva.customer_id }, lines: [{ variant_id: boots }] })
  })

  test('prices follow the tags of the customer put on the cart', async () => {
    const boots = await article({ [shop.ids.loc_central]: 9 })
    await shop.write((ctx) =>
      savePriceList(ctx, {
        code: 'gold',
        name: 'Gold',
        currency: 'EUR',
        tax_included: true,
        customer_tag: 'gold',
        priority: 5,
      }),
    )
    await shop.write((ctx) => setPrices(ctx, { price_list: 'gold', prices: [{ variant_id: boots, amount: 1000 }] }))
    const ana = await shopper()
    await shop.write((ctx) => setTags(ctx, { customer_id: ana.customer_id ?? '', tags: ['gold'] }))
    const cart = await cartOf()
    expect((await add(cart.id, boots)).gross).toBe(1210)
    expect(
      (await shop.write((ctx) => setCustomer(ctx, { cart_id: cart.id, customer_id: ana.customer_id ?? '' }))).gross,
    ).toBe(1000)
  })
})
