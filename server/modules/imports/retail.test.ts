import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addKey } from '#access'
import type { Ctx } from '#platform/ctx'
import type { Steps } from '#platform/route'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { advanceImport } from './advance.ts'
import { completeImport } from './complete.ts'
import { found, importer } from './imports.test-support.ts'
import type { Row } from './imports.test-support.ts'
import { startImport } from './start.ts'
import { takeBatch } from './take-batch.ts'
import { takePicture } from './take-picture.ts'

let shop: Shop
let by: Awaited<ReturnType<typeof importer>>

beforeAll(async () => {
  shop = await openShop()
  by = await importer(shop)
})
afterAll(() => shop.close())

const NAMES = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country']

/** Lines of a file as it writes them: `invoice,code,name,quantity,when,price,customer,country`. */
const lines = (text: string, first = 2): Row[] =>
  text
    .trim()
    .split('\n')
    .map((line, place) => {
      const cells = line.split(',').map((cell, at) => (at === 2 ? cell : cell.trim()))
      return {
        part: 'lines',
        row: first + place,
        cells: Object.fromEntries(NAMES.map((name, at) => [name, cells[at] ?? ''])),
      }
    })

describe('old invoices', () => {
  test('each trap of the data is met once', async () => {
    const id = await by.begin()
    const good = `
      700001,t85123a,WHITE HEART ,6,2010-12-01 08:26:00,2.55,12923.0,United Kingdom
      700001,71053T,LANTERN,6,2010-12-01 08:27:00,3.395,12923.0,United Kingdom
      700002,T85123A,WHITE HEART,-1,2011-07-01 09:00:00,2.95,,Unspecified
      C700003,T85123A,WHITE HEART,-2,2011-07-01 10:00:00,2.55,12923.0,EIRE
      700004,POST,POSTAGE,1,2011-07-02 10:00:00,18.0,12924.0,Germany
      700005,T85123A,HANGING HEART,1,2011-08-02 10:00:00,3.25,12924,Germany
      700005,T85123A,FREE GIFT,1,2011-08-02 10:00:00,0.0,12924,Germany`
    const adjustments = `
      700006,T85123A,damages,-26,2011-04-05 14:34:00,0.0,,United Kingdom
      700007,T85123A,,3,2011-04-05 14:34:00,0.0,,United Kingdom`
    const bad = `
      700008,T1,X,many,2011-04-05 14:34:00,1.0,,United Kingdom
      700009,T1,X,1,2011-02-30 14:34:00,1.0,,United Kingdom
      700010,T1,X,1,2011-04-05 14:34:00,1e3,,United Kingdom
      700011,T1,X,1,2011-04-05 14:34:00,1.0,guest,United Kingdom
      700012,T1,X,1,2011-04-05 14:34:00,1.0,,Atlantis
      C700013,T1,X,1,2011-04-05 14:34:00,1.0,,United Kingdom
      ,T1,X,1,2011-04-05 14:34:00,1.0,,United Kingdom
      700015,!!,X,1,2011-04-05 14:34:00,1.0,,United Kingdom
      700016,T1,X\uFFFD,1,2011-04-05 14:34:00,1.0,,United Kingdom
      700001,T1,X,1,2010-12-01 08:26:00,1.0,12999.0,United Kingdom`
    const rows = lines([good, adjustments, bad].map((text) => text.trim()).join('\n'))
    const { body } = await by.send(id, 1, rows)
    expect(body).toMatchObject({ accepted: 7, skipped: 2, refused: 10 })
    expect(body.errors.map(({ code }: { code: string }) => code).toSorted()).toEqual(
      [
        'stock_adjustment,stock_adjustment,bad_quantity,bad_date,bad_price,bad_customer,unknown_country,bad_quantity',
        'bad_invoice,bad_code,bad_text,invoice_of_another',
      ]
        .join()
        .split(',')
        .toSorted(),
    )
    await by.build(id, 1)
    // 6 × 3.395 is 20.37 exactly: the price is not rounded before it is multiplied.
    const figures = {
      lines: 19,
      refused_lines: 10,
      adjustment_lines: 2,
      invoices: 5,
      customers: 2,
      articles: 2,
      sale_lines: 4,
      sale_amount: 1_530 + 2_037 + 325,
      fee_lines: 1,
      fee_amount: 1_800,
      cancellation_lines: 2,
      cancellation_amount: -295 - 510,
      amount: 1_530 + 2_037 + 325 + 1_800 - 805,
    }
    const run = await by.complete(id, figures)
    expect(found(run)).toEqual(figures)
    expect(run.status).toBe('completed')
  })

  test('an order keeps its hour, its tax and its customer; a cancellation is a sale of negative quantity', async () => {
    const orders = await by.query(`
      select external_id, placed_at, o.gross, customer_id is not null as known, o.note, string_agg(distinct tax_name, ',') as tax, o.payment_status
        from orders o join order_line l on l.order_id = o.id where external_id in ('700001', 'C700003', '700002') group by o.id order by external_id`)
    expect(orders).toMatchObject([
      {
        external_id: '700001',
        placed_at: new Date('2010-12-01T08:26:00Z'),
        gross: 3_567,
        known: true,
        tax: 'VAT 17.5 %',
      },
      {
        external_id: '700002',
        placed_at: new Date('2011-07-01T08:00:00Z'),
        gross: -295,
        known: false,
        tax: 'VAT 20 %',
      },
      {
        external_id: 'C700003',
        gross: -510,
        known: true,
        note: 'Country in the source: EIRE',
        payment_status: 'refunded',
      },
    ])
  })

  test('an article takes the name most lines give and the price of its latest sale, and waits as a draft', async () => {
    expect(
      await by.query(`select p.slug, p.status, t.name, p.attributes->'also-called'->'value'->>'en' as also, pr.amount
                     from variant v join product p on p.id = v.product_id join product_text t on t.product_id = p.id
                     join price pr on pr.variant_id = v.id where v.sku = 'T85123A'`),
    ).toEqual([
      {
        slug: 'online-retail-t85123a',
        status: 'draft',
        name: 'WHITE HEART',
        also: 'FREE GIFT; HANGING HEART',
        amount: 325,
      },
    ])
    expect(await by.query(`select kind, variant_id from order_line where sku = 'POST'`)).toEqual([
      { kind: 'service', variant_id: null },
    ])
  })

  test('a difference is said and is not called completed', async () => {
    const id = await by.begin()
    await by.send(id, 1, lines('701001,T2,CUP,2,2011-01-03 10:00:00,1.25,13000.0,France'))
    expect((await by.api.post(`/imports/${id}/completion`, { figures: [] })).body).toMatchObject({
      code: 'import_unfinished',
    })
    await by.build(id, 1)
    const run = await by.complete(id, { sale_amount: 249 })
    expect(run).toMatchObject({ status: 'differs' })
    expect(run.figures).toContainEqual({ name: 'sale_amount', expected: 249, found: 250 })
    expect(await by.complete(id, {})).toEqual(run)
  })
})

describe('resuming', () => {
  const batch = (n: number) =>
    lines(`71000${n},T3,BOWL,${n},2011-05-05 10:00:00,1.00,13001.0,Spain\n71000${n},T4,,1,x,1,,`, n * 10)

  test('a run stopped half-way goes on with the next batch; a batch said again answers the same and adds nothing', async () => {
    const id = await by.begin('online-retail', 'stopped half-way')
    const [first, second] = [await by.send(id, 1, batch(1)), await by.send(id, 2, batch(2))]
    expect(await by.begin('online-retail', 'stopped half-way')).toBe(id)
    expect((await by.send(id, 2, batch(2))).body).toEqual(second.body)
    expect((await by.send(id, 1, batch(1))).body).toEqual(first.body)
    expect((await by.send(id, 4, batch(4))).body).toMatchObject({ code: 'batch_out_of_order', next: 3 })
    expect((await by.api.post(`/imports/${id}/steps`, { batches: 3 })).body).toMatchObject({
      code: 'batches_missing',
      taken: 2,
    })
    await by.send(id, 3, batch(3))
    expect((await by.api.get(`/imports/${id}`)).body).toMatchObject({ batch: 3, rows: 6, accepted: 3, refused: 3 })
    await by.build(id, 3)
    expect((await by.send(id, 4, batch(4))).body).toMatchObject({ code: 'import_closed' })
    expect(found(await by.complete(id, {}))).toMatchObject({ lines: 6, sale_amount: 600, invoices: 3, customers: 1 })
  })

  test('twenty posts of one batch at once take it once', async () => {
    const id = await by.begin()
    const rows = lines('720001,T5,JAR,3,2011-05-05 10:00:00,1.10,13002.0,Italy')
    const answers = await Promise.all(Array.from({ length: 20 }, () => by.send(id, 1, rows)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1)
    expect((await by.api.get(`/imports/${id}`)).body).toMatchObject({ batch: 1, rows: 1, accepted: 1 })
    const steps = await Promise.all(
      Array.from({ length: 12 }, () => by.api.post(`/imports/${id}/steps`, { batches: 1 })),
    )
    expect(steps.every(({ status }) => status === 200)).toBe(true)
    await by.build(id, 1)
    expect(found(await by.complete(id, {}))).toMatchObject({ invoices: 1, sale_amount: 330 })
  })

  test('an invoice whose lines lie in different batches is one order', async () => {
    const id = await by.begin()
    await by.send(id, 1, lines('730001,T6,MUG,1,2011-05-05 10:01:00,1.00,13003.0,Italy'))
    await by.send(id, 2, lines('730001,T7,POT,1,2011-05-05 10:00:00,2.00,13003.0,Italy', 9))
    const other = await by.send(id, 3, lines('730001,T8,CAN,1,2011-05-05 10:00:00,2.00,13004.0,Italy', 10))
    expect(other.body.errors).toMatchObject([{ row: 10, code: 'invoice_of_another', severity: 'refused' }])
    await by.build(id, 3)
    expect(found(await by.complete(id, {}))).toMatchObject({ invoices: 1, sale_lines: 2, amount: 300 })
  })

  test('errors come page by page, of one file if asked', async () => {
    const id = await by.begin()
    await by.send(id, 1, Array.from({ length: 5 }, (_, n) => lines(`74000${n},T9,X,0,x,1,,`, n + 2)).flat())
    const first = (await by.api.get(`/imports/${id}/errors?limit=3`)).body
    const rest = (await by.api.get(`/imports/${id}/errors?part=lines&limit=3&after=${first.next}`)).body
    expect([...first.items, ...rest.items].map(({ row }) => row)).toEqual([2, 3, 4, 5, 6])
    expect((await by.api.get(`/imports/${id}/errors?part=products`)).body).toEqual({ items: [], next: null })
    expect((await by.api.get('/imports')).body.items[0]).toMatchObject({ kind: 'online-retail' })
  })
})

test('only who may run imports comes near them', async () => {
  const { secret } = await shop.write((ctx) =>
    addKey(ctx, { kind: 'secret', name: 'x', permissions: ['catalog.edit'] }),
  )
  expect((await (await shop.api(secret)).get('/imports')).status).toBe(403)
  expect((await (await shop.api()).post('/imports', { kind: 'catalogue', source: 'x' })).status).toBe(401)
  expect((await by.api.post(`/imports/${crypto.randomUUID()}/batches`, { batch: 1, rows: lines('a') })).status).toBe(
    404,
  )
  expect((await by.api.post('/imports', { kind: 'catalogue', source: 'x', location: 'nowhere' })).body).toMatchObject({
    code: 'unknown_location',
  })
})

test('who serves some stores takes in nothing for all of them', async () => {
  const id = await by.begin()
  const manager = shop.actor({ kind: 'staff', store_ids: [shop.ids.granvia], permissions: ['imports.run'] })
  const tries: ((ctx: Ctx) => Promise<unknown>)[] = [
    (ctx) => startImport(ctx, { kind: 'catalogue', source: 'y', location: 'gracia' }),
    (ctx) => takeBatch(ctx, { import_id: id, batch: 1, rows: lines('a') }),
    (ctx) => advanceImport(ctx, { import_id: id, batches: 0 }),
    (ctx) => completeImport(ctx, { import_id: id, figures: [] }),
  ]
  for (const attempt of tries)
    await expect(shop.write(attempt, manager)).rejects.toMatchObject({ code: 'other_store', status: 403 })
  const steps = { actor: manager } as Steps
  await expect(takePicture(steps, { import_id: id, file: 'a', data: '' })).rejects.toMatchObject({
    code: 'other_store',
  })
})
