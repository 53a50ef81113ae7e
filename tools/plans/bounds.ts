import { indexScansOf } from './explain.ts'
import type { Node } from './explain.ts'
import { GROUPS } from './groups.ts'
import type { Sizes } from './sizes.ts'

/**
 * The big table of which an answer may have any number of rows, whatever the planner's estimate; null: none. The estimate says
 * what one usually has: all orders of a customer are few, until a marketplace orders as one. An answer ends where a big
 * table is read by a key of its own, by what is never many (groups.ts), up to a LIMIT, or summed up.
 */
export function endless(plan: Node, text: string, sizes: Sizes, big: number): string | null {
  const ctes = new Map<string, Node>()
  const visit = (node: Node): void => {
    const name = /^CTE (.+)$/.exec(node['Subplan Name'] ?? '')?.[1]
    if (name !== undefined) ctes.set(name, node)
    node.Plans?.forEach(visit)
  }
  visit(plan)
  return endlessIn(plan, [], { sizes, big, ctes, sums: SUMS.test(text) })
}

/** Several rows become one of a fixed size. */
const SUMS = /\b(?:sum|count|min|max|avg|bool_or|bool_and)\s*\(/i

type Known = { sizes: Sizes; big: number; ctes: ReadonlyMap<string, Node>; sums: boolean }

/** `joined`: the conditions of the joins above, which say what rows of a table are wanted. */
function endlessIn(node: Node, joined: readonly string[], known: Known): string | null {
  const type = node['Node Type']
  if (type === 'Limit' || type === 'ModifyTable') return null
  if (type === 'Aggregate' && (node.Strategy === 'Plain' || known.sums)) return null
  if (type === 'CTE Scan') {
    const cte = known.ctes.get(node['CTE Name'] ?? '')
    return cte ? endlessIn(cte, [], known) : null
  }
  if (node['Relation Name'] !== undefined) return endlessScan(node, joined, known)
  const inputs = (node.Plans ?? []).filter((child) => child['Subplan Name'] === undefined)
  const [outer, inner] = inputs
  if (outer && inner && /Join|Nested Loop/.test(type)) return endlessJoin(node, [outer, inner], joined, known)
  return firstOf(inputs.map((input) => endlessIn(input, joined, known)))
}

/** One side leads; the other is asked for what belongs to each of its rows. */
function endlessJoin(node: Node, [outer, inner]: readonly [Node, Node], joined: readonly string[], known: Known) {
  const kind = node['Join Type'] ?? 'Inner'
  if (/^(Semi|Anti)$/.test(kind)) return endlessIn(outer, joined, known)
  if (/^Right (Semi|Anti)$/.test(kind)) return endlessIn(inner, joined, known)
  const withThis = [...joined, node['Hash Cond'] ?? '', node['Merge Cond'] ?? '', node['Join Filter'] ?? '']
  const outerLeads = firstOf([endlessIn(outer, joined, known), endlessIn(inner, withThis, known)])
  return outerLeads === null ? null : firstOf([endlessIn(inner, joined, known), endlessIn(outer, withThis, known)])
}

const firstOf = (found: readonly (string | null)[]): string | null => found.find((table) => table !== null) ?? null

function endlessScan(node: Node, joined: readonly string[], { sizes, big }: Known): string | null {
  const table = sizes.tableOf(node['Relation Name'] as string)
  if ((sizes.rows.get(table) ?? 0) < big) return null
  const lookups = indexScansOf(node)
  if (lookups.length > 0 && lookups.every((lookup) => isByKey(lookup, sizes))) return null
  const named = new Set(columnsNamed(node, joined))
  const groups = [...(sizes.keys.get(table) ?? []), ...(GROUPS[table] ?? []).map(({ by }) => by)]
  return groups.some((columns) => columns.every((column) => named.has(column))) ? null : table
}

/** Columns that must have a given value. */
function columnsNamed(node: Node, joined: readonly string[]): string[] {
  const own = [node['Index Cond'], node['Recheck Cond'], node.Filter].join(' ')
  const given = [...own.matchAll(/\((?:\w+\.)?"?(\w+)"? = /g)].map(([, column = '']) => column)
  const sides = [...joined.join(' ').matchAll(/(?<=\(| = )(\w+)\."?(\w+)"?(?= = |\))/g)]
  return [...given, ...sides.flatMap(([, alias, column = '']) => (alias === node.Alias ? [column] : []))]
}

/** Each value it is asked for has one row at most: also where the key is an expression. */
function isByKey(node: Node, { uniqueIndexes }: Sizes): boolean {
  const width = uniqueIndexes.get(node['Index Name'] as string)
  return width !== undefined && (node['Index Cond'] ?? '').split(' = ').length > width
}
