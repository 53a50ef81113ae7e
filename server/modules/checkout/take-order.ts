import { variantCards } from '#catalog'
import { mustReach } from '#customers'
import { channelByCode, retailer, storeById } from '#organisation'
import type { Store } from '#organisation'
import { drawNumber, settleMoney, writeOrder } from '#orders'
import type { Contact } from '#orders'
import { recordTender } from '#payments'
import { mustServeStore } from '#platform/actor'
import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { conflict, refused } from '#platform/errors'
import { gathered } from '#platform/gathered'
import type { Address } from '#platform/route'
import { taxRegion } from '#pricing'
import { route } from '#stock'
import type { Plan, Want } from '#stock'
import { orderLine } from './order-line.ts'
import type { Placed } from './place-order.ts'
import { promiseGoods } from './promise-goods.ts'
import { mustAgree, mustBeSaidOnce, quoteLines, sumOf } from './quote-lines.ts'
import type { AskedLine, Quoted, Tender } from './quote-lines.ts'
import { saidTwice } from './said-twice.ts'

export type TakeOrder = {
  /** Made by the caller: the order said twice is one order. */
  id: string
  customer_id?: string | null
  delivery: { method: 'ship' | 'pickup'; pickup_store_id?: string; address?: Address }
  contact: Contact
  lines: readonly AskedLine[]
  /** Money that was taken already, on the phone's terminal or by the marketplace. */
  tenders: readonly (Tender & { store_id?: string })[]
  expected_total: number
  /** The rest is paid at collection. */
  pay_later?: boolean
  note?: string
}

/**
 * A whole order in one call and one transaction, for those who need no cart: the phone, a marketplace, a
 * machine. Priced, promised where routing finds the goods, written, paid, and the places that pick are told; all of it or nothing.
 * Refuses what placing a cart refuses: cart_changed, payment_short, out_of_stock, unknown_article, unpriced;
 * also store_needed, no_pickup_here, address_needed, contact_needed, bad_contact, line_twice, tender_twice, sale_exists.
 */
export async function takeOrder(ctx: Ctx, input: TakeOrder): Promise<Placed> {
  const store = await pickupStore(ctx, input)
  const country = store?.country ?? input.delivery.address?.country ?? (await retailer(ctx)).country
  mustReach(input.contact, country)
  const { address } = input.delivery
  const region = store?.region ?? (address ? taxRegion(address.country, address.region, address.postcode) : null)
  const wants = await goodsOf(ctx, input.lines)
  const asking = [
    quoteLines(ctx, { store_id: null, customer_id: input.customer_id ?? null, country, region, lines: input.lines }),
    route(ctx, {
      wants,
      channel: ctx.channel,
      method: input.delivery.method,
      pickup_store_id: store?.id,
      country,
    }),
  ] as const
  // An order that is there is the answer, whatever has become of its articles since.
  for (const one of asking) one.catch(() => {})
  const before = await orderBefore(ctx, input.id)
  if (before) return before
  mustBeSaidOnce(input)
  const [quoted, plan] = await inTurn(...asking)
  mustBeSellable(input, quoted)
  mustAgree(input.expected_total, quoted.priced)
  mustBePaid(input, quoted)
  mustBeThere(plan)
  return write(ctx, input, quoted, plan, store)
}

/** What of it is kept in stock; articles nobody knows are refused with the quote. */
async function goodsOf(ctx: Ctx, lines: readonly AskedLine[]): Promise<Want[]> {
  const { locale } = await channelByCode(ctx, ctx.channel)
  const cards = await variantCards(ctx, { ids: lines.map((line) => line.variant_id), locale })
  return lines.flatMap(({ id: key, variant_id, quantity }) =>
    cards.get(variant_id)?.kind === 'goods' ? [{ key, variant_id, quantity }] : [],
  )
}

async function write(
  ctx: Ctx,
  input: TakeOrder,
  { cards, priced, currency, locale }: Quoted,
  plan: Plan,
  store: Store | null,
): Promise<Placed> {
  const { id: order_id, customer_id = null, delivery, contact, lines, tenders, note = null } = input
  const paid = sumOf(tenders)
  const notes = new Map(lines.map((line) => [line.id, line.note ?? null]))
  const pickup_store_id = store?.id ?? null
  const number = drawNumber()
  const [written] = await inTurn(
    writeOrder(ctx, {
      id: order_id,
      number,
      cart_id: null,
      external_id: order_id,
      customer_id,
      channel: ctx.channel,
      store_id: null,
      legal_entity_id: store?.legal_entity_id ?? null,
      currency,
      locale,
      delivery_method: delivery.method,
      pickup_store_id,
      address: delivery.method === 'ship' ? (delivery.address ?? null) : null,
      contact,
      tax_included: priced.tax_included,
      net: priced.net,
      tax: priced.tax,
      gross: priced.gross,
      taxes: priced.taxes,
      note,
      touched_in: [ctx.channel],
      authorised: paid,
      paid,
      lines: priced.lines.map((price) =>
        orderLine(price.key, cards.get(price.variant_id)!, price, notes.get(price.key) ?? null),
      ),
    }),
    ...tenders.map(({ store_id = null, ...tender }) =>
      recordTender(ctx, { ...tender, order_id, customer_id, store_id, currency }),
    ),
    promiseGoods(ctx, {
      order_id,
      number,
      cart_id: null,
      customer_id,
      delivery_method: delivery.method,
      pickup_store_id,
      plan,
      line_ids: new Map(lines.map((line) => [line.id, line.id])),
    }),
  )
  // Said twice at the same moment: what was done beside the first is undone, and done again it is found.
  if (!written.created) throw saidTwice()
  // No place will say that it is done.
  if (plan.parts.length === 0) await settleMoney(ctx, order_id)
  return { order_id, number: written.number, created: true }
}

async function orderBefore(ctx: Ctx, id: string): Promise<Placed | null> {
  const order = await orderOf(ctx, id)
  if (!order) return null
  if (order.channel !== ctx.channel || order.external_id !== id)
    throw conflict('sale_exists', { detail: 'Another order has this id.' })
  return { order_id: id, number: order.number, created: false }
}

type Before = { id: string; number: string; channel: string; external_id: string | null }

const orderOf = gathered<string, Before | undefined>(async ({ sql }, ids) => {
  const rows = await sql<Before>`select id, number, channel, external_id from orders where id = any(${ids}::uuid[])`
  return ids.map((id) => rows.find((row) => row.id === id))
})

async function pickupStore(ctx: Ctx, { delivery, contact, tenders }: TakeOrder): Promise<Store | null> {
  if (!contact.email && !contact.phone)
    throw refused('contact_needed', { detail: 'Give an e-mail or a phone to reach the customer.' })
  for (const { store_id } of tenders) if (store_id) mustServeStore(ctx.actor, store_id)
  if (delivery.method === 'ship') {
    if (!delivery.address) throw refused('address_needed', { detail: 'Give the address to send it to.' })
    return null
  }
  if (!delivery.pickup_store_id) throw refused('store_needed', { detail: 'Choose the store to collect from.' })
  const store = await storeById(ctx, delivery.pickup_store_id)
  if (!store.active || !store.pickup)
    throw refused('no_pickup_here', { detail: 'Nothing can be collected in that store.', store_id: store.id })
  return store
}

function mustBeSellable({ lines }: TakeOrder, { cards }: Quoted): void {
  const gone = lines.filter((line) => !cards.get(line.variant_id)?.sellable)
  if (gone.length > 0)
    throw refused('not_for_sale', {
      detail: 'Some articles are not for sale.',
      variant_ids: gone.map((line) => line.variant_id),
    })
}

function mustBePaid({ tenders, pay_later = false }: TakeOrder, { priced, currency }: Quoted): void {
  const missing = priced.gross - sumOf(tenders)
  if (missing < 0)
    throw refused('nothing_to_pay', { detail: 'The tenders are more than the total.', left: priced.gross })
  if (missing > 0 && !pay_later)
    throw refused('payment_short', { detail: 'The tenders do not add up to the total.', missing, currency })
}

function mustBeThere({ complete, short }: Plan): void {
  if (!complete)
    throw refused('out_of_stock', {
      detail: 'There is not enough left of some articles.',
      lines: short.map(({ key, variant_id, quantity }) => ({ order_line_id: key, variant_id, missing: quantity })),
    })
}
