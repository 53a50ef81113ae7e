import type pg from 'pg'
import { withLimit } from './limit.ts'
import type { Statement } from './statements.ts'

/** A node of EXPLAIN (FORMAT JSON), as far as it is judged. */
export type Node = {
  'Node Type': string
  'Plan Rows': number
  'Startup Cost': number
  'Total Cost': number
  'Parent Relationship'?: string
  'Subplan Name'?: string
  'Relation Name'?: string
  Schema?: string
  Alias?: string
  'Index Name'?: string
  'Index Cond'?: string
  'Recheck Cond'?: string
  Filter?: string
  'Conflict Filter'?: string
  'Join Filter'?: string
  'Hash Cond'?: string
  'Merge Cond'?: string
  'CTE Name'?: string
  Strategy?: string
  'Join Type'?: string
  'Sort Key'?: string[]
  Operation?: string
  Plans?: Node[]
}

/** The indexes a scan reads: one, or several that make a bitmap; not those of questions asked for each row. */
export const indexScansOf = (scan: Node): Node[] =>
  scan['Index Name'] === undefined
    ? (scan.Plans ?? []).filter((child) => child['Subplan Name'] === undefined).flatMap(indexScansOf)
    : [scan]

export type Plan = { node: Node; values: readonly (string | null)[] | null }

/** What the planner adds to the cost of a plan made for one set of values, per table (plancache.c, choose_custom_plan). */
const PLANNING_COST = 2.5
/** Said by connections whose plans are made once, for any values. */
export const PLANNED_ONCE = 'plan_cache_mode=force_generic_plan'

/**
 * The plans the server may get for a statement, on a connection with the settings it went by. Planned once: the plan
 * for any values. Otherwise one for each set of values it was sent with, the same with the values there are,
 * and the one for any values where PostgreSQL would come to prefer it, which it does when that looks no dearer.
 */
export async function plansOf(client: pg.ClientBase, { text, settings, samples }: Statement): Promise<Plan[]> {
  await client.query('reset all')
  for (const setting of settings) {
    await client.query(`select set_config($1, $2, false)`, setting.split('='))
  }
  await client.query(`prepare judged as ${text}`)
  try {
    const types = await typesOf(client)
    const sets = samples.length > 0 ? samples : [types.map(() => null)]
    if (types.length === 0) return [{ node: await explain(client, 'explain (format json) execute judged'), values: [] }]
    const unlimited = await explained(client, 'force_generic_plan', sets[0] as (string | null)[])
    const generic = withLimit(unlimited, text, sets)
    if (settings.includes(PLANNED_ONCE)) return [{ node: generic, values: null }]
    return await plansByValues(client, sets, generic, types.length)
  } finally {
    await client.query('deallocate judged')
  }
}

async function plansByValues(
  client: pg.ClientBase,
  sets: Statement['samples'],
  generic: Node,
  parameters: number,
): Promise<Plan[]> {
  const common = await commonValues(client, generic, parameters)
  const plans: Plan[] = []
  for (const values of withCommon(sets, common))
    plans.push({ node: await explained(client, 'force_custom_plan', values), values })
  const dearest = Math.max(...plans.map(({ node }) => node['Total Cost'] + PLANNING_COST * (1 + tablesIn(node))))
  return generic['Total Cost'] <= dearest ? [...plans, { node: generic, values: null }] : plans
}

async function typesOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ types: string[] }>(
    `select parameter_types::text[] as types from pg_prepared_statements where name = 'judged'`,
  )
  return rows[0]?.types ?? []
}

async function explained(
  client: pg.ClientBase,
  mode: 'force_generic_plan' | 'force_custom_plan',
  values: readonly (string | null)[],
): Promise<Node> {
  await client.query(`set plan_cache_mode = ${mode}`)
  const literals = values.map((value) => (value === null ? 'null' : literal(value)))
  return explain(client, `explain (format json) execute judged (${literals.join(', ')})`)
}

async function explain(client: pg.ClientBase, text: string): Promise<Node> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(text)
  const [plan] = rows[0]?.['QUERY PLAN'] ?? []
  if (!plan) throw new Error('EXPLAIN without an answer')
  return plan.Plan
}

const literal = (text: string): string => ` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

const tablesIn = (node: Node): number =>
  (node['Relation Name'] ? 1 : 0) + (node.Plans ?? []).reduce((sum, child) => sum + tablesIn(child), 0)

/** The values of a column, the busiest first; of one that has few, all. */
type Common = { busiest: string; others: string[] }
/** So many are a status, a kind or a channel: a list that is quick for one may be slow for a rarer one. */
const FEW = 12

/** The values of a test are nobody's in the big shop: where a value is compared with a column, those of the column stand in. */
async function commonValues(client: pg.ClientBase, plan: Node, parameters: number): Promise<Map<number, Common>> {
  const columns = new Map<number, { table: string; column: string }>()
  const visit = (node: Node): void => {
    const conditions = `${node['Index Cond'] ?? ''} ${node.Filter ?? ''} ${node['Recheck Cond'] ?? ''}`
    for (const [, column = '', number = ''] of conditions.matchAll(/\((?:\w+\.)?(\w+) = \$(\d+)\)/g)) {
      const table = node['Relation Name']
      if (table && Number(number) <= parameters) columns.set(Number(number), { table, column })
    }
    for (const child of node.Plans ?? []) visit(child)
  }
  visit(plan)
  const common = new Map<number, Common>()
  for (const [number, { table, column }] of columns) {
    const { rows } = await client.query<{ values: string[] | null; few: boolean }>(
      `select most_common_vals::text::text[] as values, n_distinct between 1 and $3 as few from pg_stats
        where schemaname = current_schema() and tablename = $1 and attname = $2`,
      [table, column, FEW],
    )
    const [busiest, ...others] = rows[0]?.values ?? []
    if (busiest !== undefined) common.set(number, { busiest, others: rows[0]?.few ? others : [] })
  }
  return common
}

/** Each set also with the busiest values; and with each other value of a column that has few, where it is asked for at all. */
function withCommon(
  sets: readonly (readonly (string | null)[])[],
  common: ReadonlyMap<number, Common>,
): readonly (readonly (string | null)[])[] {
  if (common.size === 0) return sets
  const busiest = sets.map((values) =>
    values.map((value, i) => (value === null ? null : (common.get(i + 1)?.busiest ?? value))),
  )
  const rarer = [...common].flatMap(([number, { others }]) => {
    const asking = busiest.find((values) => values[number - 1] !== null)
    return asking ? others.map((other) => asking.with(number - 1, other)) : []
  })
  return [...sets, ...busiest, ...rarer]
}
