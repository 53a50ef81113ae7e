import { afterAll, beforeAll, expect, test } from 'vitest'
import { addKey } from '#access'
import type { Api } from '#test/api'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'

let shop: Shop
let front: Api
beforeAll(async () => {
  shop = await openShop()
  const key = await shop.write((ctx) => addKey(ctx, { kind: 'publishable', name: 'front', channel: 'web' }))
  front = await shop.api(key.secret)
  await shop.write(
    (ctx) => ctx.sql`
      update store set address = '{"line1": "Gran Vía 34", "city": "Málaga", "postcode": "29005", "country": "ES"}'
       where id = ${shop.ids.granvia}`,
  )
})
afterAll(() => shop.close())

const find = async (query: string) => (await front.get(`/storefront/stores${query}`)).body
const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)

test('a shop is found by its street and city, without accents, and by its postcode or province', async () => {
  for (const typed of ['malaga', 'gran via', 'MÁLAGA gran', '29005', '29010', '29'])
    expect(ids(await find(`?text=${encodeURIComponent(typed)}`)), typed).toEqual([shop.ids.granvia])
})

test('when nothing fits all shops are shown, and it is said', async () => {
  const all = await find('')
  const none = await find('?text=Reykjavik')
  expect([all.all, none.all]).toEqual([false, true])
  expect(ids(none).toSorted()).toEqual(ids(all).toSorted())
})

test('from a place the nearest comes first, with its distance', async () => {
  const [first] = (await find('')).items
  const { items } = await find(`?near_lat=${first.lat}&near_lng=${first.lng}`)
  expect(items[0].distance_km).toBe(0)
  const far = items.map(({ distance_km }: { distance_km: number | null }) => distance_km ?? Infinity)
  expect(far).toEqual(far.toSorted((a: number, b: number) => a - b))
})

test('a shop’s own page has the hours of the week and the days that differ soon', async () => {
  const [store] = (await find('')).items
  await shop.write(async (ctx) => {
    for (const days of [3, 300])
      await ctx.sql`
        insert into opening_exception (store_id, on_date, opens, closes)
        values (${store.id}, ${new Date(ctx.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)}, null, null)
            on conflict do nothing`
  })
  const { body } = await front.get(`/storefront/stores/${store.code}`)
  expect(body.exceptions).toHaveLength(1)
  expect(body.exceptions[0]).toMatchObject({ opens: null, closes: null })
  expect(body.open_now).toBe(store.open_now)
  expect((await front.get('/storefront/stores/no-such-shop')).status).toBe(404)
})
