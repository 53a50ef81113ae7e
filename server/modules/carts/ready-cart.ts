import { inTurn, json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { gathered, rowsOf } from '#platform/gathered'
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
  if (!(await closeCarts(ctx, { cart_id, order_id, at: ctx.now })))
    throw refused('cart_closed', { detail: 'This cart is closed.' }, 409)
}

const closeCarts = gathered<{ cart_id: string; order_id: string; at: Date }, boolean>(async ({ sql }, asks) => {
  const cart_ids = asks.map(({ cart_id }) => cart_id)
  const closed = await sql<{ id: string }>`
    update cart c
       set status = 'placed', order_id = o.order_id, updated_at = o.at,
           version = c.version + case when c.status = 'open' then 1 else 0 end
      from jsonb_to_recordset(${json(asks)}) as o(cart_id uuid, order_id uuid, at timestamptz)
     where c.id = any(${cart_ids}::uuid[]) and c.id = o.cart_id
       and (c.status = 'open' or (c.status = 'placed' and c.order_id = o.order_id))
    returning c.id`
  return rowsOf(cart_ids, closed, ({ id }) => id).map((found) => found.length > 0)
})
