import { may } from './actor.ts'
import type { EventRow } from './events.ts'
import type { Filter } from './feed.ts'
import type { Numbered } from './feed-log.ts'
import { isOf } from './feed-audience.ts'
import type { Audience } from './feed-audience.ts'
import type { Stream } from './route.ts'

/**
 * Who listens, and to what; `theirs`: every id a shopper speaks for and what is shared with them, null for people and
 * machines of the retailer.
 */
export type Follower = { stream: Pick<Stream, 'actor'>; filter: Filter; theirs: ReadonlySet<string> | null }

export function concerns(
  { stream: { actor }, filter, theirs }: Follower,
  row: EventRow,
  { isShared }: Pick<Audience, 'isShared'>,
): boolean {
  if (theirs !== null) {
    const { type, customer_id, subject_id } = row
    if (customer_id === null) return false
    // Of what they share, what happens to it, and not how its owner pays.
    const shares = subject_id !== null && theirs.has(subject_id) && isShared(type)
    if (!theirs.has(customer_id) && !shares) return false
  } else if (actor.store_ids !== null && row.store_id !== null && !actor.store_ids.includes(row.store_id)) return false
  // What concerns neither a customer nor a shop (staff, keys) is for who may read the log of the whole retailer.
  else if (
    row.customer_id === null &&
    row.store_id === null &&
    (actor.store_ids !== null || !may(actor, 'events.read'))
  )
    return false
  if (filter.customer_id !== undefined && filter.customer_id !== row.customer_id) return false
  if (filter.subject_id !== undefined && filter.subject_id !== row.subject_id) return false
  if (filter.store_id !== undefined && filter.store_id !== row.store_id) return false
  return filter.types === undefined || isOf(row.type, filter.types)
}

/**
 * Whether a fact may change what a shopper hears of: told of one of their ids or naming one. A visit that may not speak
 * for the person it was joined to still has its own id.
 */
export function mayJoin(
  { stream: { actor }, theirs }: Follower,
  row: EventRow,
  { mayChange }: Pick<Audience, 'mayChange'>,
): boolean {
  if (theirs === null || !mayChange(row.type)) return false
  return [row.customer_id, ...Object.values(row.data).flat()].some(
    (named) => typeof named === 'string' && (named === actor.customer_id || theirs.has(named)),
  )
}

export function frame(row: Numbered, forShopper: boolean): string {
  const { xid, position, ...event } = row
  const told = forShopper
    ? {
        id: event.id,
        type: event.type,
        subject_kind: event.subject_kind,
        subject_id: event.subject_id,
        channel: event.channel,
        occurred_at: event.occurred_at,
      }
    : event
  return `id: ${xid}.${position}\nevent: ${row.type}\ndata: ${JSON.stringify(told)}\n\n`
}
