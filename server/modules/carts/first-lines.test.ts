import { afterAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import { addKey } from '#access'
import { saveProduct } from '#catalog'
import { cartView } from './cart-view.ts'
import { handsOf } from './carts.test-support.ts'

const shop = await openShop()
const { article, shopper, cartOf, add } = handsOf(shop)
afterAll(() => shop.close())

const factsOf = (cart_id: string) =>
  shop.read(
    (ctx) => ctx.sql<{ type: string; data: Record<string, unknown> }>`
    select type, data from event where subject_id = ${cart_id} order by xid, position`,
  )
const isThere = async (id: string) =>
  (await shop.read((ctx) => ctx.sql`select id from cart where id = ${id}`)).length > 0

test('a cart begins with its first lines: in their order, priced, held, and each told', async () => {
  const [boots, socks] = [await article({ [shop.ids.loc_granvia]: 5 }), await article({ [shop.ids.loc_granvia]: 5 })]
  const [one, two] = [newId(), newId()]
  const view = await cartOf(await shopper(), {
    delivery: { method: 'pickup', pickup_store_id: shop.ids.granvia },
    lines: [
      { line_id: one, variant_id: socks, quantity: 2, note: 'para regalo' },
      { line_id: two, variant_id: boots, quantity: 1 },
    ],
  })
  expect(view).toMatchObject({
    gross: 3 * 1210,
    delivery: { method: 'pickup', pickup_store_id: shop.ids.granvia },
    lines: [
      { line_id: one, variant_id: socks, note: 'para regalo', unit_price: 1210, held: { quantity: 2 } },
      { line_id: two, variant_id: boots, held: { quantity: 1 } },
    ],
  })
  expect(await shop.read((ctx) => cartView(ctx, view.id))).toEqual(view)
  const facts = await factsOf(view.id)
  expect(facts.map(({ type }) => type)).toEqual([
    'cart.created',
    'cart.delivery_chosen',
    'cart.line_added',
    'cart.line_added',
  ])
  expect(facts[2]?.data).toMatchObject({ line_id: one, quantity: 2, unit_price: 1210, gross: 3 * 1210 })
})

test('more of the same grows its line, as when one after the other is put in', async () => {
  const boots = await article({ [shop.ids.loc_central]: 5 })
  const line_id = newId()
  const { lines } = await cartOf(undefined, {
    lines: [
      { line_id, variant_id: boots, quantity: 1 },
      { line_id: newId(), variant_id: boots, quantity: 2, note: 'para regalo' },
    ],
  })
  expect(lines).toMatchObject([{ line_id, quantity: 3, note: 'para regalo', held: { quantity: 3 } }])
})

test('a cart may begin with all that a checkout asks; with a contact nobody can be reached by, there is none', async () => {
  const boots = await article({ [shop.ids.loc_granvia]: 5 })
  const ana = await shopper()
  const given = {
    contact: { name: 'Ana Ruiz', email: 'ana.ruiz@correo.es' },
    delivery: { method: 'pickup', pickup_store_id: shop.ids.granvia },
    lines: [{ variant_id: boots, quantity: 2 }],
  }
  expect(await cartOf(ana, given)).toMatchObject({
    ready: true,
    missing: [],
    gross: 2420,
    version: 1,
    contact: given.contact,
  })
  const id = newId()
  await expect(cartOf(ana, { ...given, id, contact: { email: 'ana' } })).rejects.toMatchObject({ code: 'bad_contact' })
  await expect(cartOf(ana, { ...given, id, delivery: { method: 'pickup' } })).rejects.toMatchObject({
    code: 'store_needed',
  })
  expect(await isThere(id)).toBe(false)
})

test('said twice it is one cart, as it is by now', async () => {
  const [boots, socks] = [await article({ [shop.ids.loc_central]: 5 }), await article({ [shop.ids.loc_central]: 5 })]
  const given = { id: newId(), lines: [{ line_id: newId(), variant_id: boots, quantity: 1 }] }
  await cartOf(undefined, given)
  await add(given.id, socks, 2)
  const again = await cartOf(undefined, given)
  expect(again.lines.map(({ variant_id, quantity }) => [variant_id, quantity])).toEqual([
    [boots, 1],
    [socks, 2],
  ])
  expect((await factsOf(given.id)).map(({ type }) => type)).toEqual([
    'cart.created',
    'cart.line_added',
    'cart.line_added',
  ])
})

test('with a line that cannot be there, there is no cart', async () => {
  const boots = await article({ [shop.ids.loc_central]: 5 })
  const gone = await article({ [shop.ids.loc_central]: 5 })
  await shop.write(async (ctx) => {
    const [row] = await ctx.sql<{ slug: string; sku: string }>`
      select p.slug, v.sku from variant v join product p on p.id = v.product_id where v.id = ${gone}`
    await saveProduct(ctx, {
      slug: row?.slug ?? '',
      status: 'archived',
      texts: { es: { name: 'Bota' } },
      variants: [{ sku: row?.sku ?? '' }],
    })
  })
  const other = await cartOf(undefined, { lines: [{ line_id: newId(), variant_id: boots, quantity: 1 }] })
  const taken = other.lines[0]?.line_id
  const line = { variant_id: boots, quantity: 1 }
  const refusals: [string, object[]][] = [
    ['unknown_article', [line, { variant_id: newId(), quantity: 1 }]],
    ['not_for_sale', [line, { variant_id: gone, quantity: 1 }]],
    ['cart_full', Array.from({ length: 101 }, () => ({ variant_id: newId(), quantity: 1 }))],
    ['quantity_too_large', [{ ...line, quantity: 9_999 }, line]],
    ['line_exists', [{ ...line, line_id: taken }]],
    ['quantity_too_large', [{ ...line, quantity: 10_000 }]],
    ['bad_quantity', [{ ...line, quantity: 0 }]],
  ]
  for (const [code, lines] of refusals) {
    const id = newId()
    await expect(cartOf(undefined, { id, lines })).rejects.toMatchObject({ code })
    expect(await isThere(id)).toBe(false)
  }
})

test('twelve carts that begin at once with the same article hold no more of it than there is', async () => {
  const boots = await article({ [shop.ids.loc_central]: 5 })
  const { secret } = await shop.write((ctx) =>
    addKey(ctx, { kind: 'secret', name: 'agente', permissions: ['carts.read', 'carts.edit'] }),
  )
  const agent = await shop.api(secret)
  const carts = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      agent.post('/carts', { channel: 'web', lines: [{ variant_id: n === 7 ? newId() : boots, quantity: 1 }] }),
    ),
  )
  expect(carts.map(({ status }) => status)).toEqual(carts.map((_, n) => (n === 7 ? 422 : 201)))
  const held = carts.filter(({ body }) => body.lines?.[0]?.held?.quantity === 1)
  expect(held).toHaveLength(5)
})
