import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '#sdk'
import type { Client, Reply } from '#sdk'
import type { DemoAccess } from '../demo/index.ts'
import { mustEqual, mustHave } from './expect.ts'
import { openOutbox } from './outbox.ts'
import type { Outbox } from './outbox.ts'

/** The goods of the story, as the demo retailer sells them. */
const BOOTS = { product: 'botas-chelsea-cuesta', size: '38' }
const SOCKS = { product: 'calcetines-lana-tregua' }
const SOCKS_IN_STORE = 5
const PAIRS_ELSEWHERE = 3
const STORES_MAX = 100

export type Article = { variant_id: string; sku: string; gtin: string | null; name: string }
export type Place = { store_id: string; location_id: string; name: string; lat: number; lng: number }

/** Everybody of the retailer, where they work and what the story is about. */
export type House = {
  url: string
  storefront_key: string
  mobile_key: string
  outbox: Outbox
  owner: Client
  agent: Client
  /** The till of the store in which the goods are collected. */
  till: Client
  store: Place
  carmen: Carmen
  boots: Article
  /** The same boots, a size smaller or larger: what a tired hand takes from the shelf. */
  wrong_size: Article
  socks: Article
}

/** Signs everybody in with the demo's sheet of passwords; counts the goods, so that one last pair is in the store. */
export async function enterHouse({ url, data_dir }: { url: string; data_dir: string }): Promise<House> {
  const access = JSON.parse(readFileSync(join(data_dir, 'demo.json'), 'utf8')) as DemoAccess
  const owner = await signIn(url, access, 'owner', 'desk')
  const till = createClient({ url, token: access.till.token })
  const pairs = await articles(owner, BOOTS.product)
  const [socks] = await articles(owner, SOCKS.product)
  const house: House = {
    url,
    storefront_key: access.storefront_key,
    mobile_key: access.mobile_key,
    outbox: openOutbox(data_dir),
    owner,
    agent: await signIn(url, access, 'agent', 'phone'),
    till,
    store: await storeOf(till, owner),
    carmen: someCarmen(),
    boots: mustHave(
      pairs.find(({ size }) => size === BOOTS.size),
      `size ${BOOTS.size} of ${BOOTS.product}`,
    ),
    wrong_size: mustHave(
      pairs.find(({ size }) => size !== BOOTS.size),
      `another size of ${BOOTS.product}`,
    ),
    socks: mustHave(socks, SOCKS.product),
  }
  await countGoods(house)
  return house
}

/** Whom the story is about. Each time somebody new, so that it can be played again in the same shop. */
export type Carmen = { given_name: string; family_name: string; email: string; phone: string }

function someCarmen(): Carmen {
  const digits = String(randomInt(1_000_000)).padStart(6, '0')
  return {
    given_name: 'Carmen',
    family_name: 'Vidal Soto',
    email: `carmen.vidal.${digits}@correo.es`,
    phone: `+34655${digits}`,
  }
}

async function signIn(url: string, { staff }: DemoAccess, role: string, channel: string): Promise<Client> {
  const person = mustHave(
    staff.find((one) => one.role === role),
    `somebody with the role ${role}`,
  )
  const { token } = await createClient({ url }).signIn({ email: person.email, password: person.password })
  return createClient({ url, token, channel })
}

async function articles(owner: Client, product_id: string): Promise<(Article & { size: string | undefined })[]> {
  const { name, variants } = await owner.getProduct({ product_id, locale: 'es' })
  return variants.map(({ id, sku, gtin, options }) => ({
    variant_id: id,
    sku,
    gtin,
    name,
    size: Object.values(options).find((choice) => /^\d+$/.test(choice)),
  }))
}

/** A till knows the store it stands in. */
async function storeOf(till: Client, owner: Client): Promise<Place> {
  const { store_ids } = await till.me()
  const store = await owner.getStore({ store_id: mustHave(store_ids?.[0], 'a store of the till') })
  const { id: store_id, location_id, name } = store
  return {
    store_id,
    location_id,
    name,
    lat: mustHave(store.lat, 'a latitude'),
    lng: mustHave(store.lng, 'a longitude'),
  }
}

/** Whatever the demo has sold or holds: one last pair here, some far away, socks enough. */
async function countGoods({ owner, store, boots, socks }: House): Promise<void> {
  const { stores } = await owner.getAvailability({
    variant_id: boots.variant_id,
    near_lat: store.lat,
    near_lng: store.lng,
    limit: STORES_MAX,
  })
  const far = mustHave(
    stores.findLast(({ store_id }) => store_id !== store.store_id),
    'a second store',
  )
  await makeAvailable(owner, boots, store.location_id, 1)
  await makeAvailable(owner, boots, far.location_id, PAIRS_ELSEWHERE)
  await makeAvailable(owner, socks, store.location_id, SOCKS_IN_STORE)
}

async function makeAvailable(
  owner: Client,
  { variant_id }: Article,
  location_id: string,
  units: number,
): Promise<void> {
  const place = { variant_id, location_id }
  // Other carts' holds would end in the middle of the story: their lines are set aside.
  for await (const { cart_id, line_id } of owner.each('listReservations', place)) {
    await owner.setCartLine({ cart_id, line_id, saved: true })
  }
  await owner.setStockPolicy({ location_id, lines: [{ variant_id, safety_stock: 0, backorder_limit: 0 }] })
  const before = await levelOf(owner, place)
  await owner.countStock({
    location_id,
    reason: 'inventory for the story',
    lines: [{ id: crypto.randomUUID(), variant_id, counted: before.allocated + before.reserved + units }],
  })
  mustEqual('units to be had after counting', (await levelOf(owner, place)).available, units)
}

export type Level = Reply<'listLevels'>['items'][number]

export async function levelOf(owner: Client, place: { variant_id: string; location_id: string }): Promise<Level> {
  const { items } = await owner.listLevels(place)
  return mustHave(items[0], 'a stock level')
}

/** Somebody's way in: in the shop front or in the app. */
export type Session = { client: Client; customer_id: string; token: string }

const sessionOf = (url: string, { token, customer_id }: { token: string; customer_id: string }): Session => ({
  client: createClient({ url, token }),
  customer_id,
  token,
})

/** A visitor nobody knows yet, through the channel of the publishable key. */
export async function visitor(url: string, key: string): Promise<Session> {
  return sessionOf(url, await createClient({ url, key }).startVisit({ language: 'es' }))
}

/** Carmen proves her phone: whoever answers the code in the message is the shopper it belongs to. */
export async function provePhone({ url, outbox, carmen: { phone } }: House, { client }: Session): Promise<Session> {
  const { challenge_id } = await client.askOneTimeCode({ kind: 'phone', value: phone, locale: 'es' })
  const { text } = await outbox.next(phone)
  const code = mustHave(/\b\d{6}\b/.exec(text)?.[0], 'six digits in the message')
  return sessionOf(url, await client.signInByCode({ challenge_id, code }))
}

export const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat('es-ES', { style: 'currency', currency }).format(amount / 100).replaceAll('\u00a0', ' ')
