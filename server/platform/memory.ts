import type { Ctx } from './ctx.ts'

/**
 * What rarely changes (catalogue, prices, shops, hours) is remembered by each process, and is as true as the
 * database: every statement that writes one of its tables counts the topic's revision up in the same transaction
 * (connection.ts sees it in the SQL, so nobody can forget), every request looks at the revisions first (what this
 * process changed is known at once, what another did within 20 ms), and what was remembered under an older one is
 * forgotten. A transaction that wrote the topic itself neither uses nor fills it.
 */
export type Revisions = ReadonlyMap<string, number>

type Kept = { revision: number; entries: Map<string, unknown> }

/** Of one database. */
export type Memory = Map<Remembered, Kept>

/** One kind of thing that is remembered: topic, tables it is made of, how many at most. */
export type Remembered = { topic: string; most: number }

/** Table → topics, for statements that insert and for all others that write. */
const inserting = new Map<string, Set<string>>()
const changing = new Map<string, Set<string>>()

export type Remembering = {
  /** All that a change of it could be written to. */
  tables: readonly string[]
  most: number
  /** Tables where a new row changes nothing that is remembered, since what was not there is not. */
  growing?: readonly string[]
}

/** Declares what is remembered. */
export function remembered(topic: string, { tables, most, growing = [] }: Remembering): Remembered {
  followTables(topic, tables, growing)
  return { topic, most }
}

/** A transaction that writes one of the tables has touched the topic. */
export function followTables(topic: string, tables: readonly string[], growing: readonly string[] = []): void {
  for (const table of tables) topicsOf(changing, table).add(topic)
  for (const table of tables) if (!growing.includes(table)) topicsOf(inserting, table).add(topic)
}

function topicsOf(statements: Map<string, Set<string>>, table: string): Set<string> {
  const known = statements.get(table) ?? new Set()
  statements.set(table, known)
  return known
}

/**
 * Things by key: what is remembered, and for the rest what `load` finds. A key nothing is found for is asked again
 * the next time.
 */
export async function recall<Value>(
  ctx: Ctx,
  what: Remembered,
  keys: readonly string[],
  load: (missing: string[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<Map<string, Value>> {
  if (ctx.touched.has(what.topic)) return new Map(await load([...new Set(keys)]))
  const kept = await upToDate(ctx, what)
  const { revision, entries } = kept
  const found = new Map<string, Value>()
  let missing: Set<string> | null = null
  for (const key of keys) {
    const value = entries.get(key) as Value | undefined
    if (value === undefined) (missing ??= new Set()).add(key)
    else found.set(key, value)
  }
  if (missing === null) return found
  for (const [key, value] of await load([...missing])) {
    found.set(key, value)
    // Meanwhile it may have changed, or this transaction may have written it: then it is true for this answer only.
    if (kept.revision === revision && kept.entries === entries && !ctx.touched.has(what.topic))
      put(kept, what, key, value)
  }
  return found
}

/** The one thing of its kind. */
export async function recallOne<Value>(ctx: Ctx, what: Remembered, load: () => Promise<Value>): Promise<Value> {
  const found = await recall(ctx, what, [''], async () => new Map([['', await load()]]))
  return found.get('') as Value
}

/** What follows from two remembered things: worked out once, as long as both are what they were. */
export function following<One extends object, Two extends object, Value>(
  derive: (one: One, two: Two) => Value,
): (one: One, two: Two) => Value {
  const known = new WeakMap<One, { two: Two; value: Value }>()
  return (one, two) => {
    const before = known.get(one)
    if (before?.two === two) return before.value
    const value = derive(one, two)
    known.set(one, { two, value })
    return value
  }
}

async function upToDate(ctx: Ctx, what: Remembered): Promise<Kept> {
  const revision = (await ctx.revisions()).get(what.topic) ?? 0
  let kept = ctx.memory.get(what)
  if (!kept) ctx.memory.set(what, (kept = { revision, entries: new Map() }))
  // Somebody who began later may have seen a newer one already: newer is as good.
  if (kept.revision < revision) {
    kept.revision = revision
    kept.entries = new Map()
  }
  return kept
}

/** A map keeps the order of insertion: the first is the one that has been in longest. */
function put({ entries }: Kept, { most }: Remembered, key: string, value: unknown): void {
  if (entries.size >= most) entries.delete(entries.keys().next().value as string)
  entries.set(key, value)
}

const WRITES = /\b(insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+(?:only\s+)?"?(\w+)"?/gi

/** Topics a statement may change, by the tables its text writes. */
export function topicsWritten(text: string): readonly string[] {
  const written = new Set<string>()
  // What an insert finds there already it may change: then it counts as any other.
  const only = /\bon\s+conflict\b.*\bdo\s+update\b/is.test(text) ? changing : inserting
  for (const [, how = '', table = ''] of text.matchAll(WRITES)) {
    const statements = /^insert/i.test(how) ? only : changing
    for (const topic of statements.get(table.toLowerCase()) ?? []) written.add(topic)
  }
  return [...written].toSorted()
}
