import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PERMISSIONS, addKey } from '#access'
import { countPast } from '#insights'
import { fragment } from '#platform/ctx'
import { newId } from '#platform/ids'
import { encodeCursor } from '#platform/page'
import type { Api } from '#test/api'
import { SCALE, foundAfter, openShopWithPast, sliced, subjects } from '#test/examined'
import type { Shop } from '#test/shop'
import { run } from '../sdk/src/cli/main.ts'
import { modules } from '../server/modules.ts'

const FILL_MS = 120_000

let shop: Shop
let desk: Api
let secret: string

beforeAll(async () => {
  shop = await openShopWithPast()
  await countPast(shop.write)
  await shop.settle()
  const key = await shop.write((ctx) => addKey(ctx, { kind: 'secret', name: 'desk', permissions: [...PERMISSIONS] }))
  secret = key.secret
  desk = await shop.api(secret)
}, FILL_MS)
afterAll(() => shop.close())

test('a shop in order is in order in slices of every size', async () => {
  for (const { name, doctor } of modules) {
    if (!doctor) continue
    expect(await foundAfter(shop, name, async () => {}), name).toEqual([])
  }
  const { slices } = await shop.read((ctx) => sliced(ctx, 'orders', 7))
  expect(slices).toBeGreaterThan(SCALE.orders / 7)
})

describe('every row that is wrong is found once, wherever its slice ends', () => {
  test('orders, and shares of their units', async () => {
    const found = await foundAfter(shop, 'orders', async ({ sql }) => {
      await sql`update orders set net = net + 1, gross = gross + 1`
      await sql`update order_line set unit_paid[1] = unit_paid[1] + 1`
    })
    expect(new Set(subjects(found, /lines sum/)).size).toBe(SCALE.orders)
    expect(subjects(found, /lines sum/)).toHaveLength(SCALE.orders)
    expect(subjects(found, /unit shares/)).toHaveLength(SCALE.orders * 2)
  })

  test('cancelled lines', async () => {
    const before = await shop.read(({ sql }) => sql<{ id: string }>`select id from order_line where canceled > 0`)
    const found = await foundAfter(
      shop,
      'orders',
      ({ sql }) => sql`update order_adjustment set quantity = quantity + 1, amount = amount * 2`,
    )
    expect(before.length).toBeGreaterThan(5)
    expect(subjects(found, /cancelled quantity/)).toHaveLength(before.length)
    expect(subjects(found, /cancelled amount/)).toHaveLength(before.length)
  })

  test('payments', async () => {
    const found = await foundAfter(
      shop,
      'payments',
      ({ sql }) => sql`update payment_effect set amount = amount + 1 where kind = 'authorise'`,
    )
    expect(new Set(subjects(found, /payment_effect/)).size).toBe(SCALE.orders)
    expect(found).toHaveLength(SCALE.orders)
  })

  test('prices', async () => {
    const found = await foundAfter(shop, 'pricing', ({ sql }) => sql`update price set amount = amount + 1`)
    expect(found).toHaveLength(SCALE.variants)
  })

  test('what was counted, and its sums', async () => {
    const found = await foundAfter(shop, 'insights', async ({ sql }) => {
      await sql`update insight_fact set amount = amount + 1 where kind = 'order'`
      await sql`delete from insight_fact where kind = 'promise'`
    })
    const [{ promises, hours } = { promises: 0, hours: 0 }] = await shop.read(
      ({ sql }) => sql<{ promises: number; hours: number }>`
        select (select count(*)::int from insight_fact where kind = 'promise') as promises,
               (select count(*)::int from insight_hour where kind in ('order', 'promise')) as hours`,
    )
    expect(promises).toBeGreaterThan(5)
    expect(subjects(found, /every orders/)).toHaveLength(SCALE.orders)
    expect(subjects(found, /every fulfilment/)).toHaveLength(promises)
    expect(subjects(found, /sums of an hour/)).toHaveLength(hours)
  })

  test('levels', async () => {
    const found = await foundAfter(
      shop,
      'stock',
      ({ sql }) => sql`update stock_level set on_hand = on_hand + 1, damaged = damaged + 1`,
    )
    expect(subjects(found, /on_hand/)).toHaveLength(SCALE.variants * (SCALE.stores + 1))
    expect(subjects(found, /damaged/)).toHaveLength(SCALE.variants * (SCALE.stores + 1))
  })

  test('pieces that were handed out, and pieces on their way out', async () => {
    const [{ out, open } = { out: 0, open: 0 }] = await shop.read(
      ({ sql }) => sql<{ out: number; open: number }>`
        select count(*) filter (where f.closed_at is not null and f.status <> 'canceled') as out, count(*) filter (where f.closed_at is null) as open
          from fulfilment f join fulfilment_line l on l.fulfilment_id = f.id`,
    )
    const found = await foundAfter(
      shop,
      'fulfilment',
      ({ sql }) => sql`update fulfilment_line set quantity = quantity + 100`,
    )
    expect(open).toBeGreaterThan(0)
    expect(subjects(found, /handed out/)).toHaveLength(out)
    expect(subjects(found, /open pieces fit/)).toHaveLength(open)
  })

  test('clusters', async () => {
    const found = await foundAfter(shop, 'customers', ({ sql }) => sql`update customer set cluster_id = ${newId()}`)
    expect(new Set(subjects(found, /cluster_id/)).size).toBe(SCALE.customers)
    expect(found).toHaveLength(SCALE.customers)
  })

  test('people in a merge that nobody counted in', async () => {
    const found = await foundAfter(
      shop,
      'customers',
      ({ sql }) => sql`
      insert into customer_merge (id, kept_id, joined_id, evidence, actor_kind, merged_at)
      select ${newId()}::uuid, (select id from customer order by id limit 1) as kept, id as joined, '{}', 'staff', created_at from customer order by joined desc limit 1`,
    )
    expect(found).toHaveLength(1)
  })
})

test('a single row is found at the end of a slice, at the beginning of one, and first and last of all', async () => {
  for (const place of [6, 7, 0, SCALE.orders - 1]) {
    const found = await foundAfter(
      shop,
      'payments',
      ({ sql }) => sql`
        update payment set authorised = authorised - 1, captured = captured - 1
         where id = (select id from payment where captured > 0 order by id limit 1 offset least(${place}::int, (select count(*) - 1 from payment where captured > 0)))`,
    )
    expect(found, String(place)).toHaveLength(1)
  }
})

describe('what has no partner is found', () => {
  test('an order without lines', async () => {
    const found = await foundAfter(
      shop,
      'orders',
      ({ sql }) => sql`
        delete from order_line where order_id = (select id from orders where delivery_method = 'carry_out' order by id desc limit 1)`,
    )
    expect(found).toMatchObject([{ check: 'lines sum to the order', found: 'no lines' }])
  })

  test('a cancelled line without its adjustment, and an adjustment of a line that is not cancelled', async () => {
    const found = await foundAfter(shop, 'orders', async ({ sql }) => {
      await sql`delete from order_adjustment where id = (select id from order_adjustment order by id desc limit 1)`
      await sql`update order_line set canceled = 0 where id = (select line_id from order_adjustment order by id limit 1)`
    })
    expect(subjects(found, /cancelled quantity/)).toHaveLength(2)
  })

  test('a payment without effects', async () => {
    const found = await foundAfter(
      shop,
      'payments',
      ({ sql }) =>
        sql`delete from payment_effect where payment_id = (select id from payment where captured > 0 order by id desc limit 1)`,
    )
    expect(found).toMatchObject([{ expected: '0/0/0/0/0/0' }])
  })

  test('a price without history, and history without its price', async () => {
    const found = await foundAfter(shop, 'pricing', async ({ sql }) => {
      await sql`delete from price_history where variant_id = (select variant_id from price order by variant_id limit 1)`
      await sql`delete from price where variant_id = (select variant_id from price order by variant_id desc limit 1)`
    })
    expect(found).toMatchObject([{ expected: 'none' }, { found: 'none' }])
  })

  test('a level without movements, and promises without an allocation', async () => {
    const found = await foundAfter(shop, 'stock', async ({ sql }) => {
      await sql`delete from stock_allocation`
      await sql`
        delete from stock_movement where (variant_id, location_id) = (
          select variant_id, location_id from stock_level where allocated = 0 and on_hand > 0 order by variant_id desc, location_id desc limit 1)`
    })
    const [{ promised } = { promised: 0 }] = await shop.read(
      ({ sql }) => sql<{ promised: number }>`select count(*) as promised from stock_level where allocated > 0`,
    )
    expect(promised).toBeGreaterThan(0)
    expect(subjects(found, /promised/)).toHaveLength(promised)
    expect(subjects(found, /on_hand is the sum/)).toHaveLength(1)
  })

  test('goods on their way to a place that does not know the article, or does not expect them', async () => {
    const place = newId()
    const found = await foundAfter(shop, 'stock', async ({ sql, now }) => {
      await sql`insert into location select (jsonb_populate_record(l, jsonb_build_object('id', ${place}::text, 'code', 'new'))).* from location l limit 1`
      for (const to of [
        fragment`${place}::uuid`,
        fragment`(select location_id from stock_level order by 1 desc limit 1)`,
      ]) {
        const id = newId()
        await sql`
          insert into stock_transfer (id, from_id, to_id, status, sent_at)
          select ${id}::uuid, (select id from location where kind <> 'store' limit 1), ${to}, 'sent', ${now}::timestamptz`
        await sql`insert into stock_transfer_line (transfer_id, variant_id, sent) select ${id}::uuid, id, 5 from variant order by id desc limit 1`
      }
    })
    expect(found).toHaveLength(2)
    expect(found).toMatchObject([
      { expected: '5', found: '0' },
      { expected: '5', found: '0' },
    ])
  })

  test('pieces counted as handed out that nobody gave', async () => {
    const found = await foundAfter(
      shop,
      'fulfilment',
      ({ sql }) => sql`
        delete from fulfilment_line where (fulfilment_id, order_line_id) = (
          select fulfilment_id, order_line_id from fulfilment_line join fulfilment on id = fulfilment_id
           where status in ('delivered', 'handed_over') order by 1 desc, 2 limit 1)`,
    )
    expect(found).toMatchObject([{ check: 'handed out pieces are counted in the order', expected: '0' }])
  })

  test('pieces nobody allocated, and an allocation nobody will pick', async () => {
    const found = await foundAfter(shop, 'fulfilment', async ({ sql }) => {
      await sql`delete from stock_allocation where id = (select id from stock_allocation order by order_id limit 1)`
      await sql`delete from fulfilment_line where order_line_id = (select order_line_id from stock_allocation order by order_id desc limit 1)`
    })
    expect(found).toHaveLength(2)
    expect(found[0]).toMatchObject({ check: 'open pieces are allocated where they are', found: '0' })
    expect(found[1]).toMatchObject({ check: 'open pieces are allocated where they are', expected: '0' })
  })

  test('goods held for a cart that is over, and for one that is not there', async () => {
    const found = await foundAfter(shop, 'carts', async ({ sql, now }) => {
      for (const cart of [
        fragment`(select id from cart where status = 'placed' order by id limit 1)`,
        fragment`${newId()}::uuid`,
      ])
        await sql`
          insert into stock_reservation (id, cart_id, line_id, variant_id, location_id, quantity, expires_at, created_at)
          select ${newId()}::uuid, ${cart}, ${newId()}::uuid, variant_id, location_id, 2, ${now}::timestamptz + interval '1 hour', ${now}
            from stock_level order by 1 limit 1`
    })
    expect(found.map(({ subject }) => subject.replace(/ .* /, ' '))).toEqual(['cart (placed)', 'cart (missing)'])
  })
})

describe('over HTTP and at the command line', () => {
  test('an examination goes on where the last request stopped', async () => {
    const [row] = await shop.read(
      ({ sql }) => sql<{ id: string }>`select id from orders order by id desc limit 1 offset 10`,
    )
    const { body } = await desk.get(`/doctor?after=${encodeCursor(['orders', row!.id, null])}`)
    const over = { findings: [], more: 0, at: null, next: null }
    expect(body).toEqual({ checked: ['orders', 'fulfilment', 'tills', 'insights'], ...over })
  })

  test('a marker of another list is refused', async () => {
    for (const marker of [
      ['orders', newId(), newId()],
      ['stock', newId(), null],
      ['touchpoints', null, null],
      ['orders', 'x', null],
      [1],
    ]) {
      const { status, body } = await desk.get(`/doctor?after=${encodeCursor(marker)}`)
      expect([status, body.code], String(marker)).toEqual([400, 'bad_cursor'])
    }
  })

  test('so many findings are shown, and how many more there are is said', async () => {
    await shop.write(({ sql }) => sql`update order_line set unit_paid[1] = unit_paid[1] + 1`)
    const { body } = await desk.get('/doctor')
    expect(body.findings).toHaveLength(500)
    expect(body.more).toBe(SCALE.orders * 2 - 500)
    const out: string[] = []
    const code = await run(['doctor'], {
      env: { HOME: shop.folder, HILO_URL: (await shop.api()).url, HILO_KEY: secret },
      print: (text) => out.push(text),
      note: () => {},
      ask: async () => '',
      readInput: async () => '',
    })
    expect(code).toBe(1)
    expect(out.join('\n')).toMatch(new RegExp(`… and ${SCALE.orders * 2 - 500} more$`))
  })
})
