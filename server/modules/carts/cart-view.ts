import { isInside } from '#platform/actor'
import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { done, gathered } from '#platform/gathered'
import type { PricedLine } from '#pricing'
import { keptPlan } from '#stock'
import type { KeptPlan, Plan } from '#stock'
import { assess } from './assess.ts'
import type { Assessment } from './assess.ts'
import { openCart } from './cart.ts'
import type { Cart, Line } from './cart.ts'
import { heldBy, heldNow, holdGoods } from './hold.ts'
import type { Holding } from './hold.ts'
import { linesOf } from './lines.ts'
import { seesPrivate } from './owner.ts'
import { problemsOf } from './problems.ts'
import { missingOf, sourcing } from './rules.ts'
import type { CartLineView, CartView, Problem } from './view.ts'

/** The cart as it is now, for whoever may see it. Changes nothing. */
export async function cartView(ctx: Ctx, cart_id: string): Promise<CartView> {
  const [cart, lines, kept] = await inTurn(openCart(ctx, cart_id), linesOf(ctx, cart_id), keptPlan(ctx, cart_id))
  const assessment = await assess(ctx, cart, lines, kept)
  return viewOf(ctx, cart, lines, assessment, {
    plan: assessment.plan,
    held: await heldOf(ctx, cart, assessment),
    lost: new Set(),
  })
}

async function heldOf(ctx: Ctx, cart: Cart, { plan, wants }: Assessment): Promise<Holding['held']> {
  if (cart.status !== 'open' || wants.length === 0) return new Map()
  return plan?.held_until ? heldBy({ ...plan, held_until: plan.held_until }) : heldNow(ctx, cart.id)
}

/** A cart that was made a moment ago: it holds nothing, and nothing has to be asked. */
export async function newCartView(ctx: Ctx, cart: Cart): Promise<CartView> {
  const assessment = await assess(ctx, cart, [], null)
  return viewOf(ctx, cart, [], assessment, { plan: assessment.plan, held: new Map(), lost: new Set() })
}

/**
 * The end of every change: prices the cart again, moves its holds to where the goods come from, shows it. `kept` is
 * the plan of its holds where the change did not touch the goods.
 */
export async function settleCart(
  ctx: Ctx,
  cart: Cart,
  lines: readonly Line[],
  kept: KeptPlan | null = null,
): Promise<CartView> {
  const assessment = await assess(ctx, cart, lines, kept)
  rememberPrices(ctx, lines, assessment)
  return viewOf(ctx, cart, lines, assessment, await holdGoods(ctx, cart, assessment))
}

/** What a line costs as it comes in is what its reader saw; nobody waits for it. */
function rememberPrices(ctx: Ctx, lines: readonly Line[], { priced, aside }: Assessment): void {
  const fresh = new Set(lines.filter(({ price_seen }) => price_seen === null).map(({ id }) => id))
  const seen = [...priced.lines, ...(aside?.lines ?? [])]
    .filter(({ key }) => fresh.has(key))
    .map(({ key, unit_price }) => ({ id: key, price: unit_price }))
  if (seen.length > 0) ctx.later(keepPrices(ctx, seen))
}

const keepPrices = gathered<readonly { id: string; price: number }[]>(async ({ sql }, asks) => {
  const seen = asks.flat().toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const ids = seen.map(({ id }) => id)
  await sql`
    update cart_line l set price_seen = s.price
      from unnest(${ids}::uuid[], ${seen.map(({ price }) => price)}::bigint[]) as s (id, price)
     where l.id = any(${ids}::uuid[]) and l.id = s.id`
  return done(asks)
})

async function viewOf(
  ctx: Ctx,
  cart: Cart,
  lines: readonly Line[],
  assessment: Assessment,
  { plan, held, lost }: Holding,
): Promise<CartView> {
  const { priced, aside } = assessment
  const problems = await problemsOf(ctx, cart, lines, assessment, plan, lost)
  const prices = new Map([...priced.lines, ...(aside?.lines ?? [])].map((line) => [line.key, line]))
  const views = lines.map((line) =>
    lineView(line, assessment, prices.get(line.id), held.get(line.id), problems.get(line.id)),
  )
  const open = [...problems.keys()].length
  const missing = missingOf(cart, lines, open)
  return {
    ...headOf(ctx, cart, await seesPrivate(ctx, cart)),
    lines: views,
    tax_included: priced.tax_included,
    net: priced.net,
    tax: priced.tax,
    gross: priced.gross,
    taxes: priced.taxes,
    promise: promiseOf(cart, plan),
    plan: planSummary(plan),
    problems: open,
    ready: cart.status === 'open' && missing.length === 0,
    missing,
  }
}

function headOf(ctx: Ctx, cart: Cart, open: boolean) {
  const {
    id,
    code,
    version,
    status,
    customer_id,
    channel,
    touched_in,
    currency,
    locale,
    store_id,
    order_id,
    merged_into_id,
  } = cart
  const given_name = open ? cart.given_name : null
  const family_name = isInside(ctx.actor) ? cart.family_name : null
  const { delivery_method: method, pickup_store_id, pickup_store_name, note, updated_at, expires_at } = cart
  return {
    id,
    code,
    version,
    status,
    channel,
    touched_in,
    currency,
    locale,
    store_id,
    order_id,
    merged_into_id,
    note,
    updated_at,
    expires_at,
    customer: customer_id ? { id: customer_id, given_name, family_name } : null,
    delivery: { method, pickup_store_id, pickup_store_name, address: open ? cart.address : null },
    contact: open ? cart.contact : null,
  }
}

function lineView(
  line: Line,
  { cards }: Assessment,
  price: PricedLine | undefined,
  held: CartLineView['held'] | undefined,
  problem: Problem | undefined,
): CartLineView {
  const card = cards.get(line.variant_id)
  const { id: line_id, variant_id, quantity, saved, note, added_in, added_by } = line
  return {
    line_id,
    variant_id,
    quantity,
    saved,
    note,
    added_in,
    added_by,
    sku: card?.sku ?? '',
    slug: card?.slug ?? '',
    name: card?.name ?? '',
    options: card?.options ?? {},
    picture: card?.picture ?? null,
    unit_price: price?.unit_price ?? null,
    compare_at: price?.compare_at ?? null,
    lowest_30d: price?.lowest_30d ?? null,
    price_seen: line.price_seen ?? price?.unit_price ?? null,
    net: price?.net ?? 0,
    tax: price?.tax ?? 0,
    gross: price?.gross ?? 0,
    tax_name: price?.tax_name ?? null,
    held: held ?? null,
    problem: problem ?? null,
  }
}

/** When the last part is ready, once all of it is to be had. */
function promiseOf(cart: Cart, plan: Plan | null): CartView['promise'] {
  const moments = plan?.parts.map((part) => part.promised_at).filter((at) => at !== null) ?? []
  const last = moments.toSorted((a, b) => a.getTime() - b.getTime()).at(-1)
  if (!plan?.complete || !last) return null
  return sourcing(cart).method === 'ship' ? { ready_at: null, ships_at: last } : { ready_at: last, ships_at: null }
}

const planSummary = (plan: Plan | null): CartView['plan'] =>
  plan?.parts.map(({ location_id, store_id, wants, promised_at }) => ({
    location_id,
    store_id,
    units: wants.reduce((sum, want) => sum + want.quantity, 0),
    promised_at,
  })) ?? []
