import type { Ctx } from '#platform/ctx'
import { variantCards } from '#catalog'
import type { VariantCard } from '#catalog'
import { priceLines } from '#pricing'
import type { Priced, PricedLine } from '#pricing'
import { planKept, route } from '#stock'
import type { KeptPlan, Plan, RouteInput, Want } from '#stock'
import type { Cart, Line } from './cart.ts'
import { sourcing, taxPlace } from './rules.ts'

/** What a cart costs and where its goods would come from, all of it asked at once. */
export type Assessment = {
  cards: ReadonlyMap<string, VariantCard>
  /** The lines to be ordered. */
  priced: Priced
  /** The lines set aside, for showing only. */
  aside: Priced | null
  /** Null when nothing of the cart is kept in stock. */
  plan: Plan | null
  wants: Want[]
}

/** `kept`: the plan its holds were taken by, where the caller has read it. */
export async function assess(
  ctx: Ctx,
  cart: Cart,
  lines: readonly Line[],
  kept: KeptPlan | null = null,
): Promise<Assessment> {
  const cards = await variantCards(ctx, { ids: lines.map((line) => line.variant_id), locale: cart.locale })
  const sold = lines.filter((line) => cards.get(line.variant_id)?.sellable)
  const priced = await priceOf(
    ctx,
    cart,
    cards,
    sold.filter((line) => !line.saved),
  )
  const saved = sold.filter((line) => line.saved)
  const aside = saved.length > 0 ? await priceOf(ctx, cart, cards, saved) : null
  const wants = wantsOf(priced.lines, cards)
  return { cards, priced, aside, wants, plan: await planOf(ctx, cart, wants, kept) }
}

const priceOf = (ctx: Ctx, cart: Cart, cards: Assessment['cards'], lines: readonly Line[]): Promise<Priced> =>
  priceLines(ctx, {
    channel: cart.channel,
    store_id: cart.store_id,
    currency: cart.currency,
    ...taxPlace(cart),
    customer_tags: cart.customer_tags,
    at: ctx.now,
    lines: lines.map(({ id, variant_id, quantity }) => ({
      key: id,
      variant_id,
      quantity,
      tax_class: cards.get(variant_id)?.tax_class ?? 'standard',
    })),
  })

/** Only goods are kept in stock: services are sold without a place. */
const wantsOf = (priced: readonly PricedLine[], cards: Assessment['cards']): Want[] =>
  priced
    .filter((line) => cards.get(line.variant_id)?.kind === 'goods')
    .map(({ key, variant_id, quantity }) => ({ key, variant_id, quantity }))

/** Where the goods of a cart come from: where they are held, else where they are to be had; what it holds counts as free for it. */
export async function planOf(
  ctx: Ctx,
  cart: Cart,
  wants: readonly Want[],
  kept: KeptPlan | null = null,
): Promise<Plan | null> {
  if (wants.length === 0) return null
  const question = questionFor(cart, wants)
  return (await planKept(ctx, kept, question)) ?? route(ctx, question)
}

export function questionFor(cart: Cart, wants: readonly Want[]): RouteInput {
  const { method, place } = sourcing(cart)
  return {
    wants,
    channel: cart.channel,
    method,
    country: taxPlace(cart).country,
    cart_id: cart.id,
    ...(place ? { pickup_store_id: place } : {}),
  }
}
