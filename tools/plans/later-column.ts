import type { Node } from './explain.ts'
import type { Sizes } from './sizes.ts'

/**
 * How many entries of an index a step may go through for what it looks up. An index is a way to what its first columns say;
 * where one of them is not said and a later one is, PostgreSQL tries each value of it (a skip scan, since version 18),
 * and where nothing is known of the table that looks as cheap as the way by the key. 0: no column is left out.
 */
export function entriesPassed(step: Node, relation: string, sizes: Sizes): number {
  const parts = sizes.indexes.get(step['Index Name'] ?? '')
  const condition = step['Index Cond']
  if (!parts || condition === undefined) return 0
  const said = parts.map((part) => isSaid(part, condition))
  const skipped = parts.filter((_, at) => !said[at] && said.includes(true, at))
  if (skipped.length === 0) return 0
  const values = (of: readonly string[]) => of.map((column) => sizes.distinct(relation, column))
  const prefix = parts.slice(0, said.indexOf(false))
  const rows = sizes.partialRows.get(step['Index Name'] ?? '') ?? sizes.ownRows.get(relation) ?? 0
  const below = rows / Math.max(1, ...values(prefix))
  return Math.round(
    Math.min(
      below,
      values(skipped).reduce((product, count) => product * count, 1),
    ),
  )
}

/** `(kind = $1) AND (at >= $2)`, `(ROW(at, id) < ROW($1, $2))`, `(lower(name) = $1)`: the column or expression stands there. */
const isSaid = (part: string, condition: string): boolean =>
  /^\w+$/.test(part) ? new RegExp(`[( ]${part}[ ,):]`).test(condition) : condition.includes(part)
