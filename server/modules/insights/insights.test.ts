import { afterAll, beforeAll, expect, test } from 'vitest'
import { addKey, addStaff, openSession } from '#access'
import { addLine, createCart } from '#carts'
import { cancelOrder, placeOrder, sellAtTill } from '#checkout'
import { createVisitor, identify } from '#customers'
import { markReady, startPicking } from '#fulfilment'
import { recordSales } from '#orders'
import { recordTender } from '#payments'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import type { Api } from '#test/api'
import { article, fullCart } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { insights } from './module.ts'
import { countPast } from './rebuild.ts'

let shop: Shop
let owner: Api
let manager: Api
let boots: string

beforeAll(async () => {
  shop = await openShop()
  const [all, sol] = await shop.write(async (ctx) => {
    boots = await article(ctx, { price: 8_490, stock: { [shop.ids.loc_granvia]: 60, [shop.ids.loc_sol]: 60 } })
    const { secret } = await addKey(ctx, {
      kind: 'secret',
      name: 'desk',
      permissions: ['insights.read', 'orders.read', 'fulfilment.read'],
    })
    const person = await addStaff(ctx, {
      email: 'sol@tienda.es',
      name: 'Sol',
      role: 'manager',
      store_ids: [shop.ids.sol],
    })
    const { token } = await openSession(ctx, { staff_id: person.id, user_agent: 'test' })
    return [secret, token]
  })
  owner = await shop.api(all)
  manager = await shop.api(sol)
})
afterAll(() => shop.close())

const visitor = async () => (await shop.write((ctx) => createVisitor(ctx, { channel: 'web' }))).id
const findings = () => shop.read((ctx) => insights.doctor?.(ctx, 100) ?? Promise.resolve([]))

const tender = (ctx: Ctx, cart: { id: string; gross: number }, customer_id: string | null) =>
  recordTender(ctx, {
    id: newId(),
    cart_id: cart.id,
    customer_id,
    store_id: null,
    provider: 'terminal',
    amount: cart.gross,
    currency: 'EUR',
  })

/** Begun on the web, paid there, to be collected at the store. */
const bought = (store_id: string, units = 1, customer_id: string | null = null) =>
  shop.write(
    async (ctx) => {
      const cart = await fullCart(ctx, { customer_id, store_id, lines: { [boots]: units } })
      await tender(ctx, cart, customer_id)
      return placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross })
    },
    undefined,
    'web',
  )

const soldAtTill = (store_id: string, customer_id: string | null = null) =>
  shop.write(
    (ctx) =>
      sellAtTill(ctx, {
        id: newId(),
        store_id,
        customer_id,
        lines: [{ id: newId(), variant_id: boots, quantity: 1 }],
        tenders: [{ id: newId(), provider: 'cash', amount: 8_490 }],
        expected_total: 8_490,
      }),
    undefined,
    'pos',
  )

const figure = (body: any, name: string) => body.figures.find((one: { name: string }) => one.name === name)
const today = async (api: Api, query = '') => (await api.get(`/insights/today${query}`)).body

/** What the list says that a figure names: how many rows, and their worth. */
async function listed(api: Api, { operation, query }: { operation: string; query: Record<string, string> }) {
  const path = { listOrders: '/orders', listFulfilments: '/fulfilments', listCounted: '/insights/rows' }[operation]
  const { status, body } = await api.get(`${path}?${new URLSearchParams({ ...query, limit: '200' })}`)
  expect(status).toBe(200)
  expect(body.next).toBeNull()
  const items = body.items as { gross?: number; amount?: number }[]
  return { rows: items.length, worth: items.reduce((sum, row) => sum + (row.gross ?? row.amount ?? 0), 0) }
}

test('figures are what the list of orders sums to, however the orders came', async () => {
  const kept = await bought(shop.ids.granvia, 2)
  const canceled = await bought(shop.ids.sol)
  await soldAtTill(shop.ids.sol)
  await shop.write((ctx) => cancelOrder(ctx, { order_id: canceled.order_id, lines: 'all', reason: 'changed_mind' }))
  await shop.write((ctx) =>
    recordSales(ctx, [
      {
        external_id: 'old-1',
        channel: 'web',
        customer_id: null,
        store_id: null,
        currency: 'EUR',
        locale: 'es',
        tax_included: true,
        placed_at: ctx.now,
        lines: [
          {
            variant_id: boots,
            sku: 'B',
            name: 'Botas',
            quantity: 1,
            unit_price: 1_000,
            net: 826,
            tax: 174,
            gross: 1_000,
            tax_class: 'standard',
            tax_name: 'IVA',
            tax_ppm: 210_000,
          },
        ],
      },
    ]),
  )
  await shop.settle()
  const body = await today(owner)
  expect(figure(body, 'sales')).toMatchObject({ value: 34_960, before: 0 })
  expect(figure(body, 'orders').value).toBe(4)
  expect(figure(body, 'units').value).toBe(5)
  expect(figure(body, 'basket').value).toBe(Math.round(34_960 / 4))
  expect(body.canceled).toMatchObject({ orders: 1, amount: 8_490 })
  expect(await listed(owner, figure(body, 'sales').rows)).toEqual({ rows: 4, worth: 34_960 })
  expect(await listed(owner, body.canceled.rows)).toEqual({ rows: 1, worth: 8_490 })
  for (const part of [...body.channels, ...body.stores])
    expect(await listed(owner, part.rows)).toEqual({ rows: part.orders, worth: part.gross })
  expect(body.channels.map((row: { channel: string }) => row.channel).toSorted()).toEqual(['pos', 'web'])
  expect(body.course.reduce((sum: number, step: { gross: number | null }) => sum + (step.gross ?? 0), 0)).toBe(34_960)
  expect(kept.created).toBe(true)
})

test('staff of one store see its figures alone, and they agree with their list', async () => {
  const body = await today(manager)
  expect(figure(body, 'sales').value).toBe(16_980)
  expect(await listed(manager, figure(body, 'sales').rows)).toEqual({ rows: 2, worth: 16_980 })
  expect(body.stores.map((row: { name: string }) => row.name)).toEqual(['Sol'])
  expect(figure(body, 'customers').value).toBeNull()
  const elsewhere = await manager.get(`/insights/today?store_id=${shop.ids.granvia}`)
  expect(elsewhere).toMatchObject({ status: 403, body: { code: 'other_store' } })
  const days = `from=${body.from_day}&to=${body.to_day}`
  const sums = await manager.get(`/insights/sales?${days}&by=store`)
  expect(sums.body.items).toMatchObject([{ name: 'Sol', orders: 2 }])
})

test('a thread that goes through channels shows its way; one that was begun anew shows as cut', async () => {
  const customer_id = await visitor()
  await shop.write(
    async (ctx) => {
      const cart = await createCart(ctx, { channel: 'web', customer_id })
      await addLine(ctx, { cart_id: cart.id, variant_id: boots, quantity: 1 })
    },
    undefined,
    'web',
  )
  shop.clock.advance({ minutes: 30 })
  await soldAtTill(shop.ids.granvia, customer_id)
  await shop.settle()
  const { from_day, to_day } = await today(owner)
  const { body } = await owner.get(`/insights/flows?from=${from_day}&to=${to_day}`)
  expect(body.cuts).toMatchObject([{ left_in: 'web', began_in: 'pos', orders: 1, gross: 8_490 }])
  expect(body.paths).toContainEqual(
    expect.objectContaining({ began_in: 'web', paid_in: 'web', received: 'pickup', orders: 2, crossed: true }),
  )
  expect(body.paths).toContainEqual(
    expect.objectContaining({ began_in: 'pos', paid_in: 'pos', received: 'carry_out', orders: 2, crossed: false }),
  )
  for (const row of [...body.paths, ...body.cuts])
    expect(await listed(owner, row.rows)).toEqual({ rows: row.orders, worth: row.gross })
})

test('a day at the end of the calendar is refused, since what is counted on from it has no date', async () => {
  for (const day of ['9999-12-31', '0001-01-01'])
    expect(await owner.get(`/insights/flows?from=${day}&to=${day}`)).toMatchObject({ status: 400 })
  const { body } = await owner.get('/insights/today?day=1900-01-01')
  expect(body).toMatchObject({ from_day: '1900-01-01', before_from_day: '1899-12-25' })
})

test('a promise is kept when the goods are ready in time, and broken by the clock alone', async () => {
  const [punctual, slow] = [await bought(shop.ids.sol), await bought(shop.ids.sol)]
  const [early] = (await manager.get(`/fulfilments?order_id=${punctual.order_id}`)).body.items
  await shop.write(async (ctx) => {
    await startPicking(ctx, { fulfilment_id: early.id })
    await markReady(ctx, { fulfilment_id: early.id, picked_all: true })
  })
  await shop.settle()
  const due = new Date((await manager.get(`/fulfilments?order_id=${slow.order_id}`)).body.items[0].due_at)
  shop.clock.set(new Date(due.getTime() + 60_000))
  const body = await today(manager)
  expect(figure(body, 'promise')).toMatchObject({ value: 0.5, of: 2, late: 1 })
  expect(figure(body, 'pickups')).toMatchObject({ value: 1, late: 1 })
  expect((await listed(manager, figure(body, 'promise').rows)).rows).toBe(2)
  expect((await listed(manager, figure(body, 'pickups').rows)).rows).toBe(1)
  // Once its hour is over the line shows what the figure says: one of two was kept.
  shop.clock.set(new Date(due.getTime() + 3_600_000))
  const later = await today(manager)
  expect(figure(later, 'promise').line.at(-1)).toBeLessThan(1)
})

test('half a day is compared with half of the same weekday before', async () => {
  shop.clock.advance({ days: 7 })
  const [afternoon, week] = [shop.clock.now(), await today(owner)]
  expect(figure(week, 'sales')).toMatchObject({ value: 0 })
  expect(figure(week, 'sales').before).toBeGreaterThan(0)
  shop.clock.set(`${week.to_day}T08:30:00Z`)
  expect(figure(await today(owner), 'sales')).toMatchObject({ value: 0, before: 0 })
  shop.clock.set(afternoon)
  expect(figure(await today(owner, '?days=7'), 'sales').before).toBe(figure(week, 'sales').before)
})

test('people who become known are counted once, carts by what became of them', async () => {
  const id = await visitor()
  await shop.settle()
  expect(figure(await today(owner), 'customers').value).toBe(0)
  for (const value of ['lucia@correo.es', 'lucia@casa.es'])
    await shop.write((ctx) => identify(ctx, { customer_id: id, kind: 'email', value, level: 'claimed', source: 'web' }))
  await bought(shop.ids.granvia)
  await shop.write((ctx) => createCart(ctx, { channel: 'web' }), undefined, 'web')
  // Whoever looks before it is counted is told to look again.
  expect((await today(owner)).behind).toBe(true)
  await shop.settle()
  const body = await today(owner)
  expect(body.behind).toBe(false)
  expect(figure(body, 'customers').value).toBe(1)
  expect(figure(body, 'conversion')).toMatchObject({ value: 0.5, of: 2 })
})

test('what is asked for and gone is told, with where there is some', async () => {
  const rare = await shop.write((ctx) =>
    article(ctx, { name: 'Boina', stock: { [shop.ids.loc_sol]: 1, [shop.ids.loc_granvia]: 4 } }),
  )
  await shop.write(
    (ctx) =>
      sellAtTill(ctx, {
        id: newId(),
        store_id: shop.ids.sol,
        lines: [{ id: newId(), variant_id: rare, quantity: 1 }],
        tenders: [{ id: newId(), provider: 'cash', amount: 8_490 }],
        expected_total: 8_490,
      }),
    undefined,
    'pos',
  )
  const { body } = await owner.get(`/insights/stock-outs?store_id=${shop.ids.sol}`)
  expect(body.items).toMatchObject([
    {
      variant_id: rare,
      name: 'Boina',
      sold: 1,
      out: [{ store_id: shop.ids.sol }],
      left: [{ store_id: shop.ids.granvia, free: 4 }],
    },
  ])
})

test('the doctor finds nothing; what is spoiled it finds; what was there before is counted anew', async () => {
  await shop.settle()
  await shop.write((ctx) => ctx.sql`update insight_progress set done_at = ${ctx.now}`)
  expect(await findings()).toEqual([])
  const before = await today(owner)
  await shop.write(async ({ sql }) => {
    await sql`update insight_hour set amount = amount + 1 where id = (select id from insight_hour where kind = 'order' limit 1)`
    await sql`delete from insight_fact where kind = 'cart'`
  })
  const checks = (await findings()).map(({ check }) => check)
  expect(checks).toContain('sums of an hour are those of its rows')
  expect(checks).toContain('every cart is counted as it is')
  await shop.write(async ({ sql }) => {
    await sql`delete from insight_fact`
    await sql`delete from insight_hour`
    await sql`update insight_progress set done_at = null, after = null`
  })
  expect(await today(owner)).toMatchObject({ counted: false })
  await countPast(shop.write)
  expect(await findings()).toEqual([])
  const { from: _, ...again } = await today(owner)
  expect(again).toMatchObject({ counted: true, figures: before.figures, channels: before.channels })
})
