import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addKey } from '#access'
import { addCustomer } from '#customers'
import type { Route } from '#platform/route'
import { readEvents } from '#test/event-stream'
import type { Schema } from '#test/samples'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { allRoutes } from '../../server/program.ts'
import { castOf } from './cast.ts'
import { plant } from './foreign.ts'
import type { World } from './foreign.ts'
import { requestsOf } from './requests.ts'
import type { Request } from './requests.ts'

/**
 * Every route as everybody, with the ids of what is not theirs in every place an id can stand. Requests are made from
 * the routes' own shapes, so a route added later is walked without anybody remembering. The answer is a refusal, or has
 * nothing in it that was planted in the foreign rows; and afterwards these rows are what they were.
 */
const MINUTES = 60_000
let shop: Shop
let other: Shop
/** What belongs to somebody else and to the store Gràcia; what belongs to another retailer. */
let neighbours: World
let strangers: World

beforeAll(async () => {
  shop = await openShop()
  other = await openShop({ beside: shop })
  neighbours = await plant(shop, 1, { store_id: shop.ids.gracia, location_id: shop.ids.loc_gracia })
  strangers = await plant(other, 2, { store_id: other.ids.gracia, location_id: other.ids.loc_gracia })
}, MINUTES)
afterAll(async () => {
  await other.close()
  await shop.close()
})

const POWERLESS = ['shopper', 'visitor', 'front', 'bare', 'nobody']
const OF_ONE_STORE = ['manager', 'assistant', 'till']
const OF_ALL_STORES = ['owner', 'agent', 'marketer', 'analyst', 'machine']

/** Good credentials of everybody. */
async function everybody(): Promise<Record<string, string | null>> {
  const { tokens } = await castOf(shop)
  const bare = await shop.write((ctx) => addKey(ctx, { kind: 'secret', name: 'bare', permissions: [] }))
  return { ...tokens, bare: bare.secret, nobody: null }
}

let people: Record<string, string | null> = {}

/** The same people, or new ones once somebody is locked out: some routes end the credential they are called with. */
async function crew(): Promise<Record<string, string | null>> {
  const welcome = await Promise.all(
    Object.values(people).map(async (token) => (await (await shop.api(token ?? undefined)).get('/me')).status === 200),
  )
  if (welcome.length === 0 || welcome.includes(false)) people = await everybody()
  return people
}

async function ask(at: string, token: string | null, { method }: Route, { path, body }: Request) {
  const response = await fetch(`${at}/api${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'idempotency-key': crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  // Streams are read in a test of their own: they do not end.
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel()
    return { status: response.status, text: '' }
  }
  return { status: response.status, text: await response.text() }
}

/** Faults of one route, asked by these people of these things. */
async function faultsOf(
  route: Route,
  who: string[],
  tokens: Record<string, string | null>,
  things: Pick<World, 'ids' | 'codes'>,
  forbidden: RegExp,
) {
  const faults: string[] = []
  // In the schema of another retailer an id is just not there: how it is said matters little.
  const requests = requestsOf(route, things, things !== strangers)
  await Promise.all(
    who.map(async (name) => {
      for (const request of requests) {
        const { status, text } = await ask((await shop.api()).url, tokens[name] ?? null, route, request)
        const shown = forbidden.exec(text.toLowerCase())?.[0]
        const said = `${route.operation} as ${name} ${request.what} → ${status}`
        if (status >= 500) faults.push(`${said} broke: ${text.slice(0, 200)}`)
        else if (shown !== undefined) faults.push(`${said} shows ${shown}: …${aroundOf(text, shown)}…`)
      }
    }),
  )
  return faults
}

const aroundOf = (text: string, sign: string): string => {
  const at = text.toLowerCase().indexOf(sign)
  return text.slice(Math.max(0, at - 120), at + 40)
}

/** Rows of these things, as text: tables of logs and counters apart. */
async function rowsOf(of: Shop, ids: readonly string[] | null): Promise<Record<string, string[]>> {
  const LOGS = /^(event|look|touchpoint)(_|$)|^(idempotency|listener|migration|access_attempt)$/
  const { rows: tables } = await of.db.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`,
  )
  const found: Record<string, string[]> = {}
  for (const { name } of tables.filter((table) => !LOGS.test(table.name))) {
    const { rows } = await of.db.pool.query<{ text: string }>(
      `select to_jsonb(t)::text as text from ${name} t order by 1`,
    )
    found[name] = rows.map(({ text }) => text).filter((text) => ids === null || ids.some((id) => text.includes(id)))
  }
  return found
}

const routes = allRoutes()

describe('the walk itself', () => {
  test('would see a sign, in whichever answer it stood', async () => {
    const { tokens } = await castOf(shop)
    const owner = await shop.api(tokens.owner)
    const seen = async (path: string) => JSON.stringify((await owner.get(path)).body).toLowerCase()
    const { ids, sign } = neighbours
    for (const [path, kind] of [
      [`/customers/${ids['customer_id']}`, 'p'],
      [`/customers/${ids['customer_id']}/data`, 'p'],
      [`/customers/${ids['customer_id']}/timeline`, 'p'],
      ['/customers?text=xqp1', 'p'],
      [`/carts/${ids['cart_id']}`, 'p'],
      [`/carts/${ids['nobodys_cart_id']}`, 's'],
      [`/orders/${ids['order_id']}`, 's'],
      [`/payments/${ids['payment_id']}`, 's'],
      [`/fulfilments/${ids['fulfilment_id']}`, 's'],
      ['/stock/transfers', 's'],
      ['/devices', 's'],
      ['/till/tasks', 's'],
      ['/till/shifts', 's'],
      [`/till/shift-report?shift_id=${ids['shift_id']}`, 's'],
      [`/till/settings/${ids['pickup_store_id']}`, 's'],
      ['/price-lists', 's'],
      ['/staff', 's'],
      ['/keys', 'r'],
      ['/imports', 'r'],
      [`/imports/${ids['import_id']}/errors`, 'r'],
      ['/dead-letters', 'r'],
    ] as const) {
      expect(await seen(path), path).toContain(sign(kind))
    }
  })

  test('asks every route for something foreign wherever an id can stand', () => {
    const asked = routes.flatMap((route) =>
      requestsOf(route, neighbours).map((request) => JSON.stringify([request.path, request.body])),
    )
    for (const [name, id] of Object.entries(neighbours.ids)) {
      if (!['persons_cart_id', 'actor_id', 'nobodys_cart_id'].includes(name))
        expect(
          asked.some((text) => text.includes(id)),
          name,
        ).toBe(true)
    }
    const idFields = (schema: Schema | undefined): string[] =>
      Object.entries<Schema>(schema?.['properties'] ?? {}).flatMap(([name, inner]) => [
        ...(inner['format'] === 'uuid' ? [name] : []),
        ...idFields(inner),
        ...idFields(inner['items'] as Schema | undefined),
      ])
    const OWN = new Set(['id', 'successor_id', 'line_id', 'receipt_id', 'legal_entity_id'])
    const unknown = routes.flatMap((route) =>
      [route.params, route.query, route.body]
        .flatMap((schema) => idFields(schema as Schema | undefined))
        .filter((name) => !OWN.has(name) && neighbours.ids[name] === undefined)
        .map((name) => `${route.operation}: ${name}`),
    )
    expect(unknown, 'say in foreign.ts what a foreign one of these is').toEqual([])
  })
})

describe('the live feed, from the beginning of time', () => {
  test('tells of what is one’s own alone', async () => {
    const tokens = await everybody()
    const { url } = await shop.api()
    const feeds = await Promise.all(
      ['visitor', 'shopper', 'manager', 'assistant', 'till', 'owner'].map(async (who) => ({
        who,
        stream: await readEvents(`${url}/api/feed?last_event_id=0.-1`, tokens[who] as string),
      })),
    )
    const store = { name: 'Nueva', currency: 'EUR', tax_included: true, store_id: shop.ids.granvia }
    await (await shop.api(tokens['owner'] as string)).put('/price-lists/nueva', store)
    for (const who of ['visitor', 'shopper']) await (await shop.api(tokens[who] as string)).post('/carts', {})
    try {
      for (const { who, stream } of feeds) {
        const last = who === 'visitor' || who === 'shopper' ? 'cart.created' : 'price_list.saved'
        await stream.until((told) =>
          told.some(({ type, data }) => type === last && (last === 'cart.created' || data.data.code === 'nueva')),
        )
        const text = JSON.stringify(stream.told).toLowerCase()
        expect(text.match(who === 'owner' ? /xq[psr]2z/ : /xqs1z|xq[psr]2z/), who).toBeNull()
        if (who === 'visitor' || who === 'shopper')
          for (const id of neighbours.private_ids) expect(text, who).not.toContain(id)
        if (who !== 'owner') expect(text, who).not.toContain(neighbours.ids['order_id'])
      }
    } finally {
      for (const { stream } of feeds) stream.hangUp()
    }
  })
})

describe('what is another’s is never shown, whoever asks for it', () => {
  let before: [Record<string, string[]>, Record<string, string[]>]
  beforeAll(async () => void (before = [await rowsOf(shop, neighbours.private_ids), await rowsOf(other, null)]))

  test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s',
    async (_name, route) => {
      const tokens = await crew()
      // Anybody of the retailer may help any customer; theirs is somebody made for this, whom they may change.
      const guest = await shop.write((ctx) => addCustomer(ctx, { given_name: 'Invitada' }))
      const ids = { ...neighbours.ids, ...MADE_UP, customer_id: guest.id, joined_id: guest.id }
      const ofTheStore = {
        codes: neighbours.codes,
        ids: { ...ids, cart_id: neighbours.ids['nobodys_cart_id'] as string },
      }
      const all = [...POWERLESS, ...OF_ONE_STORE, ...OF_ALL_STORES]
      const faults = [
        ...(await faultsOf(route, POWERLESS, tokens, neighbours, /xq[psr][12]z/)),
        ...(await faultsOf(route, OF_ONE_STORE, tokens, ofTheStore, /xqs1z|xq[psr]2z/)),
        ...(await faultsOf(route, all, await crew(), strangers, /xq[psr]2z/)),
      ]
      expect(faults).toEqual([])
    },
    2 * MINUTES,
  )

  test('and nothing of it was changed: of the neighbour, of the store, of the other retailer', async () => {
    const [rows, others] = [await rowsOf(shop, neighbours.private_ids), await rowsOf(other, null)]
    expect(others).toEqual(before[1])
    for (const [table, texts] of Object.entries(before[0])) {
      const now = new Set(rows[table])
      expect(
        texts.filter((text) => !now.has(text)),
        `rows of ${table} that are not what they were`,
      ).toEqual([])
      // Whoever says the id of something foreign as their own new one gets a row of that id, and nothing else of it.
      const added = (rows[table] ?? [])
        .filter((text) => !texts.includes(text))
        .map((text) => text.replaceAll(/"id": "([^"]+)"/.exec(text)?.[1] ?? ' ', ''))
      const pointing = added.filter((text) => neighbours.private_ids.some((id) => text.includes(id)))
      expect(pointing, `rows of ${table} that point to what is another's`).toEqual([])
    }
  })
})

/** Parts of a person that whoever helps them may touch: nobody's here. */
const MADE_UP = Object.fromEntries(
  [
    'merge_id',
    'identity_id',
    'address_id',
    'note_id',
    'session_id',
    'passkey_id',
    'challenge_id',
    'key_id',
    'import_id',
  ].map((name) => [name, '0198c0de-0000-7000-8000-0000000000aa']),
)

describe('two retailers in one database', () => {
  test('know nothing of each other’s credentials', async () => {
    const { url } = await other.api()
    for (const token of Object.values(await everybody())) {
      if (token === null) continue
      for (const path of ['/me', '/orders', '/customers?text=a', '/me/orders', '/keys']) {
        expect((await (await other.api(token)).get(path)).status, `${url}${path}`).toBe(401)
      }
    }
  })

  test('have schemas of their own, and a server knows one', async () => {
    const seen = async (of: Shop) => (await of.db.pool.query('select current_schema() as name')).rows[0].name
    expect(await seen(shop)).not.toBe(await seen(other))
  })
})
