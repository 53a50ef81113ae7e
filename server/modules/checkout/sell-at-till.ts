import { variantCards } from '#catalog'
import { channelByCode, storeById } from '#organisation'
import type { Store } from '#organisation'
import { writeOrder } from '#orders'
import { recordTender } from '#payments'
import { mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { conflict, refused } from '#platform/errors'
import { priceLines } from '#pricing'
import type { Priced } from '#pricing'
import { tagsOf } from '#customers'
import { sellNow } from '#stock'
import { orderLine } from './order-line.ts'

export type Tender = { id: string; provider: 'cash' | 'terminal'; amount: number; given?: number; reference?: string }

export type SellAtTill = {
  /** Made by the till: the sale said twice is one sale. */
  id: string
  store_id: string
  customer_id?: string | null
  lines: readonly { id: string; variant_id: string; quantity: number; note?: string }[]
  tenders: readonly Tender[]
  expected_total: number
}

export type Sold = {
  order_id: string
  number: string
  created: boolean
  gross: number
  currency: string
  change: number
}

/**
 * A sale over the counter in one call: priced, paid, written, and the goods are out of the door. The
 * goods are in the customer's hands, so stock never refuses; what falls below a promise becomes work
 * for a person. Refuses cart_changed (409) on another total, payment_short,
 * unpriced, unknown_article, sale_exists (409) where the id is another order's.
 */
export async function sellAtTill(ctx: Ctx, input: SellAtTill): Promise<Sold> {
  mustServeStore(ctx.actor, input.store_id)
  const store = await storeById(ctx, input.store_id)
  const before = await soldBefore(ctx, input)
  if (before) return before
  const { cards, priced, currency, locale } = await quote(ctx, input, store)
  mustAgree(input, priced, currency)
  const written = await writeOrder(ctx, {
    id: input.id,
    cart_id: null,
    external_id: input.id,
    customer_id: input.customer_id ?? null,
    channel: ctx.channel,
    store_id: store.id,
    legal_entity_id: store.legal_entity_id,
    currency,
    locale,
    delivery_method: 'carry_out',
    pickup_store_id: null,
    address: null,
    contact: {},
    tax_included: priced.tax_included,
    net: priced.net,
    tax: priced.tax,
    gross: priced.gross,
    taxes: priced.taxes,
    touched_in: [ctx.channel],
    authorised: priced.gross,
    paid: priced.gross,
    completed: true,
    lines: priced.lines.map((price) => orderLine(price.key, cards.get(price.variant_id)!, price)),
  })
  // Said twice at the same moment: the first took the money and the goods.
  if (!written.created) return (await soldBefore(ctx, input)) ?? saleExists()
  for (const tender of input.tenders) {
    await recordTender(ctx, {
      ...tender,
      order_id: input.id,
      customer_id: input.customer_id ?? null,
      store_id: store.id,
      currency,
    })
  }
  const goods = priced.lines.filter((line) => cards.get(line.variant_id)?.kind === 'goods')
  await sellNow(ctx, {
    order_id: input.id,
    location_id: store.location_id,
    lines: goods.map(({ key, variant_id, quantity }) => ({ order_line_id: key, variant_id, quantity })),
  })
  return {
    order_id: input.id,
    number: written.number,
    created: true,
    gross: priced.gross,
    currency,
    change: changeOf(input.tenders),
  }
}

async function soldBefore(ctx: Ctx, { id, store_id, tenders }: SellAtTill): Promise<Sold | null> {
  const [order] = await ctx.sql<{ number: string; gross: number; currency: string }>`
    select number, gross, currency from orders where id = ${id} and store_id = ${store_id}`
  return order ? { order_id: id, ...order, created: false, change: changeOf(tenders) } : null
}

function saleExists(): never {
  throw conflict('sale_exists', { detail: 'Another order has this id.' })
}

async function quote(ctx: Ctx, input: SellAtTill, store: Store) {
  const { currency, locale } = await channelByCode(ctx, ctx.channel)
  const cards = await variantCards(ctx, { ids: input.lines.map((line) => line.variant_id), locale })
  const unknown = input.lines.filter((line) => !cards.has(line.variant_id))
  if (unknown.length > 0)
    throw refused('unknown_article', {
      detail: 'There is no such article.',
      variant_ids: unknown.map((l) => l.variant_id),
    })
  const priced = await priceLines(ctx, {
    channel: ctx.channel,
    store_id: store.id,
    currency,
    country: store.country,
    region: store.region,
    customer_tags: input.customer_id ? await tagsOf(ctx, input.customer_id) : [],
    at: ctx.now,
    lines: input.lines.map(({ id, variant_id, quantity }) => ({
      key: id,
      variant_id,
      quantity,
      tax_class: cards.get(variant_id)!.tax_class,
    })),
  })
  if (priced.unpriced.length > 0)
    throw refused('unpriced', { detail: 'Some articles have no price here.', lines: priced.unpriced })
  return { cards, priced, currency, locale }
}

function mustAgree({ expected_total, tenders }: SellAtTill, { gross }: Priced, currency: string): void {
  if (expected_total !== gross)
    throw conflict('cart_changed', {
      detail: 'The total is no longer what you saw.',
      expected: expected_total,
      total: gross,
    })
  const paid = tenders.reduce((sum, tender) => sum + tender.amount, 0)
  if (paid !== gross)
    throw refused('payment_short', {
      detail: 'The tenders do not add up to the total.',
      missing: gross - paid,
      currency,
    })
}

const changeOf = (tenders: readonly Tender[]): number =>
  tenders.reduce((sum, { given, amount }) => sum + (given === undefined ? 0 : given - amount), 0)
