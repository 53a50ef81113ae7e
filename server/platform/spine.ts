import { Type } from 'typebox'
import { systemActor } from './actor.ts'
import { examinationOf } from './examination.ts'
import { defineJob } from './jobs.ts'
import { readConfig } from './config.ts'
import { fragment } from './ctx.ts'
import { notFound } from './errors.ts'
import { FORGET_BATCH, forgetKeys } from './idempotency.ts'
import { retryDeadLetter } from './hearing.ts'
import { forgetLooks } from './looks.ts'
import { addMonths } from './migrate.ts'
import type { Listener, Module } from './module.ts'
import { Page, PageQuery, momentCursor, pageOf } from './page.ts'
import type { Route } from './route.ts'
import { Id, Instant, Nullable, Shape, Text, Time, readRoute, streamRoute, writeRoute } from './route.ts'

/**
 * The spine's own doors: the event log, its dead letters, the live feed and the doctors. It is listed
 * like a module, since it has routes and permissions, but it knows no business.
 */
const EventShown = Type.Object({
  id: Id,
  type: Type.String(),
  customer_id: Nullable(Id),
  channel: Type.String(),
  store_id: Nullable(Id),
  actor_kind: Type.String(),
  actor_name: Nullable(Type.String()),
  subject_kind: Nullable(Type.String()),
  subject_id: Nullable(Id),
  occurred_at: Time,
  recorded_at: Time,
  data: Type.Record(Type.String(), Type.Unknown()),
})
type EventShown = { id: string; recorded_at: Date } & Record<string, unknown>

const LetterShown = Type.Object({
  id: Id,
  listener: Type.String(),
  error: Type.String(),
  attempts: Type.Integer(),
  parked_at: Time,
  retried_at: Nullable(Time),
  event: Type.Record(Type.String(), Type.Unknown()),
})

export function spine(modules: () => readonly Module[]): Module {
  const listeners = (): Listener[] => modules().flatMap((module) => module.listeners ?? [])
  return {
    name: 'spine',
    uses: [],
    tables: ['event', 'listener', 'dead_letter', 'idempotency', 'revision', 'look'],
    permissions: {
      'events.read': 'Read the event log and follow the live feed',
      'events.retry': 'Retry what a listener could not take',
      'doctor.run': 'Compare every counter with its ledger',
    },
    routes: [listEvents, listDeadLetters, retryOf(listeners), examinationOf(modules), followFeed],
    jobs: [forget, addMonthsAhead, forgetOldLooks],
    recurring: [
      { name: 'spine.forget_keys', cron: '*/15 * * * *' },
      { name: 'spine.add_months', cron: '10 3 * * *' },
      { name: 'spine.forget_looks', cron: '20 3 * * *' },
    ],
  }
}

const listEvents = readRoute({
  operation: 'listEvents',
  method: 'GET',
  path: '/events',
  summary: 'The event log, newest first',
  who: ['events.read'],
  query: Shape({
    ...PageQuery,
    type: Type.Optional(Text(80)),
    subject_id: Type.Optional(Id),
    customer_id: Type.Optional(Id),
    actor_id: Type.Optional(Id),
    actor_kind: Type.Optional(Text(20)),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
  }),
  reply: Page(EventShown),
  handle: async (ctx, { query }) => {
    const { at, id } = momentCursor(query.after)
    const limit = query.limit ?? 50
    const stores = ctx.actor.store_ids
    const rows = await ctx.sql<EventShown>`
      select * from event
       where (recorded_at, id) < (${at}, ${id}::uuid)
         and (${query.type ?? null}::text is null or type = ${query.type ?? null})
         and (${query.subject_id ?? null}::uuid is null or subject_id = ${query.subject_id ?? null})
         and (${query.customer_id ?? null}::uuid is null or customer_id = ${query.customer_id ?? null})
         and (${query.actor_id ?? null}::uuid is null or actor_id = ${query.actor_id ?? null})
         and (${query.actor_kind ?? null}::text is null or actor_kind = ${query.actor_kind ?? null})
         and recorded_at >= ${query.from ?? '-infinity'}::timestamptz and recorded_at <= ${query.to ?? 'infinity'}::timestamptz
         and (${stores}::uuid[] is null or store_id = any(${stores}::uuid[]) or (store_id is null and customer_id is not null))
       order by recorded_at desc, id desc limit ${limit + 1}`
    return pageOf(rows, limit, (row) => [row.recorded_at, row.id]) as never
  },
})

/** What staff of some stores see of them: what happened there, or to a customer and in no store. */
const lettersOf = (stores: readonly string[] | null) => fragment`
  (${stores}::uuid[] is null or (event ->> 'store_id')::uuid = any(${stores}::uuid[])
   or (event ->> 'store_id' is null and event ->> 'customer_id' is not null))`

const listDeadLetters = readRoute({
  operation: 'listDeadLetters',
  method: 'GET',
  path: '/dead-letters',
  summary: 'Facts a listener could not take, waiting for a person',
  who: ['events.read'],
  query: Shape({ ...PageQuery }),
  reply: Page(LetterShown),
  // The shape of the parked fact says nothing of whose it is.
  people: ({ items }) => items.map(({ event }) => String(event['customer_id'] ?? '')),
  handle: async (ctx, { query }) => {
    const { at, id } = momentCursor(query.after)
    const limit = query.limit ?? 50
    const stores = ctx.actor.store_ids
    const rows = await ctx.sql<EventShown & { parked_at: Date }>`
      select * from dead_letter where resolved_at is null and (parked_at, id) < (${at}, ${id}::uuid)
         and ${lettersOf(stores)}
       order by parked_at desc, id desc limit ${limit + 1}`
    return pageOf(rows, limit, (row) => [row.parked_at, row.id]) as never
  },
})

const retryOf = (listeners: () => Listener[]): Route =>
  writeRoute({
    operation: 'retryDeadLetter',
    method: 'POST',
    path: '/dead-letters/:dead_letter_id/retries',
    summary: 'Hands the fact to its listener again',
    who: ['events.retry'],
    params: Shape({ dead_letter_id: Id }),
    reply: Type.Object({ resolved: Type.Boolean(), error: Nullable(Type.String()) }),
    handle: async (ctx, { params }) => {
      const [known] = await ctx.sql`
        select id from dead_letter where id = ${params.dead_letter_id} and ${lettersOf(ctx.actor.store_ids)}`
      if (!known) throw notFound('dead_letter', params.dead_letter_id)
      return retryDeadLetter({ ...ctx, actor: systemActor('retry') }, params.dead_letter_id, listeners())
    },
  })

const followFeed = streamRoute({
  operation: 'followFeed',
  method: 'GET',
  path: '/feed',
  summary: 'Server-sent events of what happens; resumes after Last-Event-ID',
  who: ['customer', 'device', 'events.read', 'timeline.read'],
  refusals: ['too_many_streams'],
  query: Shape({
    customer_id: Type.Optional(Id),
    subject_id: Type.Optional(Id),
    store_id: Type.Optional(Id),
    types: Type.Optional(Text(400)),
    last_event_id: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  reply: Type.String({ description: 'text/event-stream: id, event (the type) and data (JSON) per fact' }),
  handle: (stream, { query }) => {
    const { types, last_event_id: _seen, ...filter } = query
    return stream.follow({ ...filter, ...(types === undefined ? {} : { types: types.split(',') }) })
  },
})

const FORGET_BATCHES = 200

/** Of a shop's busiest days too, each batch its own short transaction. */
const forget = defineJob('spine.forget_keys', async ({ write }) => {
  for (let batch = 0; batch < FORGET_BATCHES; batch++) if ((await write(forgetKeys)) < FORGET_BATCH) break
})

const forgetOldLooks = defineJob('spine.forget_looks', async ({ write }) => {
  await write((ctx) => forgetLooks(ctx, readConfig().looks_kept_months))
})

/** The log's partitions of the coming months. */
const addMonthsAhead = defineJob('spine.add_months', async ({ write }) => {
  await write((ctx) => addMonths((text) => ctx.sql([text] as unknown as TemplateStringsArray), ctx.now))
})
