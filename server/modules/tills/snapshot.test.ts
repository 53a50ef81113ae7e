import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSession } from '#access'
import { archiveProduct, saveCategory, saveProduct } from '#catalog'
import { addCustomer, identify, merge, undoMerge } from '#customers'
import { savePriceList, saveTaxRate, setPrices } from '#pricing'
import { newId } from '#platform/ids'
import { receive } from '#stock'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { enrolTill, somebody } from './tills.test-support.ts'
import type { TestTill } from './tills.test-support.ts'

let shop: Shop
let till: TestTill

beforeAll(async () => {
  shop = await openShop()
  till = await enrolTill(shop)
})
afterAll(() => shop.close())

const goods = (stock = 10) =>
  shop.write((ctx) => article(ctx, { price: 1_210, stock: { [shop.ids.loc_granvia]: stock } }))

/** Facts are told once no transaction is older: here some are of the program itself, and soon over. */
async function allTold(): Promise<void> {
  for (let told = false; !told;) {
    const { rows } = await shop.db.pool.query(
      'select coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) as told from event',
    )
    told = rows[0].told
  }
}

/** What changed while this was done. */
async function changesBy(work: () => Promise<unknown>) {
  await allTold()
  const { version } = (await till.api.get('/till')).body
  await work()
  await allTold()
  const { status, body } = await till.api.get(`/till/changes?since=${version}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

async function all(path: string, limit: number): Promise<any[]> {
  const items: any[] = []
  for (let after = ''; ;) {
    const { body } = await till.api.get(`${path}?limit=${limit}${after === '' ? '' : `&after=${after}`}`)
    items.push(...body.items)
    if (body.next === null) return items
    after = body.next
  }
}

describe('what a till begins with', () => {
  test('its place, its numbers, the people who may stand at it', async () => {
    const manager = await somebody(shop, 'manager')
    await somebody(shop, 'assistant', [shop.ids.gracia])
    await somebody(shop, 'marketer', null)
    const { status, body } = await till.api.get('/till')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      device: { id: till.device.id },
      store: { id: shop.ids.granvia, location_id: shop.ids.loc_granvia, timezone: 'Europe/Madrid' },
      legal_entity: { rounding_mode: 'half_up', rounding_level: 'line' },
      currency: 'EUR',
      tax_included: true,
      next_seq: 1,
      last_hash: '0'.repeat(64),
      next_receipt: 1,
      next_z: 1,
      shift: null,
      settings: { offline_sale_max: 100_000, cash_rounding: 1, handover_proof: 'code', lock_after_min: 10 },
    })
    expect(body.series).toMatch(/^GRAN-VIA-MOSTRADOR-\d+-[0-9A-F]{4}$/)
    expect(body.crew.map((one: any) => [one.role, one.may.approve, one.pin !== null])).toEqual([
      ['assistant', false, true],
      ['manager', true, true],
    ])
    expect(body.crew[1].id).toBe(manager.id)
    // What passes a shop's limits is the manager's: stock by hand, an order called off, a close with sales unsent.
    const limits = body.crew.map(({ may }: any) => [may.adjust, may.cancel, may.close_shift])
    expect(limits).toEqual([
      [false, false, false],
      [true, true, true],
    ])
  })

  test('all that is for sale, page by page, each once', async () => {
    const known = await Promise.all([goods(3), goods(), goods(0)])
    const unpriced = await shop.write((ctx) =>
      saveProduct(ctx, {
        slug: 'sin-precio',
        status: 'active',
        texts: { es: { name: 'Sin precio' } },
        variants: [{ sku: 'SIN-1' }],
      }),
    )
    const pages = await all('/till/articles', 2)
    const ids = pages.map(({ variant_id }) => variant_id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of known) expect(ids).toContain(id)
    expect(ids).not.toContain(unpriced.variant_ids['SIN-1'])
    expect(pages.find(({ variant_id }) => variant_id === known[0])).toMatchObject({
      name: { es: 'Botas', en: 'Botas' },
      options: { es: {}, en: {} },
      gtins: [],
      unit_price: 1_210,
      tax_ppm: 210_000,
      tax_included: true,
      available: 3,
      on_hand: 3,
    })
    expect(await all('/till/articles', 500)).toEqual(pages)
  })

  test('an article stands under the tops of its categories', async () => {
    const { variant_ids } = await shop.write(async (ctx) => {
      await saveCategory(ctx, { slug: 'calle', names: { es: 'Calle', en: 'Street' } })
      await saveCategory(ctx, { slug: 'calle-abrigo', parent: 'calle', names: { es: 'Abrigo' } })
      const saved = await saveProduct(ctx, {
        slug: 'gorro-de-calle',
        status: 'active',
        texts: { es: { name: 'Gorro' } },
        categories: ['calle-abrigo'],
        variants: [{ sku: 'GORRO-CALLE' }],
      })
      await setPrices(ctx, {
        price_list: 'base',
        prices: [{ variant_id: saved.variant_ids['GORRO-CALLE']!, amount: 900 }],
      })
      return saved
    })
    const found = (await all('/till/articles', 500)).find(({ variant_id }) => variant_id === variant_ids['GORRO-CALLE'])
    expect(found?.departments).toMatchObject([{ name: { es: 'Calle', en: 'Street' } }])
  })

  test('known people, not visitors', async () => {
    const { id } = await shop.write(async (ctx) => {
      const person = await addCustomer(ctx, { given_name: 'Rosa', tags: ['vip'] })
      await identify(ctx, {
        customer_id: person.id,
        kind: 'phone',
        value: '612 345 678',
        level: 'claimed',
        source: 'pos',
      })
      await identify(ctx, { customer_id: person.id, kind: 'card', value: 'SOCIA-77', level: 'verified', source: 'pos' })
      return person
    })
    const nobody = await shop.write((ctx) => addCustomer(ctx, {}))
    const people = await all('/till/customers', 3)
    expect(people.find((one) => one.customer_id === id)).toMatchObject({
      given_name: 'Rosa',
      phones: ['+34612345678'],
      cards: [expect.stringMatching(/77/)],
      tags: ['vip'],
    })
    expect(people.map((one) => one.customer_id)).not.toContain(nobody.id)
    const [look] = (
      await shop.db.pool.query(
        "select count(*)::int as looks from look where operation = 'listTillCustomers' and customer_id = $1",
        [id],
      )
    ).rows
    expect(look.looks).toBe(1)
  })
})

describe('what changed since', () => {
  test('nothing, where nothing did; and a version that is none of ours is refused', async () => {
    const { reset, customers, gone_customer_ids } = await changesBy(async () => {})
    expect({ reset, customers, gone_customer_ids }).toEqual({ reset: false, customers: [], gone_customer_ids: [] })
    for (const since of ['AAAA', Buffer.from('["1",2,3,"x"]').toString('base64url')])
      expect((await till.api.get(`/till/changes?since=${since}`)).body.code).toBe('bad_cursor')
  })

  test('a price, a stock, a sale of another till', async () => {
    const [priced, stocked, sold] = [await goods(), await goods(1), await goods(5)]
    const other = await enrolTill(shop)
    const { articles } = await changesBy(async () => {
      await shop.write((ctx) => setPrices(ctx, { price_list: 'base', prices: [{ variant_id: priced, amount: 999 }] }))
      await shop.write((ctx) =>
        receive(ctx, { id: newId(), location_id: shop.ids.loc_granvia, lines: [{ variant_id: stocked, quantity: 6 }] }),
      )
      await other.open(0)
      await other.sell([{ variant_id: sold, price: 1_210, quantity: 2 }])
      await other.send()
    })
    const of = (id: string) => articles.find((one: any) => one.variant_id === id)
    expect(of(priced)).toMatchObject({ unit_price: 999 })
    expect(of(stocked)).toMatchObject({ available: 7, on_hand: 7 })
    expect(of(sold)).toMatchObject({ on_hand: 3 })
  })

  test('a product that is sold no more, or under another name', async () => {
    const [gone, renamed] = [await goods(), await goods()]
    const product = async (id: string) =>
      (
        await shop.db.pool.query(
          'select p.id, p.slug, v.sku from variant v join product p on p.id = v.product_id where v.id = $1',
          [id],
        )
      ).rows[0]
    const [first, second] = [await product(gone), await product(renamed)]
    const changes = await changesBy(async () => {
      await shop.write((ctx) => archiveProduct(ctx, { product_id: first.id }))
      await shop.write((ctx) =>
        saveProduct(ctx, {
          slug: second.slug,
          status: 'active',
          texts: { es: { name: 'Botines' } },
          variants: [{ sku: second.sku }],
        }),
      )
    })
    expect(changes.gone_variant_ids).toContain(gone)
    expect(changes.articles.find((one: any) => one.variant_id === renamed).name.es).toBe('Botines')
  })

  test('people: who came, who was joined and parted again', async () => {
    const person = (name: string) => shop.write((ctx) => addCustomer(ctx, { given_name: name }))
    const [older, younger] = [await person('Marta'), await person('Marta')]
    let merge_id = ''
    const joined = await changesBy(async () => {
      const answer = await shop.write((ctx) =>
        merge(ctx, { kept_id: older.id, joined_id: younger.id, evidence: { rule: 'staff' } }),
      )
      merge_id = answer.merge_id
    })
    const ids = (changes: any) => changes.customers.map((one: any) => one.customer_id)
    expect([ids(joined), joined.gone_customer_ids]).toEqual([[older.id], [younger.id]])
    const parted = await changesBy(() => shop.write((ctx) => undoMerge(ctx, { merge_id })))
    expect(ids(parted).toSorted()).toEqual([older.id, younger.id].toSorted())
    expect(ids(await changesBy(() => person('Nueva')))).toHaveLength(1)
  })

  test('a list of prices that begins by itself: everything anew', async () => {
    const starts_at = new Date(shop.clock.now().getTime() + 3_600_000)
    await shop.write((ctx) =>
      savePriceList(ctx, { code: 'rebajas', name: 'Rebajas', currency: 'EUR', tax_included: true, starts_at } as never),
    )
    expect((await changesBy(async () => {})).reset).toBe(false)
    expect((await changesBy(async () => shop.clock.advance({ hours: 2 }))).reset).toBe(true)
  })

  test('a tax rate that begins by itself: everything anew', async () => {
    const valid_from = new Date(shop.clock.now().getTime() + 2 * 86_400_000).toISOString().slice(0, 10)
    const rate = { country: 'ES', tax_class: 'standard' as const, name: 'IVA 22 %', rate_ppm: 220_000, valid_from }
    await shop.write((ctx) => saveTaxRate(ctx, rate))
    expect((await changesBy(async () => {})).reset).toBe(false)
    expect((await changesBy(async () => shop.clock.advance({ hours: 72 }))).reset).toBe(true)
    expect((await changesBy(async () => {})).reset).toBe(false)
  })
})

describe('settings of a store', () => {
  test('are set by who may, and come with the till', async () => {
    const { token } = await shop.write(async (ctx) => {
      const owner = await somebody(shop, 'owner', null)
      return openSession(ctx, { staff_id: owner.id, user_agent: 'test' })
    })
    const owner = await shop.api(token)
    const path = `/till/settings/${shop.ids.granvia}`
    const settings = {
      ...(await owner.get(path)).body,
      offline_sale_max: 5_000,
      cash_rounding: 5,
      receipt_footer: 'Gracias',
    }
    expect((await owner.put(path, settings)).body).toEqual(settings)
    expect((await till.api.put(path, settings)).status).toBe(403)
    expect((await till.api.get('/till')).body.settings).toEqual(settings)
    expect((await owner.get(`/till/settings/${newId()}`)).status).toBe(404)
  })
})
