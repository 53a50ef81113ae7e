import type { Static, TSchema } from 'typebox'
import { newId } from './ids.ts'
import type { Ctx } from './ctx.ts'

/** A kind of fact: its name in the log and the shape of its data. */
export type EventType<Data> = { name: string; schema: TSchema; _data?: Data }

/** Declares a fact: `order.placed`, past tense, subject first. */
export const defineEvent = <S extends TSchema>(name: string, schema: S): EventType<Static<S>> => ({ name, schema })

/** What a fact is about, beside its data; every field can be filtered by. */
export type About = {
  customer_id?: string | null
  store_id?: string | null
  /** 'order', 'cart', 'fulfilment' … and its id. */
  subject_kind?: string
  subject_id?: string
  /** Defaults to ctx.channel. */
  channel?: string
  /** When it happened, if not now (imports, offline tills). */
  occurred_at?: Date
}

/** A row of the log as listeners, the feed and the timeline see it. */
export type EventRow = {
  id: string
  type: string
  customer_id: string | null
  channel: string
  store_id: string | null
  actor_kind: string
  actor_id: string | null
  actor_name: string | null
  subject_kind: string | null
  subject_id: string | null
  occurred_at: Date
  recorded_at: Date
  data: Record<string, unknown>
}

type Pending = Omit<EventRow, 'actor_kind' | 'actor_id' | 'actor_name' | 'recorded_at'>

export const EVENTS_PER_TRANSACTION_MAX = 10_000

/**
 * Collects the facts of one transaction and writes them with its last statement, in one round trip.
 * Order inside a transaction is kept by `position`; across transactions by their transaction id.
 */
export function openEvents(ctx: Ctx): {
  emit: Ctx['emit']
  /** How many were told so far. */
  told: () => number
  /** What was told since then is not true after all. */
  forgetFrom: (told: number) => void
  /** Sends them; which kinds there were. */
  flush: () => ReadonlySet<string>
} {
  const pending: Pending[] = []
  return {
    emit: (type, data, about = {}) => {
      if (pending.length >= EVENTS_PER_TRANSACTION_MAX) throw new Error('too many events in one transaction')
      pending.push({
        id: newId(),
        type: type.name,
        customer_id: about.customer_id ?? null,
        channel: about.channel ?? ctx.channel,
        store_id: about.store_id ?? null,
        subject_kind: about.subject_kind ?? null,
        subject_id: about.subject_id ?? null,
        occurred_at: about.occurred_at ?? ctx.now,
        data: data as Record<string, unknown>,
      })
    },
    told: () => pending.length,
    forgetFrom: (told) => {
      pending.length = told
    },
    flush: () => {
      const kinds = new Set(pending.map(({ type }) => type))
      if (kinds.size === 0) return kinds
      ctx.post`
        insert into event (id, position, type, customer_id, channel, store_id, actor_kind, actor_id, actor_name,
                           subject_kind, subject_id, occurred_at, recorded_at, data)
        select e.id, e.position, e.type, e.customer_id, e.channel, e.store_id,
               ${ctx.actor.kind}, ${ctx.actor.id}::uuid, ${ctx.actor.name},
               e.subject_kind, e.subject_id, e.occurred_at, ${ctx.now}::timestamptz, e.data
          from unnest(
                 ${pending.map((e) => e.id)}::uuid[], ${pending.map((_, i) => i)}::int[], ${pending.map((e) => e.type)}::text[],
                 ${pending.map((e) => e.customer_id)}::uuid[], ${pending.map((e) => e.channel)}::text[], ${pending.map((e) => e.store_id)}::uuid[],
                 ${pending.map((e) => e.subject_kind)}::text[], ${pending.map((e) => e.subject_id)}::uuid[],
                 ${pending.map((e) => e.occurred_at)}::timestamptz[], ${pending.map((e) => JSON.stringify(e.data))}::jsonb[])
               as e(id, position, type, customer_id, channel, store_id, subject_kind, subject_id, occurred_at, data)`
      return kinds
    },
  }
}
