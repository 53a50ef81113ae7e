import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enrolDevice, revokeDevice } from '#access'
import { saveRegister } from '#organisation'
import { saveTaxRate } from '#pricing'
import { newId } from '#platform/ids'
import { article, fullCart } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { doctor } from './doctor.ts'
import { setTillSettings, settingsOf } from './settings.ts'
import { enrolTill, somebody } from './tills.test-support.ts'
import type { TestTill } from './tills.test-support.ts'

const PRICE = 1_210

let shop: Shop
let till: TestTill
let boots: string

beforeAll(async () => {
  shop = await openShop()
  boots = await shop.write((ctx) => article(ctx, { price: PRICE, stock: { [shop.ids.loc_granvia]: 500 } }))
})
afterAll(() => shop.close())
beforeEach(async () => {
  till = await enrolTill(shop)
  await till.open()
})

/** Sends what was not sent yet; the tasks of the last fact. */
async function tasksOf(of: TestTill = till): Promise<{ kind: string; words: { es: string; en: string } }[]> {
  const { next_seq } = (await of.api.get('/till')).body
  const { status, body } = await of.send(of.facts.slice(next_seq - 1))
  expect(status, JSON.stringify(body)).toBe(200)
  return body.results.at(-1).tasks
}
const kindsOf = async (of?: TestTill) => (await tasksOf(of)).map(({ kind }) => kind)
const expectedCash = async () =>
  (await till.api.get(`/till/shift-report?shift_id=${till.shift_id}`)).body.expected.cash as number
const findings = () => shop.read((ctx) => doctor(ctx, 20))

describe('a till whose clock is wrong', () => {
  test.each(['1970-01-01T00:00:00.000Z', '2010-06-01T10:00:00.000Z'])('sells all the same: %s', async (at) => {
    await till.sell([{ variant_id: boots, price: PRICE }], {}, new Date(at))
    const tasks = await tasksOf()
    expect(tasks.map(({ kind }) => kind).toSorted()).toEqual(['price_changed', 'tax_differs'])
    expect(tasks.find(({ kind }) => kind === 'tax_differs')?.words.es).toMatch(/Botas \(21 % → —\)/)
    await till.sell([{ variant_id: boots, price: PRICE }])
    expect(await tasksOf()).toEqual([])
  })
})

describe('a fact is read more widely than a till writes it', () => {
  const BARCODE = 841_234_567_890_500
  const LONG = `Cliente de siempre\u001D${'x'.repeat(300)}`

  test('what an older app let through is taken, and nothing behind it waits', async () => {
    const till = await enrolTill(shop)
    await till.open(BARCODE)
    const moved = { movement_id: newId(), shift_id: till.shift_id, amount: BARCODE, reason: LONG }
    await till.say('cash_moved', { ...moved, direction: 'out' })
    const tenders = Array.from({ length: 11 }, () => ({ id: newId(), kind: 'cash' as const, amount: PRICE / 11 }))
    const sale = await till.sell([{ variant_id: boots, price: PRICE, price_reason: LONG, note: LONG }], { tenders })
    const many = Array.from({ length: 202 }, () => ({ variant_id: boots, price: PRICE }))
    await till.sell(many)
    await till.say('ticket_voided', { ticket_id: newId(), reason: LONG, gross: 0, lines: [] })
    await till.close({ cash: BARCODE, terminal: BARCODE })
    const { status, body } = await till.send()
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.watermark).toBe(6)
    const order = (await till.api.get(`/orders/${(sale.body as { order_id: string }).order_id}`)).body
    expect(order.lines[0].note).toBe(`Cliente de siempre ${'x'.repeat(300)}`)
    const report = (await till.api.get(`/till/shift-report?shift_id=${till.shift_id}`)).body
    expect(report).toMatchObject({ float: BARCODE, cash_out: BARCODE, counted: { cash: BARCODE }, sales: { count: 2 } })
    expect(await findings()).toEqual([])
  })

  test('a shift counts up to what a drawer can hold at most, and the till goes on behind it', async () => {
    const till = await enrolTill(shop)
    const MOST = 1_000_000_000_000_000
    await till.open(MOST)
    const move = (direction: 'in' | 'out', amount: number) =>
      till.say('cash_moved', { movement_id: newId(), shift_id: till.shift_id, direction, amount, reason: 'Escáner' })
    for (let n = 0; n < 10; n++) await move('in', MOST)
    await move('out', 500)
    const { status, body } = await till.send()
    expect(status, JSON.stringify(body)).toBe(200)
    const kinds = body.results.map(({ tasks }: any) => tasks.map(({ kind }: any) => kind))
    expect(kinds).toEqual([[], [], ...Array.from({ length: 9 }, () => ['amount_too_large']), []])
    expect(body.results[2].tasks[0].words.en).toMatch(/€10,000,000,000,000\.00/)
    await till.sell([{ variant_id: boots, price: PRICE }])
    expect(await kindsOf(till)).toEqual([])
    await till.close({ cash: Number.MAX_SAFE_INTEGER, terminal: 0 })
    expect(await kindsOf(till)).toEqual([])
    const report = (await till.api.get(`/till/shift-report?shift_id=${till.shift_id}`)).body
    expect(report).toMatchObject({
      float: MOST,
      cash_in: MOST,
      cash_out: 500,
      expected: { cash: 2 * MOST - 500 + PRICE },
    })
    expect(await findings()).toEqual([])
  })

  test('and what nobody can read is named by its place', async () => {
    const till = await enrolTill(shop)
    await till.open()
    await till.sell([{ variant_id: boots, price: PRICE, note: 'x'.repeat(4_001) }])
    const { status, body } = await till.send()
    expect([status, body.code]).toEqual([400, 'bad_input'])
    expect(body.detail).toMatch(/^body\/facts\/1\/body\/lines\/0\/note /)
    expect((await till.send(till.facts.slice(0, 1))).status).toBe(200)
  })
})

describe('tax', () => {
  test.each([
    ['exempt', { tax_name: 'Exento', tax_ppm: 0 }, { net: PRICE, tax: 0 }, /21 %/],
    ['at 4 %', { tax_name: 'IVA 4 %', tax_ppm: 40_000 }, { net: 1_163, tax: 47 }, /\(4 % → 21 %\)/],
    ['at 100 %', { tax_name: 'IVA 100 %', tax_ppm: 1_000_000 }, { net: 605, tax: 605 }, /\(100 % → 21 %\)/],
  ])('of an article of 21 %, sold %s, is for a person to look at', async (_name, taxed, amounts, words) => {
    await till.sell([{ variant_id: boots, price: PRICE, ...taxed }], amounts)
    const tasks = await tasksOf()
    expect(tasks.map(({ kind }) => kind)).toEqual(['tax_differs'])
    expect(tasks[0]?.words.es).toMatch(words)
    expect(tasks[0]?.words.en).toMatch(/catalogue/)
  })

  test('on top of a price that holds it', async () => {
    const tenders = [{ id: newId(), kind: 'cash' as const, amount: 1_464 }]
    const amounts = { tax_included: false, net: PRICE, tax: 254, gross: 1_464, tenders }
    await till.sell([{ variant_id: boots, price: PRICE }], amounts)
    const tasks = await tasksOf()
    expect(tasks.map(({ kind }) => kind)).toEqual(['tax_differs'])
    expect(tasks[0]?.words.es).toMatch(/sin incluir → incluido/)
  })
})

describe('money beside sales is told once, and was taken here', () => {
  const paid = async (at: TestTill, store_id: string): Promise<string> => {
    const cart = await shop.write((ctx) => fullCart(ctx, { store_id, lines: { [boots]: 1 } }))
    const id = newId()
    const told = { id, provider: 'cash', amount: PRICE, store_id }
    expect((await at.api.post(`/carts/${cart.id}/tenders`, told)).status).toBe(201)
    return id
  }
  const taken = (payment_id: string, order_id: string | null = null) =>
    till.say('tender_taken', { payment_id, shift_id: till.shift_id, order_id, kind: 'cash', amount: PRICE })

  test('a payment counts once, in one call or in several', async () => {
    const id = await paid(till, shop.ids.granvia)
    await taken(id)
    await taken(id.toUpperCase())
    expect(await kindsOf()).toEqual(['told_twice'])
    await taken(id)
    expect(await kindsOf()).toEqual(['told_twice'])
    expect(await expectedCash()).toBe(10_000 + PRICE)
    expect(await findings()).toEqual([])
  })

  test('what paid for a sale of the till pays for nothing else', async () => {
    const id = newId()
    await till.sell([{ variant_id: boots, price: PRICE }], { tenders: [{ id, kind: 'cash', amount: PRICE }] })
    for (const order_id of [null, newId()]) {
      await taken(id, order_id)
      expect(await kindsOf()).toHaveLength(1)
    }
    expect(await expectedCash()).toBe(10_000 + PRICE)
    expect(await findings()).toEqual([])
  })

  test('a sale whose tender has the id of other money is paid all the same, and a person looks', async () => {
    const id = await paid(till, shop.ids.granvia)
    const sold = []
    for (const said of [id, id.toUpperCase()])
      sold.push(
        await till.sell([{ variant_id: boots, price: PRICE }], {
          tenders: [{ id: said, kind: 'cash', amount: PRICE }],
        }),
      )
    await till.sell([{ variant_id: boots, price: PRICE }])
    const { status, body } = await till.send()
    expect(status, JSON.stringify(body)).toBe(200)
    const kinds = body.results.map(({ tasks }: any) => tasks.map(({ kind }: any) => kind))
    expect(kinds).toEqual([[], ['tender_differs'], ['tender_differs'], []])
    expect(body.results[1].tasks[0].words.es).toMatch(/12,10/)
    for (const fact of sold) {
      const order = (await till.api.get(`/orders/${(fact.body as { order_id: string }).order_id}`)).body
      expect(order).toMatchObject({ payment_status: 'paid', paid: PRICE, payments: [{ captured: PRICE }] })
    }
    expect(await expectedCash()).toBe(10_000 + 3 * PRICE)
    expect(await findings()).toEqual([])
  })

  test('nor does money of another store or another order count', async () => {
    const elsewhere = await enrolTill(shop, shop.ids.gracia)
    await taken(await paid(elsewhere, shop.ids.gracia))
    expect(await kindsOf()).toEqual(['tender_unknown'])
    const own = await paid(till, shop.ids.granvia)
    await taken(own, newId())
    expect(await kindsOf()).toEqual(['tender_unknown'])
    expect(await expectedCash()).toBe(10_000)
    await taken(own)
    expect(await tasksOf()).toEqual([])
    expect(await expectedCash()).toBe(10_000 + PRICE)
  })

  test('cash that was moved once', async () => {
    const moved = { movement_id: newId(), shift_id: '', direction: 'in' as const, amount: 500, reason: 'Cambio' }
    for (const kinds of [[], ['told_twice'], ['told_twice']]) {
      await till.say('cash_moved', { ...moved, shift_id: till.shift_id })
      expect(await kindsOf()).toEqual(kinds)
    }
    expect(await expectedCash()).toBe(10_500)
    await till.close({ cash: 10_500, terminal: 0 })
    expect(await tasksOf()).toEqual([])
    expect(await findings()).toEqual([])
  })
})

describe('rounding', () => {
  const sell = (rounding: number, kind: 'cash' | 'terminal' = 'cash') => {
    const amount = PRICE + rounding
    const tenders = amount > 0 ? [{ id: newId(), kind, amount }] : []
    return till.sell([{ variant_id: boots, price: PRICE }], { rounding, tenders })
  }
  const coins = (cash_rounding: number) =>
    shop.write(async (ctx) => {
      const store_id = shop.ids.granvia
      await setTillSettings(ctx, store_id, { ...(await settingsOf(ctx, store_id)), cash_rounding })
    })

  test('is of cash alone, and by half a coin at most', async () => {
    await sell(-2)
    expect(await kindsOf()).toEqual(['rounding_off'])
    await coins(5)
    await sell(-2)
    expect(await kindsOf()).toEqual([])
    await sell(3)
    expect(await kindsOf()).toEqual(['rounding_off'])
    await sell(-2, 'terminal')
    expect(await kindsOf()).toEqual(['rounding_off'])
    await coins(1)
  })

  test('does not pay by itself', async () => {
    const cheap = await shop.write((ctx) => article(ctx, { price: 50, stock: { [shop.ids.loc_granvia]: 5 } }))
    await till.sell([{ variant_id: cheap, price: 50 }], { rounding: -50, tenders: [] })
    expect((await tasksOf())[0]).toMatchObject({ kind: 'rounding_off', words: { es: /−?0,50/ } })
  })
})

describe('a price is lowered by who may', () => {
  const lowered = async (approved_by: string) => {
    await till.sell([{ variant_id: boots, price: 968, list_price: PRICE, approved_by }])
    return kindsOf()
  }

  test('here and today: not by a manager of another store, nor by one who left', async () => {
    const { id } = await somebody(shop, 'manager')
    expect(await lowered(id)).toEqual([])
    await shop.write((ctx) => ctx.sql`update staff set active = false where id = ${id}`)
    expect(await lowered(id)).toEqual(['price_unapproved'])
    const other = await somebody(shop, 'manager', [shop.ids.gracia])
    expect(await lowered(other.id)).toEqual(['price_unapproved'])
  })
})

test('two devices of a register never call their receipts alike', async () => {
  const register_id = newId()
  const enrol = (id?: string) =>
    shop.write((ctx) => enrolDevice(ctx, { register_id, name: 'Tableta', ...(id === undefined ? {} : { id }) }))
  await shop.write((ctx) => saveRegister(ctx, register_id, { store_id: shop.ids.granvia, code: 'pares', name: 'Caja' }))
  const { id } = await enrol()
  const alike = `${newId().slice(0, -4)}${id.slice(-4)}`
  await expect(enrol(alike)).rejects.toMatchObject({ code: 'device_alike', status: 409 })
  await expect(enrol(id)).rejects.toMatchObject({ code: 'device_exists' })
  expect((await enrol()).id).not.toBe(id)
  await shop.write((ctx) => revokeDevice(ctx, { device_id: id }))
  expect((await enrol(id)).id).toBe(id)
})

test('a shop without a tax rate shows its tills what can be sold', async () => {
  const free = await shop.write((ctx) => article(ctx, { price: 500, tax_class: 'exempt' }))
  const standard = { country: 'ES', tax_class: 'standard' as const, name: 'IVA 21 %', rate_ppm: 210_000 }
  await shop.write((ctx) => saveTaxRate(ctx, { ...standard, valid_from: '2012-09-01', valid_to: '2020-01-01' }))
  const { status, body } = await till.api.get('/till/articles')
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.items.map(({ variant_id }: { variant_id: string }) => variant_id)).toEqual([free])
  await till.sell([{ variant_id: boots, price: PRICE }])
  expect(await kindsOf()).toEqual(['tax_differs'])
})
