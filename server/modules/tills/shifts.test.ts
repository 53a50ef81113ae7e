import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { doctor } from './doctor.ts'
import { enrolTill } from './tills.test-support.ts'

const PRICE = 1_210

let shop: Shop
let boots: string
let book: string

beforeAll(async () => {
  shop = await openShop()
  const stock = { [shop.ids.loc_granvia]: 500 }
  boots = await shop.write((ctx) => article(ctx, { price: PRICE, stock }))
  book = await shop.write((ctx) => article(ctx, { name: 'Libro', price: 1_040, tax_class: 'super_reduced', stock }))
})
afterAll(() => shop.close())

const rows = (text: string, values: unknown[] = []): Promise<any[]> =>
  shop.db.pool.query(text, values).then(({ rows }) => rows)

test('an X while it is open, a Z when it is closed: figures, taxes, drawer and variance', async () => {
  const till = await enrolTill(shop)
  await till.open(5_000)
  await till.sell([{ variant_id: boots, price: PRICE, quantity: 2 }])
  await till.sell([{ variant_id: book, price: 1_040 }], {
    net: 1_000,
    tax: 40,
    lines: [
      {
        id: newId(),
        variant_id: book,
        sku: 'LIB',
        name: 'Libro',
        options: {},
        quantity: 1,
        list_price: 1_040,
        unit_price: 1_040,
        price_reason: null,
        approved_by: null,
        tax_name: 'IVA superreducido',
        tax_ppm: 40_000,
        note: null,
      },
    ],
    tenders: [
      { id: newId(), kind: 'terminal', amount: 1_000, reference: 'TPV 1' },
      { id: newId(), kind: 'cash', amount: 40 },
    ],
  })
  const move = { movement_id: newId(), shift_id: till.shift_id, reason: 'Cambio del banco' }
  await till.say('cash_moved', { ...move, direction: 'in', amount: 2_000 })
  await till.say('cash_moved', { ...move, movement_id: newId(), direction: 'out', amount: 700 })
  await till.say('ticket_voided', { ticket_id: newId(), reason: 'Se arrepintió', gross: 500, lines: [] })
  await till.send()
  const x = (await till.api.get(`/till/shift-report?shift_id=${till.shift_id}`)).body
  expect(x).toMatchObject({
    kind: 'x',
    z_number: null,
    sales: { count: 2, gross: 3_460, net: 3_000, tax: 460, rounding: 0 },
    taxes: [
      { name: 'IVA', tax_ppm: 210_000, net: 2_000, tax: 420, gross: 2_420 },
      { name: 'IVA superreducido', tax_ppm: 40_000, net: 1_000, tax: 40, gross: 1_040 },
    ],
    tenders: [
      { kind: 'cash', count: 2, amount: 2_460 },
      { kind: 'terminal', count: 1, amount: 1_000 },
    ],
    float: 5_000,
    cash_in: 2_000,
    cash_out: 700,
    expected: { cash: 8_760, terminal: 1_000 },
    by_staff: [{ staff_id: till.assistant.id, staff_name: till.assistant.name, count: 2, gross: 3_460 }],
    receipts: { series: till.series, first: 1, last: 2 },
    voided: [{ reason: 'Se arrepintió', gross: 500 }],
  })
  expect(x.movements).toHaveLength(2)
  await till.close({ cash: 8_750, terminal: 1_000 })
  await till.send()
  const z = (await till.api.get(`/till/shift-report?shift_id=${till.shift_id}`)).body
  expect(z).toMatchObject({
    ...x,
    kind: 'z',
    z_number: 1,
    shift: { id: till.shift_id, closed_by: till.assistant.id },
    counted: { cash: 8_750, terminal: 1_000 },
    variance: { cash: -10, terminal: 0 },
    till_said: { expected: { cash: 8_750, terminal: 1_000 } },
  })
  const [told] = await rows("select data from event where type = 'shift.closed' and subject_id = $1", [till.shift_id])
  expect(told.data).toMatchObject({ z_number: 1, sales: 2, gross: 3_460, variance: { cash: -10, terminal: 0 } })
})

test('a Z is what was written, whatever people and tills are called later; they are numbered without a hole', async () => {
  const till = await enrolTill(shop)
  for (let n = 1; n <= 3; n++) {
    await till.open(0)
    await till.sell([{ variant_id: boots, price: PRICE }])
    await till.close({ cash: PRICE, terminal: 0 })
  }
  const first = till.facts.find((fact) => fact.kind === 'shift_opened')?.body as { shift_id: string }
  const answer = await till.send()
  expect([answer.status, answer.body.watermark]).toEqual([200, 9])
  const written = (await till.api.get(`/till/shift-report?shift_id=${first.shift_id}`)).body
  await rows("update staff set name = 'Otro nombre' where id = $1", [till.assistant.id])
  expect((await till.api.get(`/till/shift-report?shift_id=${first.shift_id}`)).body).toEqual(written)
  const reports = await rows('select z_number from till_report where device_id = $1 order by 1', [till.device.id])
  expect(reports.map(({ z_number }) => Number(z_number))).toEqual([1, 2, 3])
  const { items } = (await till.api.get(`/till/shifts?store_id=${shop.ids.granvia}&limit=2`)).body
  expect(items[0]).toMatchObject({ z_number: 3, sales: 1, cash: PRICE, variance: { cash: 0, terminal: 0 } })
  expect((await till.api.get('/till')).body).toMatchObject({ next_z: 4, next_receipt: 4, shift: null })
})

test('a Z out of turn is the till’s fault, and a shift is opened once', async () => {
  const till = await enrolTill(shop)
  await till.open(0)
  till.zs = 4
  await till.close({ cash: 0, terminal: 0 })
  expect((await till.send()).body).toMatchObject({ status: 422, code: 'bad_shift' })
  till.facts.pop()
  await till.open(0)
  expect((await till.send()).body).toMatchObject({ code: 'bad_shift' })
})

test('the doctor sees a figure, a number or a fact that was changed behind the till’s back', async () => {
  const examine = () => shop.read((ctx) => doctor(ctx, 50))
  expect(await examine()).toEqual([])
  const till = await enrolTill(shop)
  await till.open(0)
  await till.sell([{ variant_id: boots, price: PRICE }])
  await till.send()
  const checks = async () => (await examine()).map(({ check }) => check)
  const spoil = async (spoiling: string, mending: string) => {
    await rows(spoiling, [till.device.id])
    const found = await checks()
    await rows(mending, [till.device.id])
    return found
  }
  const ofTheTill = 'where device_id = $1'
  expect(
    await spoil(
      `update till_shift set cash = cash + 1 ${ofTheTill}`,
      `update till_shift set cash = cash - 1 ${ofTheTill}`,
    ),
  ).toEqual(['figures of a shift are the sums of its facts'])
  expect(
    await spoil(`update till set last_receipt = 9 ${ofTheTill}`, `update till set last_receipt = 1 ${ofTheTill}`),
  ).toEqual(['a till stands where its facts left it'])
  expect(
    await spoil(
      `update till_fact set body = jsonb_set(body, '{version}', '"x"') ${ofTheTill} and kind = 'sale'`,
      `update till_fact set body = jsonb_set(body, '{version}', to_jsonb((select '${(till.facts[1] as any).body.version}'))) ${ofTheTill} and kind = 'sale'`,
    ),
  ).toEqual(['facts of a till are a chain'])
  expect(await checks()).toEqual([])
})
