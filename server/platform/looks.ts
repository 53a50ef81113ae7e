import type { Actor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import type { Database, Scope } from './db.ts'
import { isId, newId } from './ids.ts'
import { monthName } from './migrate.ts'
import type { Route } from './route.ts'

/**
 * Who looked at whom, as data. Shoppers see themselves; everybody else who is shown a person (staff, tills, keys) is
 * written down before the answer leaves, so that nobody sees unseen. Which routes show people is read from their
 * shapes: a route added later is watched without anybody remembering.
 */
export type Looks = { note: (route: Route, scope: Scope, asked: Asked, answer: () => unknown) => Promise<void> }
type Asked = { params: unknown; query: unknown }

/** A screen that asks again and again for the same person is one look a minute. */
const AGAIN_AFTER_MS = 60_000
const REMEMBERED_MAX = 50_000
/** More people than any page has. */
const PEOPLE_MAX = 2_000

const WATCHED: ReadonlySet<string> = new Set(['staff', 'device', 'integration'])

export function openLooks(db: Database): Looks {
  const seen = new Map<string, number>()
  const isNew = (key: string, now: number): boolean => now - (seen.get(key) ?? -Infinity) >= AGAIN_AFTER_MS
  return {
    note: async (route, scope, asked, answer) => {
      if (!WATCHED.has(scope.actor.kind) || !showsPeople(route)) return
      const now = db.clock().getTime()
      const keyOf = (customer_id: string) => `${scope.actor.id} ${route.operation} ${customer_id}`
      const people = peopleIn(route, asked, answer()).filter((customer_id) => isNew(keyOf(customer_id), now))
      if (people.length === 0) return
      await db.write(scope, (ctx) => writeLooks(ctx, route.operation, people))
      for (const customer_id of people) {
        seen.delete(keyOf(customer_id))
        seen.set(keyOf(customer_id), now)
      }
      while (seen.size > REMEMBERED_MAX) seen.delete(seen.keys().next().value as string)
    },
  }
}

/**
 * Not waited for on the disk (synchronous_commit): what staff read stays quick, and only a database that falls over
 * within the same half second could lose the row. Our own death cannot: the answer leaves after the commit.
 */
const writeLooks = (ctx: Ctx, operation: string, people: readonly string[]): Promise<object[]> => ctx.sql`
  with quickly as (select set_config('synchronous_commit', 'off', true))
  insert into look (id, customer_id, operation, actor_kind, actor_id, actor_name, channel, store_id, request_id, recorded_at)
  select l.id, l.customer_id, ${operation}, ${ctx.actor.kind}, ${ctx.actor.id}::uuid, ${ctx.actor.name}, ${ctx.channel},
         ${storeOf(ctx.actor)}::uuid, ${ctx.request_id}, ${ctx.now}::timestamptz
    from unnest(${people.map(() => newId())}::uuid[], ${people}::uuid[]) as l(id, customer_id) cross join quickly`

const storeOf = ({ store_ids }: Actor): string | null => (store_ids?.length === 1 ? (store_ids[0] as string) : null)

type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] }

const watched = new WeakMap<Route, boolean>()

/** Whether an answer of this route names a person: by its address, or by what its shape says. */
export function showsPeople(route: Route): boolean {
  let shows = watched.get(route)
  if (shows === undefined) {
    const asked = route.path.includes(':customer_id') || names((route.query ?? {}) as Schema)
    shows = route.people !== undefined || asked || names(route.reply as Schema)
    watched.set(route, shows)
  }
  return shows
}

const names = ({ properties = {}, items, anyOf = [] }: Schema): boolean =>
  Object.entries(properties).some(([name, inner]) => name === 'customer_id' || name === 'customer' || names(inner)) ||
  (items !== undefined && names(items)) ||
  anyOf.some(names)

function peopleIn(route: Route, { params, query }: Asked, answer: unknown): string[] {
  const found = new Set<string>(route.people?.(answer as never) ?? [])
  collect(params, found)
  collect(query, found)
  collect(answer, found)
  return [...found].filter(isId).slice(0, PEOPLE_MAX)
}

/** `customer_id`, and the id of a `customer`, wherever they stand. */
function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) return value.forEach((inner) => collect(inner, found))
  if (value === null || typeof value !== 'object' || value instanceof Date) return
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'customer_id' && typeof inner === 'string') found.add(inner)
    else if (name === 'customer' && typeof (inner as { id?: unknown } | null)?.id === 'string')
      found.add((inner as { id: string }).id)
    else collect(inner, found)
  }
}

const FORGET_BATCH = 5_000
/** How far back a month may have been left over, because nobody called for so long. */
const MONTHS_LEFT_MAX = 12

/** Drops the months that are older than what is kept, and what of theirs lies in the partition for all the rest. */
export async function forgetLooks(ctx: Ctx, kept_months: number): Promise<void> {
  const run = (text: string) => ctx.sql([text] as unknown as TemplateStringsArray)
  const month = (ago: number) => new Date(Date.UTC(ctx.now.getUTCFullYear(), ctx.now.getUTCMonth() - ago, 1))
  for (let ago = kept_months + 1; ago <= kept_months + MONTHS_LEFT_MAX; ago++)
    await run(`drop table if exists look_${monthName(month(ago))}`)
  await ctx.sql`
    delete from look_other where (recorded_at, id) in (
      select recorded_at, id from look_other where recorded_at < ${month(kept_months)} order by recorded_at limit ${FORGET_BATCH})`
}
