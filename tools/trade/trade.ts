import { newId } from '#platform/ids'
import type { Api, Reply } from './api.ts'
import type { Article } from './goods.ts'
import { APPROVE } from './provider.ts'
import type { Payable } from './provider.ts'
import type { ids } from './retailer.ts'

export type Shopper = { api: Api; customer_id: string }

export const HOME = { line1: 'Calle Alta 1', city: 'Madrid', postcode: '28005', country: 'ES' }

type Payer = { pay: (payment: Payable, card: string) => Promise<unknown> }

/** What people need who trade with a shop: its doors, goods, a card. */
export type Trade = {
  ids: typeof ids
  desk: Api
  till: Api
  /** Somebody new in the shop front. */
  shopper: () => Promise<Shopper>
  goods: (article: Article) => Promise<string>
  sandbox: Payer
  /** In the store of the till. */
  sale: (variant_id: string, price: number, quantity: number) => ReturnType<typeof sale>
  pays: (api: Api, path: string, amount?: number) => Promise<Reply>
}

/** A visitor of the shop front, and the door they come through. */
export async function visitor(front: Api, door: (token: string) => Promise<Api>): Promise<Shopper> {
  const { body } = await front.post('/visits', { language: 'es' })
  return { api: await door(body.token), customer_id: body.customer_id }
}

/** What a till sends for so many units of one article, paid in cash. */
export const sale = (variant_id: string, price: number, quantity: number, store_id: string) => ({
  id: newId(),
  store_id,
  lines: [{ id: newId(), variant_id, quantity }],
  tenders: [{ id: newId(), provider: 'cash', amount: price * quantity }],
  expected_total: price * quantity,
})

/** Starts a payment and types a good card; the provider's notice is on its way, nobody has come back yet. */
export async function pays(payer: Payer, api: Api, path: string, amount?: number): Promise<Reply> {
  const started = await api.post(path, { provider: 'sandbox', ...(amount === undefined ? {} : { amount }) })
  if (started.status === 201 && started.body.action_url !== null) await payer.pay(started.body, APPROVE)
  return started
}
