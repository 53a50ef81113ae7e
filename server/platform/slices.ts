import { fragment } from './ctx.ts'
import type { Fragment } from './ctx.ts'

/** Ids that together say where a row stands: what a long table is walked along. */
export type Key = readonly string[]

/** A piece of tables that are too long for one statement: what lies beyond `after`, up to `upto` and with it. */
export type Slice = { after: Key | null; upto: Key | null }

/**
 * SQL: the row is in the slice. Said of one side; what explains it is looked up row for row (`cross join lateral`, with
 * `offset 0` where nothing is summed up, or a select among the columns): PostgreSQL takes a range of ids for a single
 * row or for a hundredth of the table, and joins two of them accordingly.
 */
export const within = ({ after, upto }: Slice, ...columns: string[]): Fragment =>
  fragment`${behind(after, ...columns)} and ${compared(columns, fragment`<=`, fragment`<=`, upto)}`

/** SQL: the row stands beyond this key. */
export const behind = (after: Key | null, ...columns: string[]): Fragment =>
  compared(columns, fragment`>`, fragment`>=`, after)

/**
 * Several ids are compared as one, and the first also by itself (`loosely`): of a comparison of rows PostgreSQL
 * believes that it leaves a great part of the table, and would read all of it.
 */
function compared(columns: readonly string[], exactly: Fragment, loosely: Fragment, key: Key | null): Fragment {
  if (key === null) return fragment`true`
  const names = columns.map((column) => fragment.id(...column.split('.')))
  const ids = key.map((id) => fragment`${id}::uuid`)
  if (names.length === 1) return fragment`${names[0]} ${exactly} ${ids[0]}`
  const rows = fragment`(${fragment.join(names)}) ${exactly} (${fragment.join(ids)})`
  return fragment`${names[0]} ${loosely} ${ids[0]} and ${rows}`
}
