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

/** A fact on its way into the log. */
export type Fact = EventRow

export const EVENTS_PER_TRANSACTION_MAX = 10_000

/** Collects the facts of one transaction; they are written with its last statement (`writeFacts`). */
export function openEvents(ctx: Pick<Ctx, 'actor' | 'channel' | 'now'>): {
  emit: Ctx['emit']
  facts: readonly Fact[]
  /** What was told since then is not true after all. */
  forgetFrom: (told: number) => void
} {
  const facts: Fact[] = []
  const { actor, channel, now } = ctx
  return {
    facts,
    emit: (type, data, about = {}) => {
      if (facts.length >= EVENTS_PER_TRANSACTION_MAX) throw new Error('too many events in one transaction')
      facts.push({
        id: newId(),
        type: type.name,
        customer_id: about.customer_id ?? null,
        channel: about.channel ?? channel,
        store_id: about.store_id ?? null,
        actor_kind: actor.kind,
        actor_id: actor.id,
        actor_name: actor.name,
        subject_kind: about.subject_kind ?? null,
        subject_id: about.subject_id ?? null,
        occurred_at: about.occurred_at ?? now,
        recorded_at: now,
        data: data as Record<string, unknown>,
      })
    },
    forgetFrom: (told) => {
      facts.length = told
    },
  }
}

/**
 * Writes the facts of a transaction, all in one statement; which kinds there were. Order inside a transaction is kept by
 * `position`; across transactions by their transaction id.
 */
export function writeFacts({ sql, later }: Pick<Ctx, 'sql' | 'later'>, facts: readonly Fact[]): ReadonlySet<string> {
  const kinds = new Set(facts.map(({ type }) => type))
  if (kinds.size > 0)
    later(sql`
      insert into event (id, position, type, customer_id, channel, store_id, actor_kind, actor_id, actor_name,
                         subject_kind, subject_id, occurred_at, recorded_at, data)
      select * from unnest(
        ${facts.map((e) => e.id)}::uuid[], ${facts.map((_, i) => i)}::int[], ${facts.map((e) => e.type)}::text[],
        ${facts.map((e) => e.customer_id)}::uuid[], ${facts.map((e) => e.channel)}::text[], ${facts.map((e) => e.store_id)}::uuid[],
        ${facts.map((e) => e.actor_kind)}::text[], ${facts.map((e) => e.actor_id)}::uuid[], ${facts.map((e) => e.actor_name)}::text[],
        ${facts.map((e) => e.subject_kind)}::text[], ${facts.map((e) => e.subject_id)}::uuid[],
        ${facts.map((e) => e.occurred_at)}::timestamptz[], ${facts.map((e) => e.recorded_at)}::timestamptz[],
        ${facts.map((e) => JSON.stringify(e.data))}::jsonb[])`)
  return kinds
}
