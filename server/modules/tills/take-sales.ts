import { variantCards } from '#catalog'
import type { VariantCard } from '#catalog'
import { living } from '#customers'
import { channelByCode } from '#organisation'
import type { Role, Store } from '#organisation'
import { writeOrder } from '#orders'
import type { OrderInput } from '#orders'
import { recordTender } from '#payments'
import type { Ctx } from '#platform/ctx'
import { inTurn } from '#platform/ctx'
import { Refused, conflict } from '#platform/errors'
import { newId } from '#platform/ids'
import { cleanedAll } from '#shared/text.ts'
import { sellAllNow } from '#stock'
import type { SaleFact, SaleLine } from './fact-shapes.ts'
import { judgeSale } from './judge.ts'
import type { Finding } from './judge.ts'
import { withOwnLines } from './line-ids.ts'
import { receiptName } from './receipt-letter.ts'
import { amountsOf } from './sale-amounts.ts'
import { named } from './scene.ts'
import type { Scene } from './scene.ts'
import type { Settings } from './shapes.ts'

export type Taken = { findings: Finding[]; numbers: Map<string, string>; customers: ReadonlySet<string> }

type Place = { store: Store; settings: Settings; roles: ReadonlyMap<string, Role> }

/**
 * Writes sales as they were made: the till's prices and totals, goods out of the door, money taken. Nothing of a shop's
 * is refused; what is odd comes back as findings. Refuses bad_sale, sale_exists (409).
 */
export async function takeSales(ctx: Ctx, said: readonly SaleFact[], place: Place): Promise<Taken> {
  if (said.length === 0) return { findings: [], numbers: new Map(), customers: new Set() }
  const { locale } = await channelByCode(ctx, ctx.channel)
  const [cards, customers, sales] = await Promise.all([
    variantCards(ctx, { ids: [...new Set(said.flatMap(({ body }) => body.lines.map((l) => l.variant_id)))], locale }),
    living(
      ctx,
      said.flatMap(({ body }) => body.customer_id ?? []),
    ),
    withOwnLines(ctx, said),
  ])
  const scene: Scene = { ...place, currency: said[0]!.body.currency, cards, customers }
  const findings = (await Promise.all(sales.map((sale) => judgeSale(ctx, sale, scene)))).flat()
  const written = await writeSales(ctx, sales, scene, locale)
  findings.push(...written.findings, ...(await sellGoods(ctx, sales, scene)))
  return { findings, numbers: written.numbers, customers }
}

async function writeSales(
  ctx: Ctx,
  sales: readonly SaleFact[],
  scene: Scene,
  locale: string,
): Promise<Pick<Taken, 'numbers' | 'findings'>> {
  const orders = sales.map((sale) => orderOf(ctx, sale, scene, locale))
  const written = await inTurn(...orders.map((order) => writeOrder(ctx, order)))
  const taken = written.find(({ created }) => !created)
  if (taken) throw conflict('sale_exists', { detail: 'Another order has this id.', order_id: taken.id })
  const found = await inTurn(
    ...sales.flatMap((sale, i) => {
      const whose = { customer_id: orders[i]!.customer_id ?? null, store_id: scene.store.id }
      return sale.body.tenders.map((tender) => takeTender(ctx, sale, tender, whose))
    }),
  )
  return { numbers: new Map(written.map(({ id, number }) => [id, number])), findings: found.flat() }
}

/** Money that has the id of other money is written under one of its own: whether it is the same, a person sees. */
async function takeTender(
  ctx: Ctx,
  { seq, at, body: { order_id, currency } }: SaleFact,
  { kind, ...tender }: SaleFact['body']['tenders'][number],
  whose: { customer_id: string | null; store_id: string },
): Promise<Finding[]> {
  const taken = { ...tender, ...whose, provider: kind, order_id, currency, taken_at: new Date(at) }
  try {
    await recordTender(ctx, taken)
    return []
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'payment_differs') throw error
  }
  const written = await recordTender(ctx, { ...taken, id: newId() })
  const details = { payment: tender.id, written_as: written.id, amount: tender.amount, currency }
  return [{ seq, order_id, kind: 'tender_differs', details }]
}

function orderOf(ctx: Ctx, { at, body }: SaleFact, { store, cards, customers }: Scene, locale: string): OrderInput {
  const { lines, taxes } = amountsOf(body)
  const customer_id = body.customer_id !== null && customers.has(body.customer_id) ? body.customer_id : null
  return {
    id: body.order_id,
    cart_id: null,
    external_id: receiptName(body.receipt.series, body.receipt.number),
    customer_id,
    channel: ctx.channel,
    store_id: store.id,
    legal_entity_id: store.legal_entity_id,
    currency: body.currency,
    locale,
    delivery_method: 'carry_out',
    pickup_store_id: null,
    address: null,
    contact: {},
    tax_included: body.tax_included,
    net: body.net,
    tax: body.tax,
    gross: body.gross,
    taxes,
    touched_in: [ctx.channel],
    authorised: body.gross,
    // What rounding gave or took is no part of what was owed.
    paid: body.gross,
    rounding: body.rounding,
    completed: true,
    placed_at: new Date(at),
    lines: body.lines.map((line, i) => ({ ...lines[i]!, ...lineOf(line, cards.get(line.variant_id)) })),
  }
}

/** The till's words, as people can read them, and price; what it does not say is the catalogue's. An article nobody knows has no id here. */
function lineOf(line: SaleLine, card: VariantCard | undefined) {
  const { id, sku, name, options, quantity, list_price, unit_price, tax_name, tax_ppm, note } = cleanedAll(line)
  return {
    id,
    variant_id: card?.id ?? null,
    sku,
    name,
    options,
    kind: card?.kind ?? ('goods' as const),
    quantity,
    unit_price,
    compare_at: list_price > unit_price ? list_price : null,
    tax_class: card?.tax_class ?? (tax_ppm === 0 ? 'exempt' : 'standard'),
    tax_name,
    tax_ppm,
    price_list: null,
    note,
  }
}

/** The goods are gone, whatever the book says; who sold an article last is told that it was promised. */
async function sellGoods(ctx: Ctx, sales: readonly SaleFact[], { store, cards }: Scene): Promise<Finding[]> {
  const below = await sellAllNow(ctx, {
    location_id: store.location_id,
    sales: sales.map(({ body }) => ({
      order_id: body.order_id,
      lines: body.lines
        .filter(({ variant_id }) => cards.get(variant_id)?.kind === 'goods')
        .map(({ id, variant_id, quantity }) => ({ order_line_id: id, variant_id, quantity })),
    })),
  })
  const missing = new Map(below.map((level) => [level.variant_id, level]))
  const findings: Finding[] = []
  for (const { seq, body } of sales.toReversed()) {
    const lines = body.lines.flatMap((line) => {
      const level = missing.get(line.variant_id)
      missing.delete(line.variant_id)
      return level ? [{ ...named(line), missing: level.missing, on_hand: level.on_hand }] : []
    })
    if (lines.length > 0)
      findings.push({ seq, order_id: body.order_id, kind: 'sold_below_promise', details: { lines } })
  }
  return findings
}
