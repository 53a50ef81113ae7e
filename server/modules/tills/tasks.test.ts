import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lettersIn } from '#test/letters'
import { addCustomer, identify } from '#customers'
import { setPrices } from '#pricing'
import { newId } from '#platform/ids'
import { article, fullCart } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { doctor } from './doctor.ts'
import { receiptLetter } from './receipt-letter.ts'
import { setTillSettings, settingsOf } from './settings.ts'
import { PIN, enrolTill, somebody } from './tills.test-support.ts'
import type { TestTill } from './tills.test-support.ts'

const PRICE = 1_210

let shop: Shop
let till: TestTill

beforeAll(async () => {
  shop = await openShop()
  till = await enrolTill(shop)
  await till.open()
})
afterAll(() => shop.close())

const goods = (stock = 10, price = PRICE) =>
  shop.write((ctx) => article(ctx, { price, stock: { [shop.ids.loc_granvia]: stock } }))

/** The smallest coin of the store. */
const coins = (cash_rounding: number) =>
  shop.write(async (ctx) => {
    const store_id = shop.ids.granvia
    await setTillSettings(ctx, store_id, { ...(await settingsOf(ctx, store_id)), cash_rounding })
  })

/** Sends what was not sent yet; the tasks of the last fact. */
async function tasksOf(
  of: TestTill = till,
): Promise<{ id: string; kind: string; words: { es: string; en: string } }[]> {
  const { next_seq } = (await of.api.get('/till')).body
  const { status, body } = await of.send(of.facts.slice(next_seq - 1))
  expect(status, JSON.stringify(body)).toBe(200)
  return body.results.at(-1).tasks
}

describe('a sale stands, and what is odd becomes a task', () => {
  test('a price that was no longer asked', async () => {
    const variant_id = await goods()
    shop.clock.advance({ minutes: 5 })
    await shop.write((ctx) => setPrices(ctx, { price_list: 'base', prices: [{ variant_id, amount: 1_500 }] }))
    shop.clock.advance({ minutes: 5 })
    const sale = await till.sell([{ variant_id, price: PRICE }])
    const tasks = await tasksOf()
    expect(tasks.map(({ kind }) => kind)).toEqual(['price_changed'])
    expect(tasks[0]?.words.es).toMatch(/Botas \(12,10.€ → 15,00.€\)/)
    expect(tasks[0]?.words.en).toMatch(/Sold at a price/)
    const order = (await till.api.get(`/orders/${(sale.body as any).order_id}`)).body
    expect(order).toMatchObject({ gross: PRICE, payment_status: 'paid' })
  })

  test('more than there is, of what was promised to others', async () => {
    const variant_id = await goods(1)
    await shop.write((ctx) => fullCart(ctx, { store_id: shop.ids.granvia, lines: { [variant_id]: 1 } }))
    await till.sell([{ variant_id, price: PRICE }])
    const tasks = await tasksOf()
    expect(tasks).toMatchObject([{ kind: 'sold_below_promise', words: { es: expect.stringContaining('× 1') } }])
  })

  test('an article and a customer nobody knows: the money counts all the same', async () => {
    const sale = await till.sell([{ variant_id: newId(), price: PRICE, sku: 'VIEJO-1' }], { customer_id: newId() })
    const tasks = await tasksOf()
    expect(tasks.map(({ kind }) => kind).toSorted()).toEqual(['unknown_article', 'unknown_customer'])
    const order = (await till.api.get(`/orders/${(sale.body as any).order_id}`)).body
    expect(order).toMatchObject({ customer_id: null, gross: PRICE, lines: [{ variant_id: null, sku: 'VIEJO-1' }] })
  })

  test('offline beyond what the store allows', async () => {
    const variant_id = await goods(10, 200_000)
    await till.sell([{ variant_id, price: 200_000 }], { offline: true })
    expect((await tasksOf()).map(({ kind }) => kind)).toEqual(['over_limit'])
    await till.sell([{ variant_id, price: 200_000 }], { offline: false })
    expect(await tasksOf()).toEqual([])
  })

  test('a price lowered by more than is allowed, without somebody who may', async () => {
    const variant_id = await goods()
    const lowered = { variant_id, price: 968, list_price: PRICE }
    await till.sell([lowered])
    expect((await tasksOf()).map(({ kind }) => kind)).toEqual(['price_unapproved'])
    for (const [role, kinds] of [
      ['assistant', ['price_unapproved']],
      ['manager', []],
    ] as const) {
      const { id } = await somebody(shop, role)
      await till.sell([{ ...lowered, approved_by: id }])
      expect(
        (await tasksOf()).map(({ kind }) => kind),
        role,
      ).toEqual(kinds)
    }
  })

  test('money for an order of another kind counts in the drawer, and is looked for', async () => {
    const variant_id = await goods()
    const cart = await shop.write((ctx) => fullCart(ctx, { store_id: shop.ids.granvia, lines: { [variant_id]: 1 } }))
    const payment_id = newId()
    const taken = await till.api.post(`/carts/${cart.id}/tenders`, {
      id: payment_id,
      provider: 'cash',
      amount: PRICE,
      store_id: shop.ids.granvia,
    })
    expect(taken.status).toBe(201)
    const before = (await till.api.get(`/till/shift-report?shift_id=${till.shift_id}`)).body
    const said = { payment_id, shift_id: till.shift_id, order_id: null, kind: 'cash' as const, amount: PRICE }
    await till.say('tender_taken', said)
    expect(await tasksOf()).toEqual([])
    await till.say('tender_taken', { ...said, payment_id: newId() })
    expect((await tasksOf()).map(({ kind }) => kind)).toEqual(['tender_unknown'])
    const after = (await till.api.get(`/till/shift-report?shift_id=${till.shift_id}`)).body
    expect(after.expected.cash - before.expected.cash).toBe(PRICE)
    expect(after.collected).toEqual({ count: 1, amount: PRICE })
    expect(after.sales.count).toBe(before.sales.count)
  })
})

test('an order paid in cash is paid to the cent, and the drawer counted to the coin', async () => {
  const variant_id = await goods()
  const cart = await shop.write((ctx) => fullCart(ctx, { store_id: shop.ids.granvia, lines: { [variant_id]: 1 } }))
  const payment_id = newId()
  const tender = { id: payment_id, provider: 'cash', amount: PRICE, given: PRICE, store_id: shop.ids.granvia }
  expect((await till.api.post(`/carts/${cart.id}/tenders`, tender)).status).toBe(201)
  const report = async () => (await till.api.get(`/till/shift-report?shift_id=${till.shift_id}`)).body
  await coins(5)
  const before = await report()
  const said = { payment_id, shift_id: till.shift_id, order_id: null, kind: 'cash' as const }
  await till.say('tender_taken', { ...said, amount: PRICE - 2, rounding: -2 })
  expect(await tasksOf()).toEqual([])
  const after = await report()
  expect(after.expected.cash - before.expected.cash).toBe(PRICE - 2)
  expect(after.sales.rounding - before.sales.rounding).toBe(-2)
  expect(after.collected.amount - before.collected.amount).toBe(PRICE - 2)
  await coins(1)
  expect(await shop.read((ctx) => doctor(ctx, 20))).toEqual([])
})

describe('tasks', () => {
  test('wait for a manager, who says what was done; once', async () => {
    const { id: manager_id } = await somebody(shop, 'manager')
    const signed = await till.api.post('/till/sign-in', { staff_id: manager_id, pin: PIN })
    const manager = await shop.api(signed.body.token)
    const { items } = (await till.api.get(`/till/tasks?open=true&store_id=${shop.ids.granvia}`)).body
    expect(items.length).toBeGreaterThan(4)
    expect(items[0].words.es).not.toBe('')
    const path = `/till/tasks/${items[0].id}/resolutions`
    expect((await till.api.post(path, { note: 'Hecho' })).status).toBe(403)
    const done = await manager.post(path, { note: 'Se llamó al cliente' })
    expect(done.body).toMatchObject({ resolved_by: manager_id, note: 'Se llamó al cliente' })
    expect((await manager.post(path, { note: 'Se llamó al cliente' })).status).toBe(200)
    expect((await manager.post(path, { note: 'Otra cosa' })).body.code).toBe('resolved_already')
    const left = (await till.api.get('/till/tasks?open=true')).body.items
    expect(left.map((task: any) => task.id)).not.toContain(items[0].id)
  })

  test('of another store are not seen', async () => {
    const elsewhere = await enrolTill(shop, shop.ids.gracia)
    expect((await elsewhere.api.get('/till/tasks')).body.items).toEqual([])
    expect((await elsewhere.api.get('/till/shifts')).body.items).toEqual([])
    expect((await elsewhere.api.get(`/till/tasks?store_id=${shop.ids.granvia}`)).status).toBe(403)
    expect((await elsewhere.api.get(`/till/shift-report?shift_id=${till.shift_id}`)).status).toBe(404)
    expect((await elsewhere.api.get(`/till/settings/${shop.ids.granvia}`)).status).toBe(403)
  })
})

describe('the customer’s thread', () => {
  test('has the sale at the moment it was made', async () => {
    const customer_id = await shop.write(async (ctx) => {
      const { id } = await addCustomer(ctx, { given_name: 'Lucía' })
      await identify(ctx, {
        customer_id: id,
        kind: 'email',
        value: 'lucia.hilo@correo.es',
        level: 'claimed',
        source: 'pos',
      })
      return id
    })
    const variant_id = await goods()
    const at = new Date(shop.clock.now().getTime() - 7_200_000)
    await till.sell([{ variant_id, price: PRICE }], { customer_id, offline: true }, at)
    expect(await tasksOf()).toEqual([])
    const { items } = (await till.api.get(`/customers/${customer_id}/timeline`)).body
    const bought = items.find((moment: any) => moment.type === 'order.placed')
    expect(bought.occurred_at).toBe(at.toISOString())
    expect(items.find((moment: any) => moment.type === 'payment.taken').occurred_at).toBe(at.toISOString())
  })
})

describe('the receipt by mail', () => {
  test('says what was sold, in the words of the shop; five times at most', async () => {
    const variant_id = await goods()
    const sale = await till.sell([{ variant_id, price: PRICE, quantity: 2 }], {
      tenders: [{ id: newId(), kind: 'cash', amount: 2 * PRICE, given: 3_000 }],
    })
    await tasksOf()
    const path = `/till/receipts/${(sale.body as any).order_id}/letters`
    const { status, body } = await till.api.post(path, { email: 'ana@correo.es' })
    expect(status).toBe(202)
    await shop.work()
    const { to, text: letter } = lettersIn(shop.folder).find(({ id }) => id === body.letter_id)!
    expect(to).toBe('ana@correo.es')
    expect(letter).toContain(`${till.series}-${(sale.body as any).receipt.number}`)
    expect(letter).toMatch(/2 × 12,10.€ = 24,20.€/)
    expect(letter).toMatch(/IVA 21 %: 4,20.€/)
    expect(letter).toMatch(/Cambio: 5,80.€/)
    for (let n = 0; n < 4; n++) expect((await till.api.post(path, { email: 'ana@correo.es' })).status).toBe(202)
    expect((await till.api.post(path, { email: 'ana@correo.es' })).body.code).toBe('too_many_attempts')
    const elsewhere = await enrolTill(shop, shop.ids.gracia)
    expect((await elsewhere.api.post(path, { email: 'ana@correo.es' })).status).toBe(403)
  })

  test('has the same words as a page, and what people typed in it is text', () => {
    const letter = receiptLetter({
      locale: 'en',
      header: 'Casa <b>Torzal</b>',
      footer: '',
      company: { name: 'Torzal S.L.', tax_id: 'B1' },
      store: { name: 'Gran Vía', address: 'Gran Vía 32', phone: null },
      timezone: 'Europe/Madrid',
      number: 'H-1',
      receipt: 'GV 7',
      sold_at: new Date('2026-11-23T10:00:00Z'),
      served_by: 'Dani',
      currency: 'EUR',
      lines: [{ name: 'Boots', options: '42', quantity: 1, unit_price: 1_213, gross: 1_213 }],
      taxes: [{ name: 'IVA', tax_ppm: 210_000, net: 1_002, tax: 211 }],
      net: 1_002,
      tax: 211,
      gross: 1_213,
      rounding: 2,
      tenders: [{ kind: 'cash', amount: 1_215, given: 2_000 }],
    })
    expect(letter.subject).toBe('Your receipt from Gran Vía')
    expect(letter.text).toMatch(/Total: €12.13\nRounding: €0.02\n\nCash: €12.15\n  Given: €20.00\n  Change: €7.85$/)
    expect(letter.html).toContain('Casa &lt;b&gt;Torzal&lt;/b&gt;')
    expect(letter.html).toContain('Boots (42)<br>&emsp;1 × €12.13 = €12.13')
  })
})
