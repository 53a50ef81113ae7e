import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { VariantCard } from '#catalog'
import type { Priced, PricedLine } from '#pricing'
import { keptPlan } from '#stock'
import type { Plan } from '#stock'
import { assess } from './assess.ts'
import { lockCart } from './cart.ts'
import type { Cart, Line } from './cart.ts'
import { linesOf } from './lines.ts'
import { missingOf } from './rules.ts'
import type { Missing } from './rules.ts'
import type { Problem } from './view.ts'

export type ReadyLine = { line: Line; card: VariantCard; price: PricedLine }
export type ReadyProblem = { line_id: string; variant_id: string; code: Problem['code']; available: number }

/** A cart locked for placing: what is ordered, what it costs, where it comes from, and what still forbids it. */
export type ReadyCart = {
  cart: Cart
  lines: ReadyLine[]
  priced: Priced
  /** Null when nothing of it is kept in stock. */
  plan: Plan | null
  problems: ReadyProblem[]
  missing: Missing[]
}

/** Locks the cart until the transaction ends and judges it; goods it holds count as its own. Refuses `cart_closed`. */
export async function readyCart(ctx: Ctx, cart_id: string): Promise<ReadyCart> {
  const [cart, all, kept] = await inTurn(lockCart(ctx, cart_id), linesOf(ctx, cart_id), keptPlan(ctx, cart_id))
  const wanted = all.filter((line) => !line.saved)
  const { cards, priced, plan } = await assess(ctx, cart, wanted, kept)
  const prices = new Map(priced.lines.map((price) => [price.key, price]))
  const short = new Map(plan?.short.map((want) => [want.key, want.quantity]) ?? [])
  const problems = wanted.flatMap((line) =>
    problemOf(line, cards.get(line.variant_id), prices.get(line.id), short.get(line.id)),
  )
  const lines = wanted.flatMap((line) => {
    const [card, price] = [cards.get(line.variant_id), prices.get(line.id)]
    return card && price ? [{ line, card, price }] : []
  })
  return { cart, lines, priced, plan, problems, missing: missingOf(cart, all, problems.length) }
}

function problemOf(
  line: Line,
  card: VariantCard | undefined,
  price: PricedLine | undefined,
  short: number | undefined,
): ReadyProblem[] {
  const about = { line_id: line.id, variant_id: line.variant_id }
  if (!card?.sellable) return [{ ...about, code: 'archived', available: 0 }]
  if (!price) return [{ ...about, code: 'unpriced', available: 0 }]
  return short === undefined ? [] : [{ ...about, code: 'out_of_stock', available: line.quantity - short }]
}

/** Ends a cart as the order it became. Saying it twice is harmless; another order is refused `cart_closed`. */
export async function closeCart(ctx: Ctx, { cart_id, order_id }: { cart_id: string; order_id: string }): Promise<void> {
  const [closed] = await ctx.sql<{ id: string }>`
    update cart
       set status = 'placed', order_id = ${order_id}, updated_at = ${ctx.now},
           version = version + case when status = 'open' then 1 else 0 end
     where id = ${cart_id} and (status = 'open' or (status = 'placed' and order_id = ${order_id}))
    returning id`
  if (!closed) throw refused('cart_closed', { detail: 'This cart is closed.' }, 409)
}
