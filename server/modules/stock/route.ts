import type { Ctx } from '#platform/ctx'
import type { Point } from '#organisation'
import { localDay } from '#organisation'
import type { Method, Node } from './nodes.ts'
import { nodes } from './nodes.ts'
import { collectableFrom, leavesAt } from './promise.ts'
import type { Plan, RouteNode, Want } from './route-rules.ts'
import { decideRoute } from './route-rules.ts'
import { unitsOf } from './rules.ts'

export type RouteInput = {
  wants: readonly Want[]
  channel: string
  method: Method
  /** The shop of a pick-up, or the shop whose till sells. */
  pickup_store_id?: string | undefined
  near?: Point | undefined
  country?: string | undefined
  cart_id?: string | null | undefined
  exclude_locations?: readonly string[] | undefined
  /** The place where all of it is promised to this very order already: its own promise does not stand in its way there. */
  stands_at?: string | null | undefined
}

const DAY_MS = 86_400_000

/** Plans where these goods would come from, and why. Takes nothing: holdCart and allocate do. */
export async function route(ctx: Ctx, input: RouteInput): Promise<Plan> {
  const named = input.method !== 'ship'
  const found =
    input.wants.length === 0 || (named && input.pickup_store_id === undefined)
      ? []
      : await nodes(ctx, {
          variant_ids: [...new Set(input.wants.map((want) => want.variant_id))],
          channel: input.channel,
          method: input.method,
          store_id: named ? input.pickup_store_id : undefined,
          near: input.near,
          cart_id: input.cart_id,
          own: input.stands_at ? { location_id: input.stands_at, units: unitsOf(input.wants) } : undefined,
        })
  return decideRoute({
    wants: input.wants,
    nodes: found.map((node) => withPromise(node, input.method, ctx.now)),
    exclude: input.exclude_locations ?? [],
    country: input.country,
    named,
  })
}

const withPromise = (node: Node, method: Method, now: Date): RouteNode => ({
  ...node,
  ...promiseOf(node, method, now),
})

type Promising = Pick<
  Node,
  'timezone' | 'cutoff' | 'handling_minutes' | 'pickup_lead_minutes' | 'opening' | 'capacity_left'
>

/** When goods of a place would leave or could be collected, and the day that is work for. A place whose day is full would start tomorrow. */
export function promiseOf(node: Promising, method: Method, now: Date): { promised_at: Date; work_on: string } {
  if (method === 'carry_out') return { promised_at: now, work_on: localDay(node.timezone, now) }
  const starts = node.capacity_left === 0 && method === 'ship' ? new Date(now.getTime() + DAY_MS) : now
  return {
    promised_at: method === 'pickup' ? collectableFrom(node, now) : leavesAt(node, starts),
    work_on: localDay(node.timezone, starts),
  }
}
