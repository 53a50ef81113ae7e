import { storeById } from '#organisation'
import { writeOrder } from '#orders'
import { recordTender } from '#payments'
import { mustServeStore } from '#platform/actor'
import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { conflict, refused } from '#platform/errors'
import type { Priced } from '#pricing'
import { sellNow } from '#stock'
import { orderLine } from './order-line.ts'
import { mustAgree, mustBeSaidOnce, quoteLines, sumOf } from './quote-lines.ts'
import type { AskedLine, Tender } from './quote-lines.ts'
import { saidTwice } from './said-twice.ts'

export type SellAtTill = {
  /** Made by the till: the sale said twice is one sale. */
  id: string
  store_id: string
  customer_id?: string | null
  lines: readonly AskedLine[]
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
 * unpriced, unknown_article, line_twice, tender_twice, sale_exists (409) where the id is another order's.
 */
export async function sellAtTill(ctx: Ctx, input: SellAtTill): Promise<Sold> {
  mustServeStore(ctx.actor, input.store_id)
  const store = await storeById(ctx, input.store_id)
  const customer_id = input.customer_id ?? null
  const [before, { cards, priced, currency, locale }] = await inTurn(
    soldBefore(ctx, input),
    quoteLines(ctx, { ...input, customer_id, country: store.country, region: store.region }),
  )
  if (before) return before
  mustBeSaidOnce(input)
  mustAgree(input.expected_total, priced)
  mustBePaid(input, priced, currency)
  const goods = priced.lines.filter((line) => cards.get(line.variant_id)?.kind === 'goods')
  const [written] = await inTurn(
    writeOrder(ctx, {
      id: input.id,
      cart_id: null,
      external_id: input.id,
      customer_id,
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
    }),
    ...input.tenders.map((tender) =>
      recordTender(ctx, { ...tender, order_id: input.id, customer_id, store_id: store.id, currency }),
    ),
    sellNow(ctx, {
      order_id: input.id,
      location_id: store.location_id,
      lines: goods.map(({ key, variant_id, quantity }) => ({ order_line_id: key, variant_id, quantity })),
    }),
  )
  // Said twice at the same moment: what was done beside the first is undone, and done again it is found.
  if (!written.created) throw saidTwice()
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
  const [order] = await ctx.sql<{ number: string; gross: number; currency: string; sold: boolean }>`
    select number, gross, currency, (channel = ${ctx.channel} and external_id = ${id}::text and store_id = ${store_id}) is true as sold
      from orders where id = ${id}`
  if (!order) return null
  const { sold, ...known } = order
  if (!sold) throw conflict('sale_exists', { detail: 'Another order has this id.' })
  return { order_id: id, ...known, created: false, change: changeOf(tenders) }
}

function mustBePaid({ tenders }: SellAtTill, { gross }: Priced, currency: string): void {
  if (sumOf(tenders) !== gross)
    throw refused('payment_short', {
      detail: 'The tenders do not add up to the total.',
      missing: gross - sumOf(tenders),
      currency,
    })
}

const changeOf = (tenders: readonly Tender[]): number =>
  tenders.reduce((sum, { given, amount }) => sum + (given === undefined ? 0 : given - amount), 0)
