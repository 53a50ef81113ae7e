import { newId } from '#platform/ids'
import { startListeners } from '#platform/listeners'
import { createLog } from '#platform/log'
import { everything } from '../../server/program.ts'
import type { Reply } from './api.ts'
import { HOME } from './races.ts'
import type { Races } from './races.ts'
import { APPROVE, DECLINED, UNRULY } from './sandbox.ts'

/** Numbers from a seed (mulberry32): each actor draws from its own, so that one more step of one changes no other. */
export function drawsOf(seed: number) {
  let state = seed >>> 0
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const upTo = (most: number): number => Math.floor(draw() * (most + 1))
  const one = <T>(of: readonly T[]): T => of[upTo(of.length - 1)]!
  return { draw, upTo, one, chance: (share: number): boolean => draw() < share }
}
type Draws = ReturnType<typeof drawsOf>

type Act = (draws: Draws) => Promise<unknown>
type Cast = { shoppers: number; agents: number; tills: number; pickers: number; stockmen: number }

const PRICES = [1_000, 2_495, 3_333]
const UNITS = 30
const NEWS_EVERY_MS = 100
/** What everybody knows of, newest last; the old are forgotten. */
const KNOWN_MAX = 60

/** A day in the shop, in seconds: everybody does what they do at once, without asking whether it makes sense. */
export async function simulate(at: Races, { seed, seconds, cast }: { seed: number; seconds: number; cast: Cast }) {
  const world = await openWorld(at)
  const until = Date.now() + seconds * 1_000
  const done: Record<string, number> = {}
  const act = async (role: string, make: () => Promise<Act>, draws: Draws) => {
    const step = await make()
    while (Date.now() < until) {
      await step(draws)
      done[role] = (done[role] ?? 0) + 1
    }
  }
  const roles = {
    shoppers: () => shopper(world),
    agents: () => agent(world),
    tills: () => till(world),
    pickers: () => picker(world),
    stockmen: () => stockman(world),
  }
  const people = Object.entries(cast).flatMap(([role, count]) =>
    Array.from({ length: count }, (_, n) =>
      act(role, roles[role as keyof Cast], drawsOf(seed * 1_000 + role.length * 100 + n)),
    ),
  )
  const stop = await hearNews(at)
  await Promise.all([...people, act('cleaner', () => cleaner(world), drawsOf(seed))])
  await stop()
  await at.rest()
  return done
}

type World = Awaited<ReturnType<typeof openWorld>>

async function openWorld(at: Races) {
  const { ids } = at.shop
  const places = [ids.loc_granvia, ids.loc_sol, ids.loc_gracia, ids.loc_central]
  const articles = await Promise.all(
    PRICES.map(async (price) => ({
      price,
      id: await at.goods({ price, stock: Object.fromEntries(places.map((place) => [place, UNITS])) }),
    })),
  )
  const carts: { id: string; code: string }[] = []
  const orders: string[] = []
  const people: string[] = []
  const know = <T>(list: T[], item: T | undefined): void => {
    if (item === undefined) return
    list.push(item)
    if (list.length > KNOWN_MAX) list.shift()
  }
  const delivery = (draws: Draws) =>
    draws.chance(0.4)
      ? { method: 'ship', address: HOME }
      : { method: 'pickup', pickup_store_id: draws.one([ids.granvia, ids.sol, ids.gracia]) }
  const someLines = (lines: readonly { id: string }[], draws: Draws) => [
    { line_id: draws.one(lines).id, quantity: 1 + draws.upTo(1) },
  ]
  /** Cancels an order somebody knows, all of it or a piece, as it stands right now or a moment ago. */
  const cancel = async (api: Races['desk'], order_id: string | undefined, draws: Draws): Promise<Reply | null> => {
    if (!order_id) return null
    const { body } = await api.get(`/orders/${order_id}`)
    const part = draws.chance(0.6) && body.lines ? { lines: someLines(body.lines, draws) } : {}
    return api.post(`/orders/${order_id}/cancellations`, { reason: 'no', ...part })
  }
  return { at, ids, places, articles, carts, orders, people, know, delivery, cancel }
}

async function shopper({ at, articles, carts, orders, people, know, delivery, cancel }: World): Promise<Act> {
  return async (draws) => {
    const { api, customer_id } = await at.shopper()
    know(people, customer_id)
    const { body: cart } = await api.post('/carts', { delivery: delivery(draws) })
    know(carts, { id: cart.id, code: cart.code })
    const path = `/carts/${cart.id}`
    for (let line = draws.upTo(2); line >= 0; line--)
      await api.post(`${path}/lines`, { variant_id: draws.one(articles).id, quantity: 1 + draws.upTo(2) })
    await api.put(`${path}/contact`, { name: 'Ana', email: `${cart.id}@correo.es` })
    if (draws.chance(0.3))
      await Promise.all([api.put(`${path}/delivery`, delivery(draws)), api.put(`${path}/delivery`, delivery(draws))])
    if (draws.chance(0.2)) await api.post('/carts/take-up', { code: draws.one(carts).code })
    const pay = async () => {
      const { body, status } = await api.post(`${path}/payments`, { provider: 'sandbox' })
      // A provider that was too slow gave no page to go to.
      if (status !== 201 || body.action_url === null) return
      await at.sandbox.pay(body, draws.one([APPROVE, APPROVE, UNRULY, DECLINED]))
      if (draws.chance(0.7)) await api.post(`/payments/${body.id}/refresh`, {})
    }
    await Promise.all([
      pay(),
      draws.chance(0.2) ? pay() : null,
      draws.chance(0.2) ? api.post(`${path}/lines`, { variant_id: draws.one(articles).id, quantity: 1 }) : null,
    ])
    const { body: now } = await api.get(path)
    const key = { 'idempotency-key': newId() }
    const placing = Array.from({ length: 1 + draws.upTo(2) }, () =>
      api.post(`${path}/orders`, { expected_total: now.gross ?? 0 }, draws.chance(0.5) ? key : undefined),
    )
    for (const { status, body } of await Promise.all(placing)) if (status === 201) know(orders, body.order_id)
    if (draws.chance(0.3)) await cancel(api, (await api.get(path)).body.order_id, draws)
  }
}

async function agent({ at, articles, carts, orders, people, know, cancel, delivery }: World): Promise<Act> {
  const merges: string[] = []
  const acts: Act[] = [
    (draws) => at.desk.post(`/carts/${draws.one(carts).id}/lines`, { variant_id: draws.one(articles).id, quantity: 1 }),
    (draws) => at.desk.put(`/carts/${draws.one(carts).id}/delivery`, delivery(draws)),
    async (draws) => {
      const { id } = draws.one(carts)
      const { body } = await at.desk.get(`/carts/${id}`)
      const { status, body: placed } = await at.desk.post(`/carts/${id}/orders`, {
        expected_total: body.gross,
        pay_later: true,
      })
      if (status !== 201) return
      know(orders, placed.order_id)
      if (draws.chance(0.5)) await at.pays(at.desk, `/orders/${placed.order_id}/payments`)
    },
    (draws) => cancel(at.desk, draws.one(orders), draws),
    (draws) =>
      at.desk.patch(`/orders/${draws.one(orders)}`, {
        pickup_store_id: draws.one([at.shop.ids.granvia, at.shop.ids.sol]),
      }),
    async (draws) => {
      const [kept, joined_id] = [draws.one(people), draws.one(people)]
      const { body } = await at.desk.post(`/customers/${kept}/merges`, {
        joined_id,
        evidence: { rule: 'staff', note: 'looks alike' },
      })
      know(merges, body.merge_id)
    },
    (draws) => (merges.length > 0 ? at.desk.delete(`/merges/${draws.one(merges)}`) : Promise.resolve()),
    async (draws) => {
      const { body } = await at.desk.get('/fulfilments?status=exception')
      if (body.items?.length > 0)
        await at.desk.post(
          `/fulfilments/${draws.one<{ id: string }>(body.items).id}/resolutions`,
          draws.chance(0.5) ? { ship_to: HOME } : { store_id: at.shop.ids.sol },
        )
    },
    (draws) =>
      draws.chance(0.1) && people.length > 20 ? at.desk.post(`/customers/${people[0]}/erasure`, {}) : Promise.resolve(),
  ]
  return async (draws) => {
    if (carts.length > 0 && orders.length > 0 && people.length > 1) await draws.one(acts)(draws)
    else await at.desk.get('/orders')
  }
}

async function till({ at, articles, ids }: World): Promise<Act> {
  return async (draws) => {
    const { id, price } = draws.one(articles)
    const sale = at.sale(id, price, 1 + draws.upTo(1))
    const twice = draws.chance(0.3) ? [sale, sale] : [sale]
    await Promise.all(twice.map((body) => at.till.post('/sales', body)))
    // A shop sells less over the counter than it gets.
    await at.desk.post('/stock/receipts', {
      id: newId(),
      location_id: ids.loc_granvia,
      lines: [{ variant_id: id, quantity: 2 }],
    })
  }
}

async function picker({ at }: World): Promise<Act> {
  return async (draws) => {
    const { body } = await at.desk.get('/fulfilments')
    const open: Work[] = body.items.filter(({ status }: Work) => STEPS.includes(status))
    if (open.length === 0) return
    const { id, kind, status, lines } = draws.one(open)
    const path = `/fulfilments/${id}`
    if (draws.chance(0.15)) {
      const part =
        draws.chance(0.5) && lines[0] ? { lines: [{ order_line_id: lines[0].order_line_id, quantity: 1 }] } : {}
      return at.desk.post(`${path}/rejections`, { reason: draws.one(['not_found', 'too_busy', 'other']), ...part })
    }
    if (status === 'assigned') return at.desk.post(`${path}/${draws.one(['acceptances', 'picking'])}`, {})
    if (status === 'accepted') return at.desk.post(`${path}/picking`, {})
    if (status === 'picking') return at.desk.post(`${path}/ready`, { picked_all: true })
    return kind === 'pickup'
      ? at.desk.post(`${path}/handovers`, { id_note: 'DNI 1234' })
      : at.desk.post(`${path}/shipments`, { carrier: 'Correos' })
  }
}

async function stockman({ at, articles, places }: World): Promise<Act> {
  return async (draws) => {
    const { id: variant_id } = draws.one(articles)
    const [from_id, to_id] = [draws.one(places), draws.one(places)]
    if (draws.chance(0.3))
      return at.desk.post('/stock/counts', {
        location_id: from_id,
        reason: 'shelf',
        lines: [{ id: newId(), variant_id, counted: UNITS - draws.upTo(5) }],
      })
    const id = newId()
    const quantity = 1 + draws.upTo(2)
    const { status } = await at.desk.post('/stock/transfers', { id, from_id, to_id, lines: [{ variant_id, quantity }] })
    if (status === 201)
      await at.desk.post(`/stock/transfers/${id}/receipts`, {
        lines: [{ variant_id, received: draws.upTo(quantity) }],
        close: true,
      })
    return at.desk.post('/stock/receipts', { id: newId(), location_id: to_id, lines: [{ variant_id, quantity: 1 }] })
  }
}

type Work = { id: string; kind: string; status: string; lines: { order_line_id: string }[] }
const STEPS = ['assigned', 'accepted', 'picking', 'ready']

const JOBS = ['stock.sweep_holds', 'carts.expire', 'fulfilment.expire', 'fulfilment.remind', 'payments.check_due']

/** Listeners at work beside everybody, as in production (settle() would wait for a quiet that does not come). */
async function hearNews({ shop }: Races): Promise<() => Promise<void>> {
  const listeners = everything.flatMap((module) => [...(module.listeners ?? [])])
  const listening = await startListeners(shop.db, listeners, createLog('silent'), false)
  const timer = setInterval(listening.poke, NEWS_EVERY_MS)
  return async () => {
    clearInterval(timer)
    await listening.stop()
  }
}

/** Lets time pass, sometimes until nobody comes for their goods any more, and does the work that comes round. */
async function cleaner({ at }: World): Promise<Act> {
  return async (draws) => {
    at.shop.clock.advance(draws.chance(0.05) ? { days: draws.one([3, 8, 8, 31]) } : { seconds: 1 + draws.upTo(120) })
    await Promise.all(JOBS.map((name) => at.job(name)))
    await new Promise((done) => setTimeout(done, NEWS_EVERY_MS))
  }
}
