import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { registry } from '#platform/metrics'
import { atOnce, openRaces } from '#test/races'
import type { Cart, Races, Shopper } from '#test/races'

// So many carts changed at once that their changes travel together (server/platform/convoy.ts).

const PRICE = 2_500

let at: Races
beforeAll(async () => {
  at = await openRaces()
})
afterEach(() => at.mustBeSound())
afterAll(() => at.close())

const inGranVia = () => ({ method: 'pickup' as const, pickup_store_id: at.shop.ids.granvia })
const stocked = (units: number) => at.goods({ price: PRICE, stock: { [at.shop.ids.loc_granvia]: units } })
/** How many requests have travelled together so far. */
const travelled = async () =>
  Number(/^hilo_convoy_requests_total (\d+)/m.exec(await registry.metrics())?.[1] ?? Number.NaN)

type Begun = Shopper & { cart: Cart }

const begin = (count: number): Promise<Begun[]> =>
  atOnce(count, async () => {
    const shopper = await at.shopper()
    return { ...shopper, cart: (await shopper.api.post('/carts', { delivery: inGranVia() })).body as Cart }
  })
const put = ({ api, cart }: Begun, variant_id: string, quantity = 1) =>
  api.post(`/carts/${cart.id}/lines`, { variant_id, quantity })

test('24 shoppers fill carts, say who they are, pay at the counter and order, all at once: each has what is theirs', async () => {
  const [plenty, scarce] = [await stocked(500), await stocked(10)]
  const before = await travelled()
  const orders = await atOnce(24, async (index) => {
    const shopper = await at.shopper()
    const cart = await at.fill(shopper.api, { [plenty]: 1 + (index % 3), [scarce]: 1 }, inGranVia())
    const held = cart.lines.every((line) => (line as { held?: object }).held)
    const owed = { id: newId(), store_id: at.shop.ids.granvia, provider: 'terminal', amount: cart.gross }
    if (held) expect((await at.till.post(`/carts/${cart.id}/tenders`, owed)).status).toBe(201)
    const { status, body } = await shopper.api.post(`/carts/${cart.id}/orders`, { expected_total: cart.gross })
    return {
      held,
      status,
      code: body.code,
      order_id: body.order_id as string,
      gross: cart.gross,
      quantity: 1 + (index % 3),
    }
  })
  expect(await travelled()).toBeGreaterThan(before + 24)
  const placed = orders.filter(({ status }) => status === 201)
  expect(placed).toHaveLength(10)
  expect(orders.filter(({ held }) => held)).toHaveLength(10)
  expect(new Set(orders.filter(({ status }) => status !== 201).map(({ code }) => code))).toEqual(
    new Set(['cart_not_ready']),
  )
  expect(new Set(placed.map(({ order_id }) => order_id)).size).toBe(10)
  const units = placed.reduce((sum, { quantity }) => sum + quantity, 0)
  expect(await at.level(scarce, at.shop.ids.loc_granvia)).toMatchObject({ allocated: 10, reserved: 0 })
  expect(await at.level(plenty, at.shop.ids.loc_granvia)).toMatchObject({ allocated: units })
  for (const { order_id, gross } of placed)
    expect(await at.money(order_id)).toEqual({ captured: gross, refunded: 0, held: 0 })
})

test('the same in three calls each: cart with its lines, whom and how, money with the order', async () => {
  const [plenty, scarce] = [await stocked(500), await stocked(10)]
  const before = await travelled()
  const orders = await atOnce(24, async (index) => {
    const { api } = await at.shopper()
    const quantity = 1 + (index % 3)
    const lines = [
      { variant_id: plenty, quantity },
      { variant_id: scarce, quantity: 1 },
    ]
    const { body: begun } = await api.post('/carts', { lines })
    const contact = { name: 'Lucía', email: `lucia.${begun.id}@correo.es` }
    const { body: cart } = await api.patch(`/carts/${begun.id}`, { contact, delivery: inGranVia() })
    const owed = { id: newId(), store_id: at.shop.ids.granvia, provider: 'terminal', amount: cart.gross }
    const { status, body } = await at.till.post(`/carts/${cart.id}/orders`, {
      expected_total: cart.gross,
      tenders: [owed],
    })
    return { cart: cart as Cart, status, code: body.code, order_id: body.order_id as string, quantity }
  })
  expect(await travelled()).toBeGreaterThan(before + 24)
  const placed = orders.filter(({ status }) => status === 201)
  expect(placed).toHaveLength(10)
  for (const { cart, status, code } of orders) {
    if (status !== 201) expect(code).toBe('cart_not_ready')
    expect(await at.money(cart.id)).toEqual({ captured: status === 201 ? cart.gross : 0, refunded: 0, held: 0 })
  }
  const units = placed.reduce((sum, { quantity }) => sum + quantity, 0)
  expect(await at.level(scarce, at.shop.ids.loc_granvia)).toMatchObject({ allocated: 10, reserved: 0 })
  expect(await at.level(plenty, at.shop.ids.loc_granvia)).toMatchObject({ allocated: units })
})

test('a cart that is begun three times at once is one cart, and each is shown all of it', async () => {
  const boots = await stocked(500)
  const contact = { name: 'Lucía', email: 'lucia.tres@correo.es' }
  for (const more of [{}, { contact }, { contact, delivery: inGranVia() }]) {
    const { api } = await at.shopper()
    const cart = { id: newId(), lines: [{ variant_id: boots, quantity: 2 }], ...more }
    const replies = await atOnce(3, (index) =>
      api.post('/carts', index === 2 ? { ...cart, id: cart.id.toUpperCase() } : cart),
    )
    for (const { status, body } of replies) {
      expect(status).toBe(201)
      expect(body).toMatchObject({ id: cart.id, gross: 2 * PRICE, lines: [{ quantity: 2, held: { quantity: 2 } }] })
    }
  }
})

test('of 7 units 30 carts hold 7, whichever convoy they come with, and the last unit is told once', async () => {
  const boots = await stocked(7)
  const people = await begin(30)
  const replies = await Promise.all(people.map((one) => put(one, boots)))
  expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 201))
  expect(replies.filter(({ body }) => body.lines[0].held)).toHaveLength(7)
  expect(replies.filter(({ body }) => body.problems === 1)).toHaveLength(23)
  expect(await at.level(boots, at.shop.ids.loc_granvia)).toEqual({ on_hand: 7, allocated: 0, reserved: 7 })
  const told = await at.shop.read(
    (ctx) => ctx.sql`select id from event where type = 'stock.ran_out' and data->>'variant_id' = ${boots}`,
  )
  expect(told).toHaveLength(1)
  // What is let go is there for the others.
  await Promise.all(
    people.map(({ api, cart }, index) =>
      replies[index]?.body.lines[0].held
        ? api.delete(`/carts/${cart.id}/lines/${replies[index].body.lines[0].line_id}`)
        : null,
    ),
  )
  expect(await at.level(boots, at.shop.ids.loc_granvia)).toMatchObject({ reserved: 0 })
})

test('thirty taps on one cart are thirty units, while others change theirs', async () => {
  const [mine, theirs] = [await stocked(500), await stocked(500)]
  const [one, ...others] = await begin(9)
  const [taps] = await Promise.all([
    Promise.all(Array.from({ length: 30 }, () => put(one as Begun, mine))),
    Promise.all(others.flatMap((other) => [put(other, theirs), put(other, theirs, 2)])),
  ])
  expect(taps.map(({ status }) => status)).toEqual(taps.map(() => 201))
  expect(taps.map(({ body }) => body.lines[0].quantity).toSorted((a, b) => a - b)).toEqual(
    taps.map((_, index) => index + 1),
  )
  const { body } = await (one as Begun).api.get(`/carts/${(one as Begun).cart.id}`)
  expect(body.lines).toMatchObject([{ quantity: 30, held: { quantity: 30 } }])
  for (const other of others)
    expect((await other.api.get(`/carts/${other.cart.id}`)).body.lines).toMatchObject([{ quantity: 3 }])
  expect(await at.level(theirs, at.shop.ids.loc_granvia)).toMatchObject({ reserved: 24 })
})

test('a wrong change among right ones is refused alone, said again it is refused again, and the right ones are done', async () => {
  const boots = await stocked(500)
  const people = await begin(20)
  const wrong = (index: number): boolean => index % 4 === 3
  const [keys, unknown] = [people.map(() => newId()), newId()]
  const say = ({ api, cart }: Begun, index: number) =>
    api.post(
      `/carts/${cart.id}/lines`,
      { variant_id: wrong(index) ? unknown : boots, quantity: 1 },
      { 'idempotency-key': keys[index] as string },
    )
  for (let round = 0; round < 2; round++) {
    const replies = await Promise.all(people.map(say))
    replies.forEach(({ status, body }, index) => {
      expect(status).toBe(wrong(index) ? 422 : 201)
      if (wrong(index)) expect(body.code).toBe('unknown_article')
      else expect(body.lines).toMatchObject([{ quantity: 1 }])
    })
  }
  for (const { api, cart } of people.filter((_, index) => wrong(index)))
    expect((await api.get(`/carts/${cart.id}`)).body).toMatchObject({ lines: [], version: 1 })
})

test('somebody else’s cart stays theirs in a rush too', async () => {
  const boots = await stocked(500)
  const people = await begin(16)
  const replies = await Promise.all(
    people.map(({ api, cart }, index) => {
      const whose = index % 4 === 0 ? (people[(index + 1) % people.length] as Begun).cart : cart
      return api.put(`/carts/${whose.id}/contact`, { name: `Número ${index}`, email: `n${index}.${cart.id}@correo.es` })
    }),
  )
  expect(replies.map(({ status }) => status)).toEqual(people.map((_, index) => (index % 4 === 0 ? 404 : 200)))
  for (const [index, { api, cart }] of people.entries()) {
    const { body } = await api.get(`/carts/${cart.id}`)
    expect(body.contact?.name).toBe(index % 4 === 0 ? undefined : `Número ${index}`)
  }
  expect(await at.level(boots, at.shop.ids.loc_granvia)).toMatchObject({ reserved: 0 })
})

test('what was refused before anything was asked is refused alone; said again in a rush it gets its first answer', async () => {
  const boots = await stocked(500)
  const people = await begin(12)
  const elsewhere = { store_id: newId(), provider: 'cash', amount: 1 }
  const tenders = people.map(() => ({ ...elsewhere, id: newId() }))
  const keys = people.map(() => newId())
  for (let round = 0; round < 2; round++) {
    const replies = await Promise.all(
      people.flatMap((one, index) => [
        at.till.post(`/carts/${one.cart.id}/tenders`, tenders[index] as object, {
          'idempotency-key': keys[index] as string,
        }),
        put(one, boots),
      ]),
    )
    replies.forEach(({ status, headers }, index) => {
      expect(status).toBe(index % 2 === 0 ? 403 : 201)
      if (index % 2 === 0) expect(headers.get('idempotent-replayed')).toBe(round === 0 ? null : 'true')
    })
  }
})
