import { afterAll, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import { merge } from '#customers'
import { setPrices } from '#pricing'
import { addLine } from './add-line.ts'
import { cartView } from './cart-view.ts'
import { expireCarts } from './expire-carts.ts'
import { handsOf } from './carts.test-support.ts'
import { listCarts } from './lists.ts'
import { closeCart, readyCart } from './ready-cart.ts'
import { removeLine } from './remove-line.ts'
import { changeCart, setContact, setDelivery } from './change-cart.ts'
import { moveToCart, saveForLater, setLine } from './set-line.ts'
import { takeUp } from './take-up.ts'

const DAY = 86_400
const shop = await openShop()
const { article, shopper, agent, cartOf, add, available } = handsOf(shop)
afterAll(() => shop.close())

describe('one cart, many hands', () => {
  test('twelve hands that change one cart at once lose nothing', async () => {
    const cart = await cartOf(await shopper())
    const variants = await Promise.all(Array.from({ length: 6 }, () => article({ [shop.ids.loc_central]: 100 })))
    const hands = Array.from({ length: 12 }, (_, i) => add(cart.id, variants[i % 6] ?? '', 1 + (i % 3), agent()))
    await Promise.all(hands)
    const view = await shop.read((ctx) => cartView(ctx, cart.id))
    expect(view.version).toBe(cart.version + 12)
    expect(view.lines).toHaveLength(6)
    expect(view.lines.reduce((sum, line) => sum + line.quantity, 0)).toBe(24)
    expect(view.lines.every((line) => line.held?.quantity === line.quantity)).toBe(true)
    expect(view.gross).toBe(24 * 1210)
    expect(view.net + view.tax).toBe(view.gross)
    const events = await shop.read(
      (ctx) => ctx.sql<{ channel: string }>`
      select channel from event where subject_id = ${cart.id} and type = 'cart.line_added'`,
    )
    expect(events.map(({ channel }) => channel)).toEqual(Array.from({ length: 12 }, () => 'phone'))
  })

  test('who last saw an older version is told so instead of overwriting', async () => {
    const cart = await cartOf()
    const boots = await article({ [shop.ids.loc_central]: 5 })
    await add(cart.id, boots)
    const stale = shop.write((ctx) =>
      addLine(ctx, { cart_id: cart.id, variant_id: boots, quantity: 1, expected_version: cart.version }),
    )
    await expect(stale).rejects.toMatchObject({ code: 'cart_changed', status: 409 })
  })

  test('a line remembers what it cost when it was put in, until its number is set anew', async () => {
    const cart = await cartOf()
    const boots = await article({ [shop.ids.loc_central]: 5 })
    const { lines } = await add(cart.id, boots)
    const line_id = lines[0]!.line_id
    const seen = async () => (await shop.read((ctx) => cartView(ctx, cart.id))).lines[0]
    expect(await seen()).toMatchObject({ unit_price: 1_210, price_seen: 1_210 })
    await shop.write((ctx) => setPrices(ctx, { price_list: 'base', prices: [{ variant_id: boots, amount: 1_500 }] }))
    expect(await seen()).toMatchObject({ unit_price: 1_500, price_seen: 1_210 })
    await shop.write((ctx) => setLine(ctx, { cart_id: cart.id, line_id, note: 'for a present' }))
    expect(await seen()).toMatchObject({ price_seen: 1_210 })
    await shop.write((ctx) => setLine(ctx, { cart_id: cart.id, line_id, quantity: 2 }))
    expect(await seen()).toMatchObject({ unit_price: 1_500, price_seen: 1_500 })
  })

  test('the same line said twice is there once', async () => {
    const cart = await cartOf()
    const boots = await article({ [shop.ids.loc_central]: 5 })
    const line_id = newId()
    const once = () => shop.write((ctx) => addLine(ctx, { cart_id: cart.id, line_id, variant_id: boots, quantity: 2 }))
    await once()
    expect((await once()).lines).toMatchObject([{ line_id, quantity: 2 }])
    const other = await cartOf()
    const stolen = shop.write((ctx) => addLine(ctx, { cart_id: other.id, line_id, variant_id: boots, quantity: 1 }))
    await expect(stolen).rejects.toMatchObject({ code: 'line_exists' })
  })

  test('a line can be changed, set aside, taken back and removed; its goods follow', async () => {
    const boots = await article({ [shop.ids.loc_granvia]: 3 })
    const cart = await cartOf(undefined, { delivery: { method: 'pickup', pickup_store_id: shop.ids.granvia } })
    const line_id = (await add(cart.id, boots, 2)).lines[0]?.line_id ?? ''
    expect(await available(boots, shop.ids.granvia)).toBe(1)
    await shop.write((ctx) => setLine(ctx, { cart_id: cart.id, line_id, quantity: 3, note: 'Para regalo' }))
    expect(await available(boots, shop.ids.granvia)).toBe(0)
    const aside = await shop.write((ctx) => saveForLater(ctx, { cart_id: cart.id, line_id }))
    expect(aside).toMatchObject({
      gross: 0,
      lines: [{ saved: true, unit_price: 1210, note: 'Para regalo', held: null }],
    })
    expect(await available(boots, shop.ids.granvia)).toBe(3)
    await add(cart.id, boots, 1)
    const back = await shop.write((ctx) => moveToCart(ctx, { cart_id: cart.id, line_id }))
    expect(back.lines).toMatchObject([{ line_id, quantity: 4, problem: { code: 'out_of_stock', available: 3 } }])
    const empty = await shop.write((ctx) => removeLine(ctx, { cart_id: cart.id, line_id }))
    expect(empty).toMatchObject({ lines: [], gross: 0, missing: ['lines', 'contact'] })
    expect(await available(boots, shop.ids.granvia)).toBe(3)
  })

  test('adding a line takes at most eleven statements, however many lines there are', async () => {
    const actor = await shopper()
    const cart = await cartOf(actor)
    for (let i = 0; i < 5; i++) await add(cart.id, await article({ [shop.ids.loc_central]: 9 }), 1, actor)
    const boots = await article({ [shop.ids.loc_central]: 9 })
    const statements = await shop.write(async (ctx) => {
      let count = 0
      const counted: Ctx = { ...ctx, sql: (parts, ...values) => (count++, ctx.sql(parts, ...values)) }
      await addLine(counted, { cart_id: cart.id, variant_id: boots, quantity: 1 })
      return count + 1
    }, actor)
    expect(statements).toBeLessThanOrEqual(11)
  })
})

describe('the goods of a cart', () => {
  test('the last pair goes to one of twenty carts; the others are told where else it is', async () => {
    const boots = await article({ [shop.ids.loc_granvia]: 1, [shop.ids.loc_gracia]: 1 })
    const delivery = { method: 'pickup' as const, pickup_store_id: shop.ids.granvia }
    const carts = await Promise.all(Array.from({ length: 20 }, () => cartOf(undefined, { delivery })))
    const views = await Promise.all(carts.map((cart) => add(cart.id, boots)))
    expect(views.filter((view) => view.lines[0]?.held)).toHaveLength(1)
    const others = views.filter((view) => !view.lines[0]?.held)
    expect(others).toHaveLength(19)
    for (const view of others) {
      expect(view).toMatchObject({
        ready: false,
        problems: 1,
        lines: [{ problem: { code: 'not_here', available: 0 } }],
      })
      expect(view.lines[0]?.problem?.elsewhere).toMatchObject([{ store_id: shop.ids.gracia, available: 1 }])
    }
  })

  test('what is held moves with the chosen store', async () => {
    const boots = await article({ [shop.ids.loc_granvia]: 1, [shop.ids.loc_gracia]: 1, [shop.ids.loc_central]: 1 })
    const cart = await cartOf()
    await add(cart.id, boots)
    const choose = (delivery: { method: 'pickup' | 'ship'; pickup_store_id?: string }) =>
      shop.write((ctx) => setDelivery(ctx, { cart_id: cart.id, ...delivery }))
    const there = await choose({ method: 'pickup', pickup_store_id: shop.ids.granvia })
    expect(there.lines[0]?.held?.location_id).toBe(shop.ids.loc_granvia)
    expect(there.promise?.ready_at).toBeInstanceOf(Date)
    await choose({ method: 'pickup', pickup_store_id: shop.ids.gracia })
    expect([await available(boots, shop.ids.granvia), await available(boots, shop.ids.gracia)]).toEqual([1, 0])
    const shipped = await choose({ method: 'ship' })
    expect(shipped.promise?.ships_at).toBeInstanceOf(Date)
    expect(shipped.missing).toEqual(['address', 'contact'])
    const held = await shop.read((ctx) => ctx.sql`select 1 from stock_reservation where cart_id = ${cart.id}`)
    expect(held).toHaveLength(1)
  })

  test('a hold ends at the second and another takes the goods; coming back says so', async () => {
    const boots = await article({ [shop.ids.loc_sol]: 1 })
    const delivery = { method: 'pickup' as const, pickup_store_id: shop.ids.sol }
    const [mine, other] = [await cartOf(undefined, { delivery }), await cartOf(undefined, { delivery })]
    const until = (await add(mine.id, boots)).lines[0]?.held?.until ?? new Date(0)
    shop.clock.set(new Date(until.getTime() - 1))
    expect((await add(other.id, boots)).lines[0]).toMatchObject({ held: null, problem: { code: 'out_of_stock' } })
    shop.clock.set(until)
    expect((await shop.read((ctx) => cartView(ctx, mine.id))).lines[0]?.held).toBeNull()
    const line_id = (await shop.read((ctx) => cartView(ctx, other.id))).lines[0]?.line_id ?? ''
    const taken = await shop.write((ctx) => setLine(ctx, { cart_id: other.id, line_id, quantity: 1 }))
    expect(taken.lines[0]).toMatchObject({ held: { location_id: shop.ids.loc_sol, quantity: 1 }, problem: null })
    expect((await shop.read((ctx) => cartView(ctx, mine.id))).lines[0]?.problem?.code).toBe('out_of_stock')
  })

  test('tax follows the place: the Canary Islands pay IGIC, an address without rates is refused', async () => {
    const boots = await article({ [shop.ids.loc_central]: 2 }, 10700)
    const cart = await cartOf()
    await add(cart.id, boots)
    const to = (country: string, postcode: string) =>
      shop.write((ctx) =>
        setDelivery(ctx, {
          cart_id: cart.id,
          method: 'ship',
          address: { line1: 'Calle 1', city: 'X', postcode, country },
        }),
      )
    expect(await to('ES', '28013')).toMatchObject({ taxes: [{ tax_ppm: 210_000 }], gross: 10700 })
    expect(await to('ES', '35001')).toMatchObject({ taxes: [{ tax_ppm: 70_000 }], tax: 700, gross: 10700 })
    await expect(to('FR', '75001')).rejects.toMatchObject({ code: 'no_tax_rate' })
  })

  test('fractions, unknown articles, too many and too dear are refused in words', async () => {
    const boots = await article({ [shop.ids.loc_central]: 5 })
    const gold = await article({}, 1_000_000_000_000)
    const cart = await cartOf()
    await expect(add(cart.id, boots, 1.5)).rejects.toMatchObject({ code: 'bad_quantity' })
    await expect(add(cart.id, boots, 10_000)).rejects.toMatchObject({ code: 'quantity_too_large' })
    await expect(add(cart.id, newId())).rejects.toMatchObject({ code: 'unknown_article' })
    await add(cart.id, boots, 9_999)
    await expect(add(cart.id, boots, 1)).rejects.toMatchObject({ code: 'quantity_too_large' })
    await expect(add(cart.id, gold, 2)).rejects.toMatchObject({ code: 'amount_too_large' })
    expect((await add(cart.id, await article({}, null))).lines[1]?.problem?.code).toBe('unpriced')
  })
})

describe('the end of a cart', () => {
  test('a cart nobody touched for thirty days ends; one that was touched goes on', async () => {
    const boots = await article({ [shop.ids.loc_central]: 9 })
    const [idle, busy] = [await cartOf(), await cartOf()]
    shop.clock.advance({ seconds: 29 * DAY })
    await add(busy.id, boots)
    shop.clock.advance({ seconds: 2 * DAY })
    await expect(add(idle.id, boots)).rejects.toMatchObject({ code: 'cart_closed', details: { status: 'expired' } })
    expect(await shop.write(expireCarts)).toBeGreaterThanOrEqual(1)
    expect((await shop.read((ctx) => cartView(ctx, idle.id))).status).toBe('expired')
    expect((await shop.read((ctx) => cartView(ctx, busy.id))).status).toBe('open')
    await expect(shop.write((ctx) => takeUp(ctx, { code: idle.code }), agent())).rejects.toMatchObject({ status: 404 })
  })

  test('a cart is ready once goods, delivery and contact are said, and closes once', async () => {
    const boots = await article({ [shop.ids.loc_granvia]: 2 })
    const cart = await cartOf()
    await add(cart.id, boots, 2)
    await shop.write((ctx) =>
      setDelivery(ctx, { cart_id: cart.id, method: 'pickup', pickup_store_id: shop.ids.granvia }),
    )
    const bad = shop.write((ctx) => setContact(ctx, { cart_id: cart.id, contact: { email: 'no' } }))
    await expect(bad).rejects.toMatchObject({ code: 'bad_contact' })
    const view = await shop.write((ctx) => setContact(ctx, { cart_id: cart.id, contact: { email: 'ana@tienda.es' } }))
    expect(view).toMatchObject({ ready: true, missing: [], problems: 0 })
    const order_id = newId()
    const ready = await shop.write(async (ctx) => {
      const judged = await readyCart(ctx, cart.id)
      await closeCart(ctx, { cart_id: cart.id, order_id })
      return judged
    })
    expect(ready).toMatchObject({ missing: [], problems: [], plan: { complete: true }, priced: { gross: 2420 } })
    await shop.write((ctx) => closeCart(ctx, { cart_id: cart.id, order_id }))
    await expect(shop.write((ctx) => closeCart(ctx, { cart_id: cart.id, order_id: newId() }))).rejects.toMatchObject({
      code: 'cart_closed',
    })
    await expect(shop.write((ctx) => readyCart(ctx, cart.id))).rejects.toMatchObject({ code: 'cart_closed' })
  })

  test('whom it is for and how it gets there is one change, or none', async () => {
    const boots = await article({ [shop.ids.loc_granvia]: 2 })
    const cart = await cartOf(undefined, { lines: [{ variant_id: boots, quantity: 2 }] })
    const contact = { name: 'Ana', email: 'ana@tienda.es' }
    const delivery = { method: 'pickup', pickup_store_id: shop.ids.granvia } as const
    const change = (said: object) => shop.write((ctx) => changeCart(ctx, { cart_id: cart.id, ...said }))
    await expect(change({ contact: { phone: '12' }, delivery })).rejects.toMatchObject({ code: 'bad_contact' })
    await expect(change({ contact, delivery: { method: 'pickup' } })).rejects.toMatchObject({ code: 'store_needed' })
    await expect(change({ contact, delivery, expected_version: 9 })).rejects.toMatchObject({ code: 'cart_changed' })
    expect(await shop.read((ctx) => cartView(ctx, cart.id))).toMatchObject({
      version: 1,
      missing: ['delivery', 'contact'],
    })
    expect(await change({ contact, delivery })).toMatchObject({ version: 2, ready: true, contact })
    // What is left out stays.
    expect(await change({ delivery: { method: 'ship' } })).toMatchObject({ contact, missing: ['address'] })
    const facts = await shop.read(
      (ctx) => ctx.sql<{ type: string }>`select type from event where subject_id = ${cart.id} order by xid, position`,
    )
    expect(facts.map(({ type }) => type).slice(2)).toEqual([
      'cart.contact_given',
      'cart.delivery_chosen',
      'cart.delivery_chosen',
    ])
  })

  test('lists are paged and a customer is found under every id', async () => {
    const [ana, other] = [await shopper(), await shopper()]
    const carts = [await cartOf(ana), await cartOf(ana), await cartOf(other)]
    await shop.write((ctx) =>
      merge(ctx, { kept_id: ana.customer_id ?? '', joined_id: other.customer_id ?? '', evidence: { kind: 'test' } }),
    )
    const first = await shop.read((ctx) => listCarts(ctx, { customer_id: other.customer_id ?? '', limit: 2 }))
    const rest = await shop.read((ctx) =>
      listCarts(ctx, { customer_id: other.customer_id ?? '', limit: 2, after: first.next ?? '' }),
    )
    expect([...first.items, ...rest.items].map(({ id }) => id).toSorted()).toEqual(carts.map(({ id }) => id).toSorted())
    expect(rest.next).toBeNull()
  })
})
