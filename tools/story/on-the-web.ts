import type { Client, Reply } from '#sdk'
import { mustBe, mustEqual, mustHave } from './expect.ts'
import { levelOf, provePhone, visitor } from './house.ts'
import type { House, Session } from './house.ts'
import type { Told } from './report.ts'

/** As it sounds, and with a letter too many. */
const TYPED = 'votas chealsea'
/** She stands about 300 m north of the store. */
const NORTH = 0.003

export type Cart = Reply<'getCart'>
export type Visit = { web: Session; total: number }

/** A visitor finds the boots in spite of a typing error, and sees where they are. */
export async function searches(house: House): Promise<Told<Visit>> {
  const web = await visitor(house.url, house.storefront_key)
  const { client } = web
  const { boots, socks, store } = house
  const does = (type: 'search.made' | 'product.viewed', data: Record<string, string>) =>
    client.trackSteps({ steps: [{ id: crypto.randomUUID(), type, data }] })
  const { items } = await client.searchProducts({ text: TYPED, locale: 'es' })
  await does('search.made', { text: TYPED })
  const found = items.findIndex(({ variant_ids }) => variant_ids.includes(boots.variant_id))
  mustBe(
    found >= 0,
    `${boots.name} among what is found for “${TYPED}”`,
    items.map(({ name }) => name),
  )
  await does('product.viewed', { name: boots.name, sku: boots.sku })
  const { stores } = await client.getAvailability({
    variant_id: boots.variant_id,
    near_lat: store.lat + NORTH,
    near_lng: store.lng,
  })
  const distances = stores.map(({ distance_km }) => mustHave(distance_km, 'a distance to every store'))
  mustEqual(
    'stores nearest first',
    distances,
    distances.toSorted((a, b) => a - b),
  )
  const here = mustHave(
    stores.find(({ store_id }) => store_id === store.store_id),
    `${store.name} among the stores`,
  )
  mustEqual(`pairs at ${store.name}`, here.available, 1)
  const priced = await client.quotePrices({
    lines: [boots, socks].map(({ variant_id, sku }) => ({ key: sku, variant_id, quantity: 1 })),
  })
  const near = stores.slice(0, 3).map(({ name, distance_km, available }) => `${name} ${distance_km} km: ${available}`)
  return { web, total: priced.gross, seen: `“${TYPED}” finds ${boots.name}, size 38; ${near.join(', ')}` }
}

/** The pair is in her cart, and held in the very store where she wants to collect it. */
export async function choosesPickUp(house: House, { web: { client } }: Visit): Promise<Told<{ cart_id: string }>> {
  const { boots, store, owner } = house
  const { id: cart_id } = await client.createCart({})
  await client.addCartLine({ cart_id, variant_id: boots.variant_id, quantity: 1 })
  const cart = await client.setCartDelivery({ cart_id, method: 'pickup', pickup_store_id: store.store_id })
  const held = mustHave(cart.lines[0]?.held, 'a hold on the pair')
  mustEqual('place of the hold', held.location_id, store.location_id)
  const level = await levelOf(owner, { variant_id: boots.variant_id, location_id: store.location_id })
  mustEqual('reserved and available', [level.reserved, level.available], [1, 0])
  const { client: other } = await visitor(house.url, house.storefront_key)
  const left = await pairsAt(other, house)
  mustEqual(`pairs another visitor sees at ${store.name}`, left, 0)
  const until = held.until.slice(11, 16)
  return {
    cart_id,
    seen: `held at ${store.name} until ${until} UTC; reserved ${level.reserved}, another visitor sees ${left}`,
  }
}

export async function pairsAt(client: Client, { boots, store }: House): Promise<number> {
  const ask = { variant_id: boots.variant_id, near_lat: store.lat, near_lng: store.lng }
  const { stores } = await client.getAvailability(ask)
  return stores.find(({ store_id }) => store_id === store.store_id)?.available ?? 0
}

/** What is typed is a claim; the code on her phone is a proof. */
export async function saysWhoSheIs(
  house: House,
  { web: visit }: Visit,
  cart_id: string,
): Promise<Told<{ web: Session }>> {
  const { given_name, family_name, email, phone } = house.carmen
  await visit.client.setCartContact({ cart_id, name: `${given_name} ${family_name}`, email, phone })
  const web = await provePhone(house, visit)
  const me = await web.client.editOwnCustomer({ given_name, family_name })
  const levels = Object.fromEntries(me.identities.map(({ kind, level }) => [kind, level]))
  mustEqual('certainty of her contacts', levels, { email: 'claimed', phone: 'verified' })
  const cart = await web.client.getCart({ cart_id })
  mustEqual('what her cart still misses', cart.missing, [])
  return { web, seen: 'e-mail claimed; phone proved by the code in the message; the same cart, ready to be ordered' }
}
