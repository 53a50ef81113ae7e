import type { FastifyInstance, FastifyRequest } from 'fastify'
import pg from 'pg'
import { Type } from 'typebox'
import { actorOf, publicActor, systemActor } from '../../server/platform/actor.ts'
import type { Actor } from '../../server/platform/actor.ts'
import type { Ctx } from '../../server/platform/ctx.ts'
import { openDatabase } from '../../server/platform/db.ts'
import type { Database } from '../../server/platform/db.ts'
import { refused } from '../../server/platform/errors.ts'
import { startFeed } from '../../server/platform/feed.ts'
import type { Feed } from '../../server/platform/feed.ts'
import { audienceOf } from '../../server/platform/feed-audience.ts'
import { createServer } from '../../server/platform/http.ts'
import { createLog } from '../../server/platform/log.ts'
import type { Logger } from '../../server/platform/log.ts'
import { Text, readRoute, writeRoute } from '../../server/platform/route.ts'
import type { Route } from '../../server/platform/route.ts'
import { serveStatics } from '../../server/platform/statics.ts'
import { apiOf } from './api.ts'
import type { Api } from './api.ts'
import { cloneDatabase } from './database.ts'

/** The platform without any business: a database with one table of its own, `note`, and routes of the test's. */
export type Platform = {
  url: string
  db: Database
  clock: { now: Date }
  write: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>
  read: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** Texts of the notes, sorted. */
  notes: () => Promise<string[]>
  /** A connection of one's own, outside of the pools. */
  connect: () => Promise<pg.Client>
  serve: (options: Serve) => Promise<Served>
  close: () => Promise<void>
}
export type Serve = {
  routes: readonly Route[]
  /** Who comes with which bearer credential; without one: public. */
  actors?: Record<string, Actor>
  heardBy?: (ctx: Ctx) => Promise<string[]>
  /** How often the feed asks whether its readers would still be let in. */
  ask_every_ms?: number
  rate_limit_per_s?: number
  max_in_flight?: number
  /** Health and figures beside them. */
  statics?: boolean
  /** How long a connection on which nothing moves is kept. */
  idle_ms?: number
}
export type Served = { url: string; server: FastifyInstance; feed: Feed; api: (credential?: string) => Api }

const system = systemActor('test')

export async function openPlatform({
  log = createLog('silent'),
  url: given,
}: { log?: Logger; url?: string } = {}): Promise<Platform> {
  const { url, drop } = given === undefined ? await cloneDatabase() : { url: given, drop: async () => {} }
  const clock = { now: new Date('2026-11-23T10:00:00Z') }
  const db = openDatabase({ url, schema: 'hilo', log, clock: () => clock.now })
  const open: { server: FastifyInstance; feed: Feed }[] = []
  const write: Platform['write'] = (work) => db.write({ actor: system }, work)
  const read: Platform['read'] = (work) => db.read({ actor: system }, work)
  await write(
    (ctx) => ctx.sql`create table note (id bigint generated always as identity primary key, text text not null unique)`,
  )
  return {
    url,
    db,
    clock,
    write,
    read,
    notes: async () =>
      (await read((ctx) => ctx.sql<{ text: string }>`select text from note order by text`)).map(({ text }) => text),
    connect: async () => {
      const client = new pg.Client({ connectionString: url, options: '-c search_path=hilo,public' })
      client.on('error', () => {})
      await client.connect()
      return client
    },
    serve: async ({
      routes,
      actors = {},
      heardBy = async ({ actor }) => (actor.customer_id === null ? [] : [actor.customer_id]),
      ask_every_ms,
      rate_limit_per_s = 100_000,
      statics = false,
      max_in_flight = 1_000,
      idle_ms,
    }) => {
      const audience = audienceOf([{ ids: heardBy, changedBy: ['customer'], shared: ['cart'] }])
      const feed = await startFeed(db, audience, log, ask_every_ms)
      const authenticate = async (_db: Database, { headers: { authorization } }: FastifyRequest) => {
        if (authorization === undefined) return { actor: publicActor }
        const actor = actors[authorization.replace('Bearer ', '')]
        if (!actor) throw refused('bad_credential', {}, 401)
        return { actor }
      }
      const server = await createServer({
        db,
        log,
        feed,
        routes,
        authenticate,
        rate_limit_per_s,
        max_in_flight,
        ...(idle_ms === undefined ? {} : { idle_ms }),
      })
      if (statics) await serveStatics(server, db, () => ({}))
      open.push({ server, feed })
      const address = await server.listen({ port: 0, host: '127.0.0.1' })
      return { url: address, server, feed, api: (credential) => apiOf(address, credential) }
    },
    close: async () => {
      for (const { server, feed } of open) {
        await feed.stop()
        await server.close()
      }
      await db.close()
      await drop()
    },
  }
}

export const staff = (fields: Partial<Actor> = {}): Actor =>
  actorOf('staff', { id: crypto.randomUUID(), name: 'Ana', permissions: new Set(['events.read']), ...fields })

export const shopper = (customer_id: string): Actor => actorOf('customer', { id: crypto.randomUUID(), customer_id })

/** A door that stays shut until somebody opens it: races are arranged, not slept for. */
export function gate(): { open: () => void; opened: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { open: resolve, opened: promise }
}

/** A transaction that has done this and is not committed before it is let go. */
export async function begun(
  write: (work: (ctx: Ctx) => Promise<void>) => Promise<void>,
  work: (ctx: Ctx) => Promise<unknown>,
): Promise<() => Promise<void>> {
  const [done, free] = [gate(), gate()]
  const all = write(async (ctx) => {
    await work(ctx)
    done.open()
    await free.opened
  })
  await done.opened
  return async () => {
    free.open()
    await all
  }
}

const Anything = Type.Object(
  { text: Type.Optional(Text(100)), data: Type.Optional(Type.Unknown()), n: Type.Optional(Type.Integer()) },
  { additionalProperties: false },
)

/** Answers once that is over. */
export const waiting = (until: () => unknown = () => {}) =>
  readRoute({
    operation: 'wait',
    method: 'GET',
    path: '/wait',
    summary: 'Waits',
    who: ['public'],
    reply: Type.Object({ ok: Type.Boolean() }),
    handle: async () => {
      await until()
      return { ok: true }
    },
  })

/** Says a body again, through the database. */
export const echo = writeRoute({
  operation: 'echo',
  method: 'POST',
  path: '/echo',
  summary: 'Says it again',
  who: ['public'],
  key: 'optional',
  body: Anything,
  reply: Type.Unknown(),
  handle: async (ctx, { body }) => {
    const [row] = await ctx.sql<{ back: unknown }>`select ${JSON.stringify(body)}::jsonb as back`
    return row!.back
  },
})
