import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVisitor, merge, undoMerge } from '#customers'
import { createCart } from '#carts'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { everything } from '../../program.ts'
import { TRACKED } from './events.ts'
import { timeline } from './timeline.ts'
import { track } from './track.ts'
import { hasWords, inWords } from './words.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const visitor = async () => (await shop.write((ctx) => createVisitor(ctx, {}))).id
const looks = (customer_id: string, name: string, channel = 'web') =>
  shop.write(
    (ctx) => track(ctx, { customer_id, steps: [{ id: newId(), type: 'product.viewed', data: { name } }] }),
    undefined,
    channel,
  )
const thread = async (customer_id: string, limit = 50) =>
  (await shop.read((ctx) => timeline(ctx, { customer_id, limit }))).items.map((moment) =>
    `${moment.type} ${String(moment.data['name'] ?? '')}`.trim(),
  )

test('facts and tracked steps are one thread, newest first, page by page without a gap or a repeat', async () => {
  const id = await visitor()
  for (let n = 1; n <= 7; n++) {
    shop.clock.advance({ minutes: 1 })
    await looks(id, `art ${n}`)
    if (n % 3 === 0) await shop.write((ctx) => createCart(ctx, { channel: 'web', customer_id: id }))
  }
  const whole = await shop.read((ctx) => timeline(ctx, { customer_id: id, limit: 50 }))
  const moments = whole.items.map((m) => m.occurred_at.getTime())
  expect(moments).toEqual(moments.toSorted((a, b) => b - a))
  expect(whole.items).toHaveLength(10)
  const pages: string[] = []
  let after: string | undefined
  do {
    const page = await shop.read((ctx) => timeline(ctx, { customer_id: id, limit: 3, after }))
    pages.push(...page.items.map((m) => m.id))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(pages).toEqual(whole.items.map((m) => m.id))
})

test('joining two people joins their threads, and undoing it gives each their own back', async () => {
  const [web, phone] = [await visitor(), await visitor()]
  await looks(web, 'botas')
  await looks(phone, 'calcetines', 'phone')
  const before = [await thread(web), await thread(phone)]
  const { merge_id } = await shop.write((ctx) =>
    merge(ctx, { kept_id: web, joined_id: phone, evidence: { rule: 'test' } }),
  )
  expect(await thread(web)).toEqual(expect.arrayContaining(['product.viewed botas', 'product.viewed calcetines']))
  expect(await thread(phone)).toEqual(await thread(web))
  await shop.write((ctx) => undoMerge(ctx, { merge_id }))
  const own = (rows: string[]) => rows.filter((row) => !row.startsWith('customer.'))
  expect(own(await thread(web))).toEqual(own(before[0] as string[]))
  expect(own(await thread(phone))).toEqual(own(before[1] as string[]))
})

test('a step sent twice is there once, and a clock that runs ahead does not write the future', async () => {
  const id = await visitor()
  const step = {
    id: newId(),
    type: 'search.made' as const,
    data: { text: 'botas' },
    occurred_at: '2099-01-01T00:00:00Z',
  }
  await shop.write((ctx) => track(ctx, { customer_id: id, steps: [step, step] }))
  await shop.write((ctx) => track(ctx, { customer_id: id, steps: [step] }))
  const { items } = await shop.read((ctx) => timeline(ctx, { customer_id: id, limit: 50, types: ['search'] }))
  expect(items).toHaveLength(1)
  expect(items[0]?.occurred_at).toEqual(shop.clock.now())
})

test('every fact of a customer is a sentence in both languages', () => {
  const told = ['cart', 'order', 'fulfilment', 'payment', 'customer', 'consent', 'checkout']
  const types = [...TRACKED, ...everything.flatMap((module) => module.events ?? []).map((event) => event.name)]
  const missing = types.filter((type) => told.includes(type.split('.')[0] as string) && !hasWords(type))
  expect(TRACKED.filter((type) => !hasWords(type))).toEqual([])
  expect(missing).toEqual([])
  for (const type of types.filter(hasWords)) {
    for (const language of ['es', 'en'] as const) expect(inWords({ type, data: {} }, language), type).not.toBe('')
  }
  const data = { number: 'H-1', gross: 16_980, currency: 'EUR' }
  expect(inWords({ type: 'order.placed', data }, 'es')).toBe('Pedido H-1 por 169,80\u00a0€')
})
