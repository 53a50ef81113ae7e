import type { Node } from './explain.ts'

/** Parts of a plan by themselves: not what the node they hang on takes its rows from. */
const isAside = (node: Node): boolean => node['Subplan Name'] !== undefined

/**
 * Of a LIMIT it does not know the planner supposes that it takes a tenth of what there is. The plan stays as it was
 * made for any values; its rows and costs are told as for the most that was ever asked for.
 */
export function withLimit(plan: Node, text: string, samples: readonly (readonly (string | null)[])[]): Node {
  const most = mostAskedFor(text, samples)
  return most === null ? plan : limited(plan, most, new Map()).node
}

/** Null: no LIMIT has a parameter. */
function mostAskedFor(text: string, samples: readonly (readonly (string | null)[])[]): number | null {
  const asked = [...text.matchAll(/\blimit \$(\d+)/gi)]
    .flatMap(([, number]) => samples.map((values) => Number(values[Number(number) - 1] ?? Number.NaN)))
    .filter(Number.isFinite)
  return asked.length === 0 ? null : Math.max(...asked)
}

/** A node with what is below it, and which part of the supposed rows it gives: what stands above gives as much less. */
function limited(node: Node, most: number, ctes: Map<string, number>): { node: Node; part: number } {
  const below = (node.Plans ?? []).toSorted((a, b) => Number(isAside(b)) - Number(isAside(a)))
  const plans: Node[] = []
  let part = ctes.get(node['CTE Name'] ?? '') ?? 1
  for (const child of below) {
    const inside = limited(child, most, ctes)
    plans.push(inside.node)
    if (child['Subplan Name']?.startsWith('CTE ')) ctes.set(child['Subplan Name'].slice('CTE '.length), inside.part)
    if (!isAside(child)) part *= inside.part
  }
  const rows = Math.max(1, Math.round(node['Plan Rows'] * part))
  const told = { ...node, 'Plan Rows': rows, ...(plans.length > 0 ? { Plans: plans } : {}) }
  const from = plans.find((child) => !isAside(child))
  if (node['Node Type'] !== 'Limit' || !from || rows <= most) return { node: told, part }
  const share = Math.min(1, most / Math.max(from['Plan Rows'], 1))
  const cost = from['Startup Cost'] + share * (from['Total Cost'] - from['Startup Cost'])
  return { node: { ...told, 'Plan Rows': most, 'Total Cost': cost }, part: (part * most) / rows }
}
