import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settleMoney } from '#orders'
import { setPrices } from '#pricing'
import { newId } from '#platform/ids'
import { createClient } from '#sdk'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { doctor } from './doctor.ts'
import type { Fact } from './fact-shapes.ts'
import { enrolTill } from './tills.test-support.ts'

const MINUTES = 60_000
const PRICE = 1_210
const TENDER = newId()

let shop: Shop
let boots: string

beforeAll(async () => {
  shop = await openShop()
  boots = await shop.write((ctx) =>
    article(ctx, { price: PRICE, stock: { [shop.ids.loc_granvia]: 500, [shop.ids.loc_gracia]: 500 } }),
  )
})
afterAll(() => shop.close())

const rows = <Row = any>(text: string, values: unknown[] = []): Promise<Row[]> =>
  shop.db.pool.query(text, values).then(({ rows }) => rows as Row[])
const onHand = async (variant_id: string) =>
  (
    await rows('select on_hand from stock_level where variant_id = $1 and location_id = $2', [
      variant_id,
      shop.ids.loc_granvia,
    ])
  )[0]?.on_hand as number
const findings = () => shop.read((ctx) => doctor(ctx, 20))

describe('what a till says', () => {
  test('a sale is an order as it was sold: goods gone, money in, its number told', async () => {
    const till = await enrolTill(shop)
    const before = await onHand(boots)
    await till.open()
    const at = new Date(shop.clock.now().getTime() - 3_600_000)
    const sale = await till.sell([{ variant_id: boots, price: PRICE, quantity: 2 }], { offline: true }, at)
    const { status, body } = await till.send()
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({ watermark: 2, last_hash: sale.hash })
    expect(body.results).toMatchObject([
      { seq: 1, outcome: 'taken', tasks: [] },
      { seq: 2, outcome: 'taken', order_id: (sale.body as any).order_id, tasks: [] },
    ])
    const order = (await till.api.get(`/orders/${(sale.body as any).order_id}`)).body
    expect(order).toMatchObject({
      number: body.results[1].number,
      status: 'completed',
      payment_status: 'paid',
      channel: 'pos',
      gross: 2 * PRICE,
      net: 2_000,
      tax: 420,
      placed_at: at.toISOString(),
    })
    expect(order.payments).toMatchObject([{ provider: 'cash', captured: 2 * PRICE, created_at: at.toISOString() }])
    expect(order.lines).toMatchObject([{ variant_id: boots, quantity: 2, fulfilled: 2 }])
    expect(await onHand(boots)).toBe(before - 2)
    const { items } = (await till.api.get(`/orders?text=${till.series}-1`)).body
    expect(items.map(({ id }: { id: string }) => id)).toEqual([order.id])
  })

  test(
    'is taken once, however often it is sent and in whatever pieces',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(11), fc.integer({ min: 1, max: 12 })), { maxLength: 6 }),
          async (cuts) => {
            const till = await enrolTill(shop)
            const before = await onHand(boots)
            await till.open()
            for (let n = 0; n < 9; n++) await till.sell([{ variant_id: boots, price: PRICE }])
            await till.say('cash_moved', {
              movement_id: newId(),
              shift_id: till.shift_id,
              direction: 'out',
              amount: 300,
              reason: 'pan',
            })
            await till.close({ cash: 10_000 + 9 * PRICE - 300, terminal: 0 })
            let kept = 0
            for (const [from, many] of [...cuts, [0, 12], [0, 12]] as const) {
              const piece = till.facts.slice(from, from + many)
              const { status, body } = await till.send(piece)
              if (from > kept) {
                expect([status, body.code, body.expected_seq]).toEqual([409, 'sequence_gap', kept + 1])
                continue
              }
              expect(status, JSON.stringify(body)).toBe(200)
              expect(body.results.map((result: any) => result.outcome)).toEqual(
                piece.map(({ seq }) => (seq <= kept ? 'known' : 'taken')),
              )
              kept = Math.max(kept, piece.at(-1)?.seq ?? 0)
              expect(body.watermark).toBe(kept)
            }
            const ids = till.facts.flatMap((fact) => (fact.kind === 'sale' ? fact.body.order_id : []))
            expect(await rows('select id from orders where id = any($1)', [ids])).toHaveLength(9)
            expect(await rows('select id from payment where order_id = any($1)', [ids])).toHaveLength(9)
            expect(await onHand(boots)).toBe(before - 9)
            const report = (await till.api.get(`/till/shift-report?shift_id=${till.shift_id}`)).body
            expect(report).toMatchObject({ kind: 'z', sales: { count: 9 }, variance: { cash: 0, terminal: 0 } })
          },
        ),
        { numRuns: 8 },
      )
      expect(await findings()).toEqual([])
    },
    2 * MINUTES,
  )

  test('two senders of one till at once are one after the other', async () => {
    const till = await enrolTill(shop)
    await till.open()
    for (let n = 0; n < 6; n++) await till.sell([{ variant_id: boots, price: PRICE }])
    const before = await onHand(boots)
    const answers = await Promise.all([till.send(), till.send(), till.send(till.facts.slice(0, 4)), till.send()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const taken = answers.flatMap(({ body }) => body.results).filter((result: any) => result.outcome === 'taken')
    expect(taken.map((result: any) => result.seq).toSorted((a: number, b: number) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ])
    expect(await onHand(boots)).toBe(before - 6)
    expect(await findings()).toEqual([])
  })

  test('tills whose sales cross do not wait for each other', async () => {
    const others = await Promise.all(
      [1, 2, 3, 4].map(() =>
        shop.write((ctx) => article(ctx, { price: PRICE, stock: { [shop.ids.loc_granvia]: 50 } })),
      ),
    )
    const tills = await Promise.all([1, 2, 3].map(() => enrolTill(shop)))
    for (const [n, till] of tills.entries()) {
      await till.open()
      const order = n % 2 === 0 ? others : others.toReversed()
      for (let sale = 0; sale < 8; sale++)
        await till.sell([
          { variant_id: order[sale % 4] as string, price: PRICE },
          { variant_id: boots, price: PRICE },
        ])
    }
    const answers = await Promise.all(tills.map((till) => till.send()))
    expect(answers.map(({ status, body }) => [status, body.watermark])).toEqual([
      [200, 9],
      [200, 9],
      [200, 9],
    ])
    for (const variant_id of others) expect(await onHand(variant_id)).toBe(50 - 6)
    expect(await findings()).toEqual([])
  })

  test('a chain that is broken is not taken, nor is a hole in it', async () => {
    const till = await enrolTill(shop)
    const opened = await till.open()
    const sale = await till.sell([{ variant_id: boots, price: PRICE }])
    await till.sell([{ variant_id: boots, price: PRICE }])
    const changed = { ...sale, body: { ...sale.body, gross: 1, net: 1, tax: 0 } } as Fact
    expect((await till.send([opened, changed])).body).toMatchObject({ status: 409, code: 'chain_broken', seq: 2 })
    const unchained = { ...sale, prev_hash: 'f'.repeat(64) } as Fact
    expect((await till.send([opened, unchained])).body).toMatchObject({ code: 'chain_broken', seq: 2 })
    expect((await till.send([sale])).body).toMatchObject({ code: 'sequence_gap', expected_seq: 1 })
    expect((await till.send([opened, till.facts[2] as Fact])).body).toMatchObject({
      code: 'sequence_gap',
      expected_seq: 2,
    })
    expect((await till.api.get('/till')).body).toMatchObject({ next_seq: 1, shift: null })
    expect((await till.send()).body.watermark).toBe(3)
    const otherTruth = { ...opened, hash: 'e'.repeat(64) } as Fact
    expect((await till.send([otherTruth])).body).toMatchObject({ code: 'chain_broken', seq: 1 })
    expect((await till.send([{ ...opened, body: { float: -1 } } as never])).status).toBe(400)
  })

  test('the hash is the same for whoever works it out, and keys have no order', async () => {
    const till = await enrolTill(shop)
    await till.open()
    const { body, ...rest } = await till.sell([{ variant_id: boots, price: PRICE }])
    const shuffled = Object.fromEntries(Object.entries(body).toReversed())
    expect((await till.send([till.facts[0] as Fact, { ...rest, body: shuffled } as never])).status).toBe(200)
    const client = createClient({ url: (await shop.api()).url, token: till.device.token } as never)
    expect((await client.sendTillFacts({ facts: till.facts as never })).results.map((one) => one.outcome)).toEqual([
      'known',
      'known',
    ])
  })
})

describe('a till whose program is wrong', () => {
  test.each([
    ['lines that do not sum', { gross: PRICE + 1, net: 1_001 }, 'bad_sale'],
    ['tax that is not of its lines', { net: 1_010, tax: 200 }, 'bad_sale'],
    ['tenders that do not sum', { tenders: [{ id: newId(), kind: 'cash' as const, amount: 1_200 }] }, 'bad_sale'],
    ['rounding nobody gave', { rounding: 3 }, 'bad_sale'],
    ['too little cash', { tenders: [{ id: newId(), kind: 'cash' as const, amount: PRICE, given: 1_000 }] }, 'bad_sale'],
    [
      'a tender said twice',
      { tenders: [1, 2].map(() => ({ id: TENDER, kind: 'cash' as const, amount: PRICE / 2 })) },
      'bad_sale',
    ],
    ['a receipt out of turn', { receipt: { series: 'OTRA', number: 1 } }, 'bad_sale'],
    ['another currency', { currency: 'MXN' }, 'bad_sale'],
    ['a shift that is not open', { shift_id: newId() }, 'bad_shift'],
  ])('%s: nothing of the call is kept', async (_name, wrong, code) => {
    const till = await enrolTill(shop)
    await till.open()
    await till.sell([{ variant_id: boots, price: PRICE }], wrong)
    const before = await onHand(boots)
    const { status, body } = await till.send()
    expect([status, body.code]).toEqual([422, code])
    expect(await onHand(boots)).toBe(before)
    expect((await till.api.get('/till')).body).toMatchObject({ next_seq: 1, next_receipt: 1, shift: null })
  })

  test('people nobody knows, and somebody else’s order', async () => {
    const till = await enrolTill(shop)
    await till.open()
    await till.sell([{ variant_id: boots, price: PRICE }])
    await till.send()
    const [first] = till.facts.flatMap((fact) => (fact.kind === 'sale' ? fact.body.order_id : []))
    await till.sell([{ variant_id: boots, price: PRICE }], { order_id: first as string })
    expect((await till.send(till.facts.slice(2))).body).toMatchObject({ status: 409, code: 'sale_exists' })
    const stranger = await enrolTill(shop)
    stranger.assistant.id = newId()
    await stranger.open()
    expect((await stranger.send()).body).toMatchObject({ status: 422, code: 'unknown_staff' })
  })
})

describe('rounding of cash', () => {
  test('stands beside the total, and the drawer has it', async () => {
    const till = await enrolTill(shop)
    await till.open(0)
    await till.sell([{ variant_id: boots, price: 1_212 }], {
      rounding: -2,
      tenders: [{ id: newId(), kind: 'cash', amount: 1_210, given: 1_500 }],
    })
    await till.send()
    const report = (await till.api.get(`/till/shift-report?shift_id=${till.shift_id}`)).body
    expect(report).toMatchObject({
      kind: 'x',
      sales: { count: 1, gross: 1_212, rounding: -2 },
      expected: { cash: 1_210, terminal: 0 },
      counted: null,
    })
  })

  test.each([-2, 2])(
    'pays for nothing and is owed to nobody: the order stays paid, whoever looks (%i)',
    async (rounding) => {
      const till = await enrolTill(shop)
      await till.open(0)
      const sale = await till.sell([{ variant_id: boots, price: 1_212 }], {
        rounding,
        tenders: [{ id: newId(), kind: 'cash', amount: 1_212 + rounding }],
      })
      await till.send()
      const { order_id } = sale.body as { order_id: string }
      await shop.write((ctx) => settleMoney(ctx, order_id))
      const order = (await till.api.get(`/orders/${order_id}`)).body
      expect(order).toMatchObject({ payment_status: 'paid', gross: 1_212, paid: 1_212 })
      const tender = { id: newId(), provider: 'cash', amount: 2, store_id: shop.ids.granvia }
      expect((await till.api.post(`/orders/${order_id}/tenders`, tender)).body.code).toBe('nothing_to_pay')
    },
  )
})

describe('prices of a sale', () => {
  test('are those of its moment: what was changed afterwards is no conflict', async () => {
    const variant_id = await shop.write((ctx) => article(ctx, { price: 5_000, stock: { [shop.ids.loc_granvia]: 5 } }))
    const till = await enrolTill(shop)
    await till.open()
    const at = shop.clock.now()
    shop.clock.advance({ hours: 1 })
    await shop.write((ctx) => setPrices(ctx, { price_list: 'base', prices: [{ variant_id, amount: 6_000 }] }))
    await till.sell([{ variant_id, price: 5_000 }], { offline: true }, new Date(at.getTime() + 60_000))
    expect((await till.send()).body.results[1].tasks).toEqual([])
  })
})
