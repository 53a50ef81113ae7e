import type { Actor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import type { Database, Scope } from './db.ts'
import { isId, newId } from './ids.ts'
import { monthName } from './migrate.ts'
import type { Route } from './route.ts'

/**
 * Who looked at whom, as data. Shoppers see themselves; everybody else who is shown a person (staff, tills, keys) is
 * written down before the answer leaves, so that nobody sees unseen. Which routes show people is read from their
 * shapes: a route added later is watched without anybody remembering. Who has no customer id (a guest's order, a cart with
 * a contact typed into it) is seen all the same: such a look has the order or cart.
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
  // A clock that was put back is as far from the last look as one that went on: who looks now is written now.
  const isNew = (key: string, now: number): boolean => Math.abs(now - (seen.get(key) ?? -Infinity)) >= AGAIN_AFTER_MS
  return {
    note: async (route, scope, asked, answer) => {
      if (!WATCHED.has(scope.actor.kind) || !showsPeople(route)) return
      const now = db.clock().getTime()
      const keyOf = ({ customer_id, subject_id }: Shown) =>
        `${scope.actor.id} ${route.operation} ${customer_id ?? subject_id}`
      const people = peopleIn(route, asked, answer()).filter((shown) => isNew(keyOf(shown), now))
      if (people.length === 0) return
      await db.write(scope, (ctx) => writeLooks(ctx, route.operation, people))
      for (const shown of people) {
        seen.delete(keyOf(shown))
        seen.set(keyOf(shown), now)
      }
      while (seen.size > REMEMBERED_MAX) seen.delete(seen.keys().next().value as string)
    },
  }
}

/**
 * Not waited for on the disk (synchronous_commit): what staff read stays quick, and only a database that falls over
 * within the same half second could lose the row. Our own death cannot: the answer leaves after the commit.
 */
const writeLooks = (ctx: Ctx, operation: string, people: readonly Shown[]): Promise<object[]> => ctx.sql`
  with quickly as (select set_config('synchronous_commit', 'off', true))
  insert into look (id, customer_id, subject_kind, subject_id, operation, actor_kind, actor_id, actor_name, channel, store_id,
                    request_id, recorded_at)
  select l.id, l.customer_id, l.subject_kind, l.subject_id, ${operation}, ${ctx.actor.kind}, ${ctx.actor.id}::uuid,
         ${ctx.actor.name}, ${ctx.channel}, ${storeOf(ctx.actor)}::uuid, ${ctx.request_id}, ${ctx.now}::timestamptz
    from unnest(${people.map(() => newId())}::uuid[], ${people.map((one) => one.customer_id)}::uuid[],
                ${people.map((one) => one.subject_kind)}::text[], ${people.map((one) => one.subject_id)}::uuid[])
           as l(id, customer_id, subject_kind, subject_id) cross join quickly`

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

/** A customer, or the order or cart of somebody who is none. */
type Shown = { customer_id: string | null; subject_kind: 'order' | 'cart' | null; subject_id: string | null }
type Found = Map<string, Shown>

function peopleIn(route: Route, { params, query }: Asked, answer: unknown): Shown[] {
  const found: Found = new Map()
  for (const id of route.people?.(answer as never) ?? []) addCustomer(id, found)
  collect(params, found)
  collect(query, found)
  collect(answer, found)
  return [...found.values()].slice(0, PEOPLE_MAX)
}

const addCustomer = (id: string, found: Found): void => {
  if (isId(id)) found.set(id, { customer_id: id, subject_kind: null, subject_id: null })
}

/** `customer_id`, and the id of a `customer`, wherever they stand; what says that it is no customer's may be a guest's. */
function collect(value: unknown, found: Found): void {
  if (Array.isArray(value)) return value.forEach((inner) => collect(inner, found))
  if (value === null || typeof value !== 'object' || value instanceof Date) return
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'customer_id' && typeof inner === 'string') addCustomer(inner, found)
    else if (name === 'customer' && typeof (inner as { id?: unknown } | null)?.id === 'string')
      addCustomer((inner as { id: string }).id, found)
    else if ((name === 'customer_id' || name === 'customer') && inner === null) addGuest(value, found)
    else collect(inner, found)
  }
}

/** By what a guest is known: a sale at the counter, or a cart without a contact, shows nobody. */
const OF_A_GUEST: ReadonlySet<string> = new Set([
  'contact',
  'contact_name',
  'address',
  'handed_over_to',
  'signed_by',
  'signature',
])

type Thing = { id?: unknown; order_id?: unknown; number?: unknown; code?: unknown }

function addGuest(thing: Thing, found: Found): void {
  const subject = tellsOfGuest(thing) ? subjectOf(thing) : null
  if (subject) found.set(subject.subject_id, { customer_id: null, ...subject })
}

/** What belongs to an order names it; an order itself is called by its number, a cart by its code. */
function subjectOf({
  id,
  order_id,
  number,
  code,
}: Thing): { subject_kind: 'order' | 'cart'; subject_id: string } | null {
  if (typeof order_id === 'string') return { subject_kind: 'order', subject_id: order_id }
  if (typeof id !== 'string') return null
  if (typeof number === 'string') return { subject_kind: 'order', subject_id: id }
  return typeof code === 'string' ? { subject_kind: 'cart', subject_id: id } : null
}

/** In itself, or one level down: the address of a cart stands in its delivery. */
const tellsOfGuest = (thing: object, depth = 0): boolean =>
  Object.entries(thing).some(([name, inner]) =>
    OF_A_GUEST.has(name)
      ? says(inner)
      : depth === 0 && typeof inner === 'object' && inner !== null && !Array.isArray(inner) && tellsOfGuest(inner, 1),
  )

const says = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(says)
    : value !== null && value !== undefined && value !== ''

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
