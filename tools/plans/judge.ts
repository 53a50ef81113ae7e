import { endless } from './bounds.ts'
import { indexScansOf } from './explain.ts'
import type { Node } from './explain.ts'
import { entriesPassed } from './later-column.ts'
import type { Sizes } from './sizes.ts'

export type Rule =
  | 'whole table'
  | 'whole index'
  | 'later column'
  | 'long walk'
  | 'many rows'
  | 'big sort'
  | 'answer without bound'
  | 'list without a bound'
  | 'whole table on the first day'
  | 'whole index on the first day'
  | 'later column on the first day'
export type Problem = { rule: Rule; table: string; node: string; rows: number; says: string }

export type Limits = {
  /** A table of so many rows is big. */
  big: number
  /** So many rows may one step of a statement read or sort. */
  read: number
  /** So many may it look at before a LIMIT is reached. */
  walk: number
  /** So many entries of an index may it pass over for one. */
  pass: number
  /** So many may it answer without saying where it ends. */
  answer: number
}
export const LIMITS: Limits = { big: 10_000, read: 10_000, walk: 12_000, pass: 200, answer: 1_000 }

type Place = { node: Node; parents: readonly Node[] }

/** What is wrong with the plan of a statement, in words. The planner's own estimates are all it knows: nothing is run. */
export function judge(plan: Node, text: string, sizes: Sizes, limits: Limits = LIMITS): Problem[] {
  const problems = placesIn(plan).flatMap((place) => [
    ...judgeScan(place, sizes, limits),
    ...judgeSort(place, sizes, limits),
  ])
  const unbounded = judgeAnswer(plan, limits) ?? judgeList(plan, text, sizes, limits)
  const scans = together(problems).filter(({ rows }) => rows >= limits.big)
  return scans.length === 0 && unbounded ? [unbounded] : scans
}

/** Twenty-five partitions read from end to end are one problem, of all their rows; an empty one for what has no month is none. */
function together(problems: readonly Problem[]): Problem[] {
  const byKind = new Map<string, Problem>()
  for (const problem of problems) {
    const key = `${problem.rule} ${problem.table}`
    const before = byKind.get(key)
    byKind.set(key, before ? { ...before, rows: before.rows + problem.rows } : problem)
  }
  return [...byKind.values()]
}

function placesIn(node: Node, parents: readonly Node[] = []): Place[] {
  const below = [...parents, node]
  return [{ node, parents }, ...(node.Plans ?? []).flatMap((child) => placesIn(child, below))]
}

function judgeScan({ node, parents }: Place, sizes: Sizes, { big, read, walk, pass }: Limits): Problem[] {
  const relation = node['Relation Name']
  if (relation === undefined || node['Node Type'] === 'ModifyTable') return []
  const table = sizes.tableOf(relation)
  if ((sizes.rows.get(table) ?? 0) < big) return []
  const rows = sizes.partialRows.get(node['Index Name'] ?? '') ?? sizes.ownRows.get(relation) ?? 0
  const found = (rule: Rule, says: string): Problem[] => [{ rule, table, node: node['Node Type'], rows, says }]
  const cut = cutOf(node, parents)
  const passing = indexScansOf(node).find((step) => entriesPassed(step, relation, sizes) > pass)
  if (passing)
    return found(
      'later column',
      `goes through about ${entriesPassed(passing, relation, sizes)} entries of ${passing['Index Name']}, of which it says a later column and not those before: it needs an index that begins with what it says`,
    )
  const isSeqScan = node['Node Type'] === 'Seq Scan'
  const isWhole = isSeqScan || (/^Index (Only )?Scan/.test(node['Node Type']) && node['Index Cond'] === undefined)
  // Without a condition every row read is an answer, so a LIMIT ends it after as many rows as it names.
  if (isSeqScan && (!cut || node.Filter !== undefined))
    return found('whole table', `reads ${table} from end to end: it needs an index, or a condition an index knows`)
  if (isWhole && !cut)
    return found(
      'whole index',
      `reads all of ${node['Index Name']}: it needs a condition, or a LIMIT reached while reading`,
    )
  if (isWhole && cut) {
    const share = Math.min(1, cut.limit['Total Cost'] / Math.max(cut.child['Total Cost'], 1))
    if (share * rows <= walk) return []
    return found(
      'long walk',
      `reads about ${Math.round(share * rows)} rows until its LIMIT is reached: too few of them fit, it needs an index that knows which`,
    )
  }
  if (node['Plan Rows'] >= read && !cut && !endsAtFirst(node, parents))
    return found(
      'many rows',
      `takes ${node['Plan Rows']} rows: it needs a narrower condition, or a LIMIT reached while reading`,
    )
  return []
}

/** Steps that hand on a row as soon as they get one: a LIMIT above them ends the reading below. */
const STREAMS =
  /^(Limit|Append|Merge Append|Nested Loop|Merge Join|Hash Join|Subquery Scan|LockRows|Result|ProjectSet|Unique|Incremental Sort|Group)$/

/** The LIMIT that ends the reading of a node before its end, with what it takes its rows from. */
function cutOf(node: Node, parents: readonly Node[]): { limit: Node; child: Node } | null {
  let child = node
  for (const parent of parents.toReversed()) {
    if (child['Subplan Name'] !== undefined) return null
    if (parent['Node Type'] === 'Limit') return { limit: parent, child }
    const isJoin = /Loop|Join/.test(parent['Node Type'])
    if (!STREAMS.test(parent['Node Type']) || (isJoin && child['Parent Relationship'] === 'Inner')) return null
    child = parent
  }
  return null
}

/** Read for EXISTS alone: the first row that comes is the answer. */
function endsAtFirst(node: Node, parents: readonly Node[]): boolean {
  const path = [...parents, node]
  const at = path.findLastIndex((one) => one['Subplan Name'] !== undefined)
  const asked = `EXISTS(${path[at]?.['Subplan Name']})`
  return path
    .slice(0, Math.max(at, 0))
    .some((one) => [one.Filter, one['Conflict Filter'], one['Join Filter']].some((said) => said?.includes(asked)))
}

function judgeSort({ node }: Place, sizes: Sizes, { read }: Limits): Problem[] {
  const sorted = node.Plans?.[0]
  if (node['Node Type'] !== 'Sort' || !sorted || sorted['Plan Rows'] < read) return []
  const table = sizes.tableOf(tableBelow(sorted) ?? '')
  const key = (node['Sort Key'] ?? []).join(', ')
  return [
    {
      rule: 'big sort',
      table,
      node: 'Sort',
      rows: sorted['Plan Rows'],
      says: `sorts ${sorted['Plan Rows']} rows of ${table} by ${key}: it needs an index in that order, or fewer rows`,
    },
  ]
}

const tableBelow = (node: Node): string | undefined =>
  node['Relation Name'] ?? (node.Plans ?? []).map(tableBelow).find((table) => table !== undefined)

/** An answer is bounded by a LIMIT, by being one row, or by what the planner knows of the rows that fit. */
function judgeAnswer(plan: Node, { answer }: Limits): Problem | null {
  const rows = plan['Plan Rows']
  if (rows <= answer || endsItself(plan)) return null
  const table = tableBelow(plan) ?? ''
  return {
    rule: 'answer without bound',
    table,
    node: plan['Node Type'],
    rows,
    says: `answers ${rows} rows and says nowhere where it ends: it needs a LIMIT`,
  }
}

/** Few rows today, as the planner knows them, and no rule that they stay few. */
function judgeList(plan: Node, text: string, sizes: Sizes, { big }: Limits): Problem | null {
  const table = endless(plan, text, sizes, big)
  if (table === null) return null
  return {
    rule: 'list without a bound',
    table,
    node: plan['Node Type'],
    rows: plan['Plan Rows'],
    says: `answers any number of rows of ${table}: it needs a LIMIT, or a rule that keeps them few (tools/plans/groups.ts)`,
  }
}

/** A LIMIT at the top, also under what only passes rows on; of a UNION each part must have its own. */
function endsItself(node: Node): boolean {
  const children = (node.Plans ?? []).filter((child) => child['Subplan Name'] === undefined)
  if (node['Node Type'] === 'Limit') return true
  if (/^(Append|Merge Append)$/.test(node['Node Type'])) return children.every(endsItself)
  // Of each of few at most so many.
  if (node['Node Type'] === 'Nested Loop')
    return children.some((child) => child['Parent Relationship'] === 'Inner' && endsItself(child))
  if (/^(Sort|Result|Subquery Scan|LockRows|Unique|Incremental Sort)$/.test(node['Node Type']))
    return children.length > 0 && children.every(endsItself)
  return false
}
