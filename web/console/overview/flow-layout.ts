import type { Reply } from '#sdk'
import { channelColour } from '#shared/channels.ts'

export type Flows = Reply<'getFlows'>
export type Path = Flows['paths'][number]
export type Cut = Flows['cuts'][number]

/** Till and shop are one channel; what is handed over goes out of a shop or by post. */
const node = (code: string): string => (code === 'pos' ? 'store' : code)
const COLUMNS = [
  ({ began_in }: Path) => node(began_in),
  ({ paid_in }: Path) => (paid_in === null ? 'unpaid' : node(paid_in)),
  ({ received }: Path) => received,
] as const

export type FlowNode = {
  column: number
  code: string
  colour: string
  x: number
  y: number
  height: number
  orders: number
}
export type FlowRibbon = { key: string; path: Path; d: string; width: number; colour: string }
export type FlowCut = { key: string; cut: Cut; d: string; x: number; y: number }
export type FlowLayout = { nodes: FlowNode[]; ribbons: FlowRibbon[]; cuts: FlowCut[] }

export const NODE_WIDTH = 10
const GAP = 14
/** How far arcs of cuts reach out beside the first column; of many, the farthest share a place. */
const ARC_FIRST = 12
const ARC_STEP = 22
const ARCS_APART = 3
/** Even a single order among thousands is a thread one can see. */
const THINNEST = 1.5

const colourOf = (code: string): string =>
  code === 'pickup' || code === 'carry_out'
    ? 'var(--channel-store)'
    : code === 'ship' || code === 'unpaid'
      ? 'var(--channel-agent)'
      : `var(--channel-${channelColour(code)})`

/**
 * Three columns (begun, paid, handed over) and a ribbon through all of them for each way orders went. Ribbons leave and
 * enter a column in the order of the columns beside it, so that they cross as little as they can.
 */
export function layFlows(flows: Pick<Flows, 'paths' | 'cuts'>, width: number, height: number, top: number): FlowLayout {
  const margin = flows.cuts.length > 0 ? ARC_FIRST + ARC_STEP * Math.min(flows.cuts.length, ARCS_APART) : 0
  const columns = COLUMNS.map((_, column) => margin + (column * (width - margin - NODE_WIDTH)) / 2)
  const ends = COLUMNS.map((codeOf, column) => endsOf(flows, column, codeOf))
  const most = Math.max(...ends.map((end) => end.size))
  const total = flows.paths.reduce((sum, path) => sum + path.orders, 0)
  const scale = Math.max(0, height - top - GAP * (most - 1)) / Math.max(1, total)
  const nodes = ends.flatMap((end, column) => {
    let y = top
    return [...end].map(([code, orders]): FlowNode => {
      const placed = {
        column,
        code,
        colour: colourOf(code),
        x: columns[column] as number,
        y,
        height: Math.max(3, orders * scale),
        orders,
      }
      y += placed.height + GAP
      return placed
    })
  })
  const at = (column: number, code: string): FlowNode =>
    nodes.find((one) => one.column === column && one.code === code) as FlowNode
  return { nodes, ribbons: ribbonsOf(flows.paths, at, scale), cuts: cutsOf(flows.cuts, at) }
}

/** The stops of a column with their orders, the most first; a channel whose threads were all cut is there too. */
function endsOf(
  { paths, cuts }: Pick<Flows, 'paths' | 'cuts'>,
  column: number,
  codeOf: (path: Path) => string,
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const path of paths) sums.set(codeOf(path), (sums.get(codeOf(path)) ?? 0) + path.orders)
  if (column === 0)
    for (const { left_in, began_in } of cuts)
      for (const code of [left_in, began_in]) sums.set(node(code), sums.get(node(code)) ?? 0)
  return new Map([...sums].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
}

/** How many stops the fullest column has. */
export const mostStops = (flows: Pick<Flows, 'paths' | 'cuts'>): number =>
  Math.max(...COLUMNS.map((codeOf, column) => endsOf(flows, column, codeOf).size))

type At = (column: number, code: string) => FlowNode

function ribbonsOf(paths: readonly Path[], at: At, scale: number): FlowRibbon[] {
  const stops = paths.map((path) => ({ path, nodes: COLUMNS.map((codeOf, column) => at(column, codeOf(path))) }))
  const offsets = new Map<string, number>()
  // Where each ribbon stands in each of its nodes: sorted by where it comes from, then by where it goes.
  const place = (column: number): Map<Path, number> => {
    const sorted = stops.toSorted((a, b) => {
      const sides = [column - 1, column + 1, column].filter((side) => side >= 0 && side <= 2)
      for (const side of sides) {
        const apart = (a.nodes[side] as FlowNode).y - (b.nodes[side] as FlowNode).y
        if (apart !== 0) return apart
      }
      return 0
    })
    return new Map(
      sorted.map(({ path, nodes }) => {
        const stop = nodes[column] as FlowNode
        const key = `${column} ${stop.code}`
        const offset = offsets.get(key) ?? 0
        offsets.set(key, offset + path.orders * scale)
        return [path, stop.y + offset + (path.orders * scale) / 2] as const
      }),
    )
  }
  const places = COLUMNS.map((_, column) => place(column))
  return stops.map(({ path, nodes }) => {
    const ys = places.map((of) => of.get(path) as number)
    const curve = (column: number): string => {
      const [x1, x2] = [(nodes[column] as FlowNode).x + NODE_WIDTH, (nodes[column + 1] as FlowNode).x]
      const middle = (x1 + x2) / 2
      return `M${x1} ${ys[column]}C${middle} ${ys[column]} ${middle} ${ys[column + 1]} ${x2} ${ys[column + 1]}`
    }
    const key = nodes.map(({ code }) => code).join(' ')
    const width = Math.max(THINNEST, path.orders * scale)
    return { key, path, d: `${curve(0)}${curve(1)}`, width, colour: (nodes[0] as FlowNode).colour }
  })
}

/** A broken arc beside the first column, from the channel that was left to the one where it was begun anew. */
function cutsOf(cuts: readonly Cut[], at: At): FlowCut[] {
  const arcs = cuts.map((cut) => {
    const [from, to] = [at(0, node(cut.left_in)), at(0, node(cut.began_in))]
    return { cut, x: from.x - 3, y1: from.y + from.height / 2, y2: to.y + to.height / 2 }
  })
  // Short arcs inside long ones.
  const inside = arcs.toSorted((a, b) => Math.abs(a.y1 - a.y2) - Math.abs(b.y1 - b.y2))
  return inside.map(({ cut, x, y1, y2 }, index) => {
    const top = x - ARC_FIRST - ARC_STEP * (Math.min(index, ARCS_APART - 1) + 0.5)
    // A curve of this kind reaches three quarters of the way to its handles.
    const handle = x + (top - x) / 0.75
    return {
      key: `${cut.left_in} ${cut.began_in}`,
      cut,
      d: `M${x} ${y1}C${handle} ${y1} ${handle} ${y2} ${x} ${y2}`,
      x: top,
      y: (y1 + y2) / 2,
    }
  })
}
