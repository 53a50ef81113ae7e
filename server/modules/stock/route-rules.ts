/**
 * Where an order is taken from, decided without a database so that it can be told and tested.
 * Hard rules drop places; soft rules drop them in a first pass and are forgiven in a second when goods
 * would be missing. What remains is weighed as sets of at most three places by one list of criteria:
 * the first that is not a tie decides, so every decision has one reason a person can read.
 */

export type Want = { key: string; variant_id: string; quantity: number }

export type RouteNode = {
  location_id: string
  store_id: string | null
  code: string
  name: string
  country: string
  priority: number
  distance_km: number | null
  capacity_left: number | null
  available: Readonly<Record<string, number>>
  said_no: readonly { variant_id: string | null; reason: string }[]
  /** When the goods would leave, or can be collected. */
  promised_at: Date
  /** Day of the place's calendar whose capacity it takes. */
  work_on: string
}

export type RouteAsk = {
  wants: readonly Want[]
  nodes: readonly RouteNode[]
  /** Places that were already asked for this order. */
  exclude: readonly string[]
  country: string | undefined
  /** The customer named the place: nothing to weigh. */
  named: boolean
}

export type Part = Pick<RouteNode, 'location_id' | 'store_id' | 'promised_at' | 'work_on'> & {
  wants: Want[]
  /** Its place takes so many orders a day: this one counts. Other days have no row, which all its orders would queue for. */
  counted: boolean
}

export type TraceNode = {
  location_id: string
  store_id: string | null
  code: string
  name: string
  verdict: 'chosen' | 'kept' | 'dropped'
  /** For dropped: the rule; for kept: the criterion it lost by; for chosen: what decided. */
  reason: string
  distance_km: number | null
  /** Wanted units it could give, and those it gives. */
  available: number
  takes: number
  capacity_left: number | null
  promised_at: string
}
export type Trace = { pass: 'all_rules' | 'hard_rules'; decided_by: string; nodes: TraceNode[] }
export type Plan = {
  complete: boolean
  parts: Part[]
  short: Want[]
  trace: Trace
  /** Until when its goods are held already. */
  held_until?: Date
}

export const MAX_PARTS = 3
/** A part of fewer units than this is not worth a parcel of its own when another way exists. */
export const SMALL_PART_UNITS = 2
/** Places weighed in sets; beyond it only the best by themselves. */
const CANDIDATES = 12
const TOO_FAR_KM = 2_500
/** Distances are compared in rings: a few kilometres do not outweigh everything else. */
const RING_KM = 25
const ENOUGH = 20
const HOUR_MS = 3_600_000

type Split = { nodes: readonly RouteNode[]; parts: Want[][]; covered: number; split_lines: number }

/** Lower is better; the order is the policy. */
const CRITERIA: readonly { name: string; of: (split: Split) => number }[] = [
  { name: 'covers_most', of: (split) => -split.covered },
  { name: 'fewest_parts', of: (split) => split.nodes.length },
  { name: 'no_small_part', of: smallParts },
  { name: 'fewest_split_lines', of: (split) => split.split_lines },
  { name: 'nearest', of: (split) => sumOf(split.nodes, (n) => Math.floor((n.distance_km ?? TOO_FAR_KM) / RING_KM)) },
  {
    name: 'capacity_left',
    of: (split) => -Math.min(...split.nodes.map((n) => Math.min(ENOUGH, n.capacity_left ?? ENOUGH))),
  },
  { name: 'stock_depth', of: (split) => -Math.min(ENOUGH, leastLeft(split)) },
  {
    name: 'soonest',
    of: (split) => Math.max(...split.nodes.map((n) => Math.floor(n.promised_at.getTime() / HOUR_MS))),
  },
  { name: 'priority', of: (split) => sumOf(split.nodes, (n) => n.priority) },
  { name: 'nearest_exactly', of: (split) => sumOf(split.nodes, (n) => n.distance_km ?? TOO_FAR_KM) },
]

/** Decides; the same question always has the same answer. Never promises more than a node has. */
export function decideRoute(ask: RouteAsk): Plan {
  const wants = ask.wants.filter((want) => want.quantity > 0)
  const hard = new Map(ask.nodes.map((node) => [node, hardRule(node, wants, ask.exclude)]))
  const soft = new Map(ask.nodes.map((node) => [node, ask.named ? null : softRule(node, ask.country)]))
  const able = ask.nodes.filter((node) => hard.get(node) === null)
  const strict = weigh(
    wants,
    able.filter((node) => soft.get(node) === null),
  )
  const wanted = sumOf(wants, (want) => want.quantity)
  const forgiving =
    (strict[0]?.covered ?? 0) < wanted && able.some((node) => soft.get(node) !== null) ? weigh(wants, able) : []
  const relaxed = (forgiving[0]?.covered ?? 0) > (strict[0]?.covered ?? 0)
  const ranked = relaxed ? forgiving : strict
  const best = ranked[0]
  const decided_by = ask.named ? 'named_by_customer' : decidedBy(ranked)
  const reasonOf = (node: RouteNode) => hard.get(node) ?? (relaxed ? null : soft.get(node)) ?? null
  return {
    complete: (best?.covered ?? 0) === wanted,
    parts: best ? partsOf(best) : [],
    short: shortOf(wants, best),
    trace: {
      pass: relaxed ? 'hard_rules' : 'all_rules',
      decided_by,
      nodes: ask.nodes.map((node) => tell(node, { wants, ranked, dropped: reasonOf(node), decided_by })),
    },
  }
}

function hardRule(node: RouteNode, wants: readonly Want[], exclude: readonly string[]): string | null {
  if (exclude.includes(node.location_id)) return 'already_asked'
  if (node.said_no.some((no) => no.variant_id === null)) return 'said_no'
  if (wants.some((want) => (node.available[want.variant_id] ?? 0) > 0)) return null
  return node.said_no.some((no) => wants.some((want) => want.variant_id === no.variant_id)) ? 'said_no' : 'no_stock'
}

function softRule(node: RouteNode, country: string | undefined): string | null {
  if (node.capacity_left === 0) return 'at_capacity'
  if (country !== undefined && node.country !== country) return 'other_country'
  return (node.distance_km ?? 0) > TOO_FAR_KM ? 'too_far' : null
}

/** Every sensible set of places, best first. Bigger sets are not looked at once a smaller one covers all. */
function weigh(wants: readonly Want[], nodes: readonly RouteNode[]): Split[] {
  const wanted = sumOf(wants, (want) => want.quantity)
  const singles = nodes
    .map((node) => splitOver(wants, [node]))
    .filter((split) => split !== null)
    .toSorted(compare)
  if (singles.length === 0 || singles[0]?.covered === wanted) return singles
  const pool = candidates(wants, singles)
  const splits = [...singles]
  let sets: RouteNode[][] = pool.map((node) => [node])
  for (let size = 2; size <= MAX_PARTS; size++) {
    sets = sets.flatMap((set) => pool.filter((node) => !set.includes(node)).map((node) => [...set, node]))
    for (const set of sets) {
      const split = splitOver(wants, set)
      if (split) splits.push(split)
    }
    if (splits.some((split) => split.covered === wanted)) break
  }
  return splits.toSorted(compare)
}

/** The best places by themselves, and for every article those that have most of it. */
function candidates(wants: readonly Want[], singles: readonly Split[]): RouteNode[] {
  const ranked = singles.flatMap((split) => split.nodes)
  const chosen = new Set<RouteNode>(ranked.slice(0, CANDIDATES / 2))
  for (const variant_id of new Set(wants.map((want) => want.variant_id))) {
    const deepest = ranked.toSorted((a, b) => (b.available[variant_id] ?? 0) - (a.available[variant_id] ?? 0))
    for (const node of deepest.slice(0, MAX_PARTS)) if (chosen.size < CANDIDATES) chosen.add(node)
  }
  for (const node of ranked) if (chosen.size < CANDIDATES) chosen.add(node)
  return [...chosen]
}

/** Shares wants over places: whole lines first, then what is left. Null when a place would give nothing. */
function splitOver(wants: readonly Want[], nodes: readonly RouteNode[]): Split | null {
  const left = nodes.map((node) => new Map(Object.entries(node.available)))
  const parts: Want[][] = nodes.map(() => [])
  const open: Want[] = []
  const take = (index: number, want: Want, quantity: number): void => {
    left[index]?.set(want.variant_id, (left[index]?.get(want.variant_id) ?? 0) - quantity)
    parts[index]?.push({ ...want, quantity })
  }
  for (const want of wants) {
    const index = left.findIndex((stock) => (stock.get(want.variant_id) ?? 0) >= want.quantity)
    if (index >= 0) take(index, want, want.quantity)
    else open.push(want)
  }
  let split_lines = 0
  for (const want of open) {
    let missing = want.quantity
    let pieces = 0
    for (const [index, stock] of left.entries()) {
      const quantity = Math.min(missing, Math.max(0, stock.get(want.variant_id) ?? 0))
      if (quantity === 0) continue
      take(index, want, quantity)
      missing -= quantity
      pieces += 1
    }
    if (pieces > 1) split_lines += 1
  }
  if (parts.some((part) => part.length === 0)) return null
  return { nodes, parts, covered: sumOf(parts.flat(), (want) => want.quantity), split_lines }
}

function compare(a: Split, b: Split): number {
  for (const criterion of CRITERIA) {
    const difference = criterion.of(a) - criterion.of(b)
    if (difference !== 0) return difference
  }
  const [left, right] = [codesOf(a), codesOf(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

const codesOf = (split: Split): string => split.nodes.map((node) => node.code).join(' ')

const sameNodes = (a: Split, b: Split): boolean =>
  a.nodes.length === b.nodes.length && a.nodes.every((node) => b.nodes.includes(node))

/** The first criterion that tells the winner from the next different set of places. */
function decidedBy(ranked: readonly Split[]): string {
  const [best] = ranked
  if (!best) return 'nothing_available'
  const next = ranked.find((split) => !sameNodes(split, best))
  return next ? lostBy(best, next) : 'only_choice'
}

const lostBy = (best: Split, other: Split): string =>
  CRITERIA.find((criterion) => criterion.of(best) !== criterion.of(other))?.name ?? 'name'

function tell(
  node: RouteNode,
  {
    wants,
    ranked,
    dropped,
    decided_by,
  }: { wants: readonly Want[]; ranked: readonly Split[]; dropped: string | null; decided_by: string },
): TraceNode {
  const best = ranked[0]
  const index = best?.nodes.indexOf(node) ?? -1
  const rival = ranked.find((split) => split.nodes.includes(node))
  const alone = splitOver(wants, [node])
  return {
    location_id: node.location_id,
    store_id: node.store_id,
    code: node.code,
    name: node.name,
    verdict: dropped !== null ? 'dropped' : index >= 0 ? 'chosen' : 'kept',
    reason: dropped ?? (index >= 0 || !best || !rival ? decided_by : lostBy(best, rival)),
    distance_km: node.distance_km === null ? null : Math.round(node.distance_km * 10) / 10,
    available: alone?.covered ?? 0,
    takes: index >= 0 ? sumOf(best?.parts[index] ?? [], (want) => want.quantity) : 0,
    capacity_left: node.capacity_left,
    promised_at: node.promised_at.toISOString(),
  }
}

const partsOf = (split: Split): Part[] =>
  split.nodes.map((node, index) => ({
    location_id: node.location_id,
    store_id: node.store_id,
    wants: split.parts[index] ?? [],
    promised_at: node.promised_at,
    work_on: node.work_on,
    counted: node.capacity_left !== null,
  }))

function shortOf(wants: readonly Want[], best: Split | undefined): Want[] {
  const given = new Map<string, number>()
  for (const want of best?.parts.flat() ?? []) given.set(want.key, (given.get(want.key) ?? 0) + want.quantity)
  return wants
    .map((want) => ({ ...want, quantity: want.quantity - (given.get(want.key) ?? 0) }))
    .filter((want) => want.quantity > 0)
}

function smallParts(split: Split): number {
  if (split.nodes.length === 1) return 0
  return split.parts.filter((part) => sumOf(part, (want) => want.quantity) < SMALL_PART_UNITS).length
}

/** Units that stay on the shelf where it gets emptiest. */
function leastLeft(split: Split): number {
  const left = split.nodes.flatMap((node, index) => {
    const taken = new Map<string, number>()
    for (const want of split.parts[index] ?? [])
      taken.set(want.variant_id, (taken.get(want.variant_id) ?? 0) + want.quantity)
    return [...taken].map(([variant_id, quantity]) => (node.available[variant_id] ?? 0) - quantity)
  })
  return Math.min(...left)
}

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0)
