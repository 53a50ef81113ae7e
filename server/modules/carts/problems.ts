import type { Ctx } from '#platform/ctx'
import { readyFrom } from '#organisation'
import { nodes } from '#stock'
import type { Node, Plan } from '#stock'
import type { Assessment } from './assess.ts'
import type { Cart, Line } from './cart.ts'
import { sourcing } from './rules.ts'
import type { Elsewhere, Problem } from './view.ts'

/** Other stores named beside a line that cannot be had. */
export const ELSEWHERE_MAX = 3

/** What keeps lines from being ordered, and where short ones could be had instead. Lines set aside have no problems. */
export async function problemsOf(
  ctx: Ctx,
  cart: Cart,
  lines: readonly Line[],
  { cards, priced }: Assessment,
  plan: Plan | null,
  lost: ReadonlySet<string>,
): Promise<Map<string, Problem>> {
  const problems = new Map<string, Problem>()
  const short = new Map(plan?.short.map((want) => [want.key, want.quantity]) ?? [])
  const missing = lines.filter((line) => !line.saved && (short.has(line.id) || lost.has(line.id)))
  const elsewhere = await elsewhereFor(ctx, cart, missing)
  for (const line of lines.filter(({ saved }) => !saved)) {
    if (!cards.get(line.variant_id)?.sellable) problems.set(line.id, { code: 'archived', available: 0, elsewhere: [] })
    else if (priced.unpriced.includes(line.id)) problems.set(line.id, { code: 'unpriced', available: 0, elsewhere: [] })
    else if (missing.includes(line)) {
      const others = elsewhere.get(line.variant_id) ?? []
      const available = lost.has(line.id) ? 0 : line.quantity - (short.get(line.id) ?? 0)
      const placed = sourcing(cart).place !== null
      problems.set(line.id, {
        code: placed && others.length > 0 ? 'not_here' : 'out_of_stock',
        available,
        elsewhere: others,
      })
    }
  }
  return problems
}

/** Stores that have the goods, nearest first: one question for all short lines, asked only when there are any. */
async function elsewhereFor(ctx: Ctx, cart: Cart, missing: readonly Line[]): Promise<Map<string, Elsewhere[]>> {
  if (missing.length === 0) return new Map()
  const { lat, lng } = cart
  const found = await nodes(ctx, {
    variant_ids: [...new Set(missing.map((line) => line.variant_id))],
    channel: cart.channel,
    method: 'pickup',
    cart_id: cart.id,
    order: 'near',
    in_stock: true,
    ...(lat !== null && lng !== null ? { near: { lat, lng } } : {}),
  })
  const others = found.filter((node) => node.store_id !== sourcing(cart).place)
  return new Map(
    missing.map((line) => [
      line.variant_id,
      others.flatMap((node) => offer(node, line, ctx.now)).slice(0, ELSEWHERE_MAX),
    ]),
  )
}

/** Says no more than what was asked for: a cart is no way to read the stock of a shop. */
function offer(node: Node, { variant_id, quantity }: Line, now: Date): Elsewhere[] {
  const available = Math.min(quantity, node.available[variant_id] ?? 0)
  if (available === 0 || !node.store_id) return []
  return [
    {
      store_id: node.store_id,
      name: node.store_name ?? node.name,
      available,
      distance_km: node.distance_km === null ? null : Math.round(node.distance_km * 10) / 10,
      pickup_from: node.opening ? readyFrom(node.opening, now, node.pickup_lead_minutes ?? 0) : null,
    },
  ]
}
