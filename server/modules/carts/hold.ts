import { isShopper } from '#platform/actor'
import type { Actor } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { holdCart, questionOf } from '#stock'
import type { Plan } from '#stock'
import type { Assessment } from './assess.ts'
import { planOf, questionFor } from './assess.ts'
import type { Cart } from './cart.ts'
import { VISITOR_UNITS_HELD_MAX, holdExpiry, isDueSoon } from './rules.ts'
import type { Held } from './view.ts'

/** How often another place is looked for when the goods went between the plan and the hold. */
const ATTEMPTS = 2

export type Holding = { plan: Plan | null; held: ReadonlyMap<string, Held>; lost: ReadonlySet<string> }

/**
 * Holds what the plan found, for as long as the cart's channel keeps goods. Lines somebody was faster for are
 * planned once more; what is still not to be had is `lost`, never an error: the cart keeps the line and says so.
 * Goods that are held already are held on, and their time is made longer once a fifth of it is over.
 */
export async function holdGoods(ctx: Ctx, cart: Cart, { plan, wants }: Assessment): Promise<Holding> {
  const until = holdExpiry(ctx.now, cart.hold_seconds)
  const standing = plan?.held_until
  if (plan && standing && !isDueSoon(ctx.now, standing, cart.hold_seconds))
    return { plan, held: heldBy({ ...plan, held_until: standing }), lost: new Set() }
  let current = plan
  for (let attempt = 1; ; attempt++) {
    const planned = cart.hold_seconds === 0 || !current ? [] : holdsOf(current)
    const holds = asManyAs(unitsFor(ctx.actor), planned)
    // A plan stands only while all of it is held.
    const because =
      current && holds.length === planned.length
        ? { because: { question: questionOf(questionFor(cart, wants)), plan: current } }
        : {}
    const answers = await holdCart(ctx, { cart_id: cart.id, expires_at: until, holds, ...because })
    const lost = new Set(answers.filter((answer) => !answer.held).map((answer) => answer.line_id))
    if (lost.size === 0 || attempt === ATTEMPTS) return { plan: current, held: heldOf(holds, lost, until), lost }
    current = await planOf(ctx, cart, wants)
  }
}

/** What a plan that stands holds. */
export const heldBy = (plan: Plan & { held_until: Date }): Map<string, Held> =>
  heldOf(holdsOf(plan), new Set(), plan.held_until)
/** Who has proved nothing cannot keep a shelf from everybody else. */
const unitsFor = (actor: Actor): number =>
  isShopper(actor) && !actor.verified ? VISITOR_UNITS_HELD_MAX : Number.POSITIVE_INFINITY

/** The first holds that come to no more than so many units; a part of one is no hold. */
function asManyAs(units: number, holds: readonly Hold[]): Hold[] {
  let left = units
  return holds.filter(({ quantity }) => {
    if (quantity > left) return false
    left -= quantity
    return true
  })
}

type Hold = { line_id: string; variant_id: string; location_id: string; quantity: number }

const holdsOf = (plan: Plan): Hold[] =>
  plan.parts.flatMap(({ location_id, wants }) =>
    wants.map(({ key, variant_id, quantity }) => ({ line_id: key, variant_id, location_id, quantity })),
  )

function heldOf(holds: readonly Hold[], lost: ReadonlySet<string>, until: Date): Map<string, Held> {
  return together(holds.filter(({ line_id }) => !lost.has(line_id)).map((hold) => ({ ...hold, until })))
}

/** One entry per line: goods that lie in several places are named by the place that keeps most of them. */
function together(holds: readonly (Omit<Hold, 'variant_id'> & { until: Date })[]): Map<string, Held> {
  const held = new Map<string, Held>()
  for (const { line_id, location_id, quantity, until } of holds.toSorted((a, b) => b.quantity - a.quantity)) {
    const known = held.get(line_id)
    held.set(line_id, {
      location_id: known?.location_id ?? location_id,
      quantity: (known?.quantity ?? 0) + quantity,
      until,
    })
  }
  return held
}

/** What a cart holds at this moment; at the second a hold is over it is not there any more. */
export async function heldNow(ctx: Ctx, cart_id: string): Promise<Map<string, Held>> {
  const rows = await ctx.sql<{ line_id: string; location_id: string; quantity: number; until: Date }>`
    select line_id, location_id, quantity, expires_at as until
      from stock_reservation
     where cart_id = ${cart_id} and expires_at > ${ctx.now}
     order by location_id`
  return together(rows)
}
