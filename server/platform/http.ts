import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { LogController, fastify } from 'fastify'
import type { Actor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import type { Database, Scope } from './db.ts'
import { refused } from './errors.ts'
import type { Feed } from './feed.ts'
import { credentialOf } from './feed-credentials.ts'
import { guardAnswers, spareHeaders } from './headers.ts'
import type { Answer } from './idempotency.ts'
import { AnsweredBefore, claimAhead, claimInTransaction, claimOf, keep, settle } from './idempotency.ts'
import { newId } from './ids.ts'
import { limit, networkOf } from './limits.ts'
import { openLooks } from './looks.ts'
import type { Looks } from './looks.ts'
import type { Acquaint, Limits } from './limits.ts'
import type { Logger } from './log.ts'
import type { Authenticate } from './module.ts'
import { parseStrictly, validateStrictly, withIdsAsKept } from './input.ts'
import { sendProblem, stopping } from './problem.ts'
import { keepFailure } from './keep-failure.ts'
import { measure } from './measure.ts'
import { noticeProxy } from './proxied.ts'
import { keepProtocol, mustBeReadable, refuseUnreadable } from './protocol.ts'
import { replyAlike } from './replies.ts'
import { Empty } from './route.ts'
import type { Route, Steps } from './route.ts'
import { cookieName } from './session-cookie.ts'
import { openStream } from './stream.ts'
import type { Follow } from './stream.ts'

/** Bytes of a body where its route says nothing else. */
export const BODY_BYTES_MAX = 256 * 1024
const REQUEST_TIMEOUT_MS = 30_000
/**
 * A connection on which nothing moves for so long is closed: whoever is at its other end does not read. (Node looks
 * twice, if an answer was begun.) Longer than any answer takes (a database that hangs, then a provider that does: 0009),
 * and than streams are silent (feed.ts).
 */
const IDLE_MS = 45_000
/** A server that stops finishes what it is answering; whoever takes longer is cut off. */
const FINISH_MS = 5_000
/** What an Idempotency-Key may look like. */
export const KEY = /^[\x21-\x7e]{1,200}$/
export const CHANNEL = /^[a-z][a-z0-9_]*(:[a-z0-9_.-]+)?$/

export type ServerOptions = Limits & {
  db: Database
  routes: readonly Route[]
  authenticate: Authenticate
  feed: Feed
  log: Logger
  trust_proxy?: boolean
  idle_ms?: number
}

/** The doors of the program: every route of every module, behind the same checks in the same order. */
export async function createServer({
  db,
  routes,
  authenticate,
  feed,
  log,
  trust_proxy = false,
  idle_ms = IDLE_MS,
  ...limits
}: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: idle_ms,
    // One proxy, the one in front: what its client wrote into X-Forwarded-For before is hearsay.
    trustProxy: trust_proxy ? (_address: string, hop: number) => hop < 1 : false,
    forceCloseConnections: 'idle',
    // Whoever comes to a server that stops is refused by us, so that the refusal is a problem like all.
    return503OnClosing: false,
    // A missing Host is refused by us (protocol.ts), so that the refusal is a problem like all.
    http: { requireHostHeader: false },
    clientErrorHandler: refuseUnreadable,
    routerOptions: { maxParamLength: 200 },
    // Addresses that cannot even be read (%ff) never reach a route; they too get a problem.
    frameworkErrors: (error, request, reply) =>
      void sendProblem(
        error,
        request,
        (reply as FastifyReply).headers({ ...spareHeaders(), 'x-request-id': request.id }),
      ),
  }) as unknown as FastifyInstance
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  parseStrictly(server)
  validateStrictly(server)
  replyAlike(server)
  // First of all hooks: also who is turned away by the others gets these headers.
  guardAnswers(server)
  measure(server)
  keepProtocol(server, routes)
  stopInOrder(server)
  if (!trust_proxy) noticeProxy(server, log)
  const acquaint = limit(server, limits)
  const looks = openLooks(db)
  for (const route of routes) addRoute(server, route, { db, authenticate, feed, acquaint, looks })
  return server
}

/** What is being answered is finished; who comes later, on a connection of before, is told to come again. */
function stopInOrder(server: FastifyInstance): void {
  let stops = false
  server.addHook('preClose', async () => {
    stops = true
    const cutOff = setTimeout(() => server.server.closeAllConnections(), FINISH_MS)
    server.server.once('close', () => clearTimeout(cutOff))
  })
  server.addHook('onRequest', (_request, _reply, done) => done(stops ? stopping() : undefined))
}

type Behind = Pick<ServerOptions, 'db' | 'authenticate' | 'feed'> & { acquaint: Acquaint; looks: Looks }

function addRoute(server: FastifyInstance, route: Route, behind: Behind): void {
  const read = (schema: object): object => (route.verbatim ? schema : withIdsAsKept(schema))
  server.route({
    method: route.method,
    url: `/api${route.path}`,
    schema: {
      ...(route.params ? { params: read(route.params) } : {}),
      // Providers may write more behind the address of their notices.
      ...(route.raw && !route.query ? {} : { querystring: route.query ? read(route.query) : Empty }),
      ...(route.body && !route.raw ? { body: read(route.body) } : {}),
      ...(route.mode === 'stream' ? {} : { response: { [route.status ?? 200]: route.reply } }),
    },
    config: { raw: route.raw ?? false, stream: route.mode === 'stream' },
    // The head of a stream would be a stream without end.
    exposeHeadRoute: route.mode !== 'stream',
    ...(route.body_limit ? { bodyLimit: route.body_limit } : {}),
    // Who comes in is asked before the body is looked at: strangers learn nothing of its shape.
    onRequest: async (request) => {
      mustBeReadable(request.url)
      const { actor, revisions } = await behind.authenticate(behind.db, request)
      behind.acquaint(request, actor)
      mustBeAdmitted(route, actor)
      request.actor = actor
      request.revisions = revisions
    },
    handler: (request, reply) => answer(route, behind, request, reply),
  })
}

/** 401 for strangers, 403 for people known but not entitled. */
function mustBeAdmitted({ who }: Route, actor: Actor): void {
  const admitted = who.some(
    (word) =>
      word === 'public' ||
      word === actor.kind ||
      (word === 'verified' && actor.kind === 'customer' && actor.verified) ||
      actor.permissions.has(word),
  )
  if (admitted) return
  if (actor.kind === 'public') throw refused('sign_in_needed', { detail: 'Sign in, or send a key.' }, 401)
  if (who.includes('verified') && actor.kind === 'customer') {
    throw refused('verification_needed', { detail: 'Prove your e-mail or phone with a one-time code first.' }, 403)
  }
  throw refused('forbidden', { detail: 'You may not do this.', needs: who }, 403)
}

async function answer(
  route: Route,
  { db, authenticate, feed, looks }: Behind,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const actor = request.actor
  const scope: Scope = {
    actor,
    channel: channelOf(request, actor),
    request_id: request.id,
    log: request.log as Logger,
    ...(request.revisions ? { revisions: request.revisions } : {}),
  }
  const key = keyOf(route, request)
  const body = route.raw ? { raw: request.body, headers: request.headers } : request.body
  const input = { params: request.params, query: request.query, body, key }
  const status = route.status ?? 200
  const work = route.handle as (on: unknown, input: unknown) => Promise<unknown>
  if (route.mode === 'stream') {
    await looks.note(route, scope, input, () => null)
    const credential = credentialOf(db, authenticate, request)
    const follow: Follow = (stream, filter) => feed.connect(stream, filter, credential)
    return openStream(request, reply, stepsOf(db, scope, request, reply), follow, (stream) => work(stream, input))
  }
  if (route.mode === 'read') {
    const shown = await db.read({ ...scope, ...(route.planned ? { planned: route.planned } : {}) }, (ctx) =>
      work(ctx, input),
    )
    await looks.note(route, scope, input, () => shown)
    return reply.code(status).send(shown)
  }

  const toText = (value: unknown): string =>
    status === 204 ? '' : (reply.serializeInput(value as Record<string, unknown>, String(status)) as string)
  const tell = async (done: Answer, replayed: boolean): Promise<FastifyReply> => {
    if (done.status < 400) await looks.note(route, scope, input, () => JSON.parse(done.answer || 'null'))
    return send(reply, done, replayed)
  }
  void reply.code(status)
  const turn = route.together?.(input as never)
  const write: Database['write'] = turn === undefined ? db.write : (on, act) => db.writeTogether(on, act, turn)
  const claim = key === '' ? null : claimOf(actor, key, route.operation, request.params, request.body)
  let claimed: Date | null = null
  try {
    if (route.mode === 'steps') {
      // Known before it is done: where the commit was cut off nobody can say whether it is ours.
      const now = (claimed = db.clock())
      const known = claim && (await db.write({ ...scope, now }, (ctx) => claimAhead(ctx, claim)))
      if (known) return await tell(known, true)
      const done = { status, answer: toText(await work(stepsOf(db, scope, request, reply), input)) }
      if (claim) await db.write(scope, (ctx) => settle(ctx, claim, done))
      return await tell(done, false)
    }
    const admitted = claim ? { ...scope, admit: (ctx: Ctx) => claimInTransaction(ctx, claim) } : scope
    const done = await write(admitted, async (ctx) => {
      const fresh: Answer = { status, answer: toText(await work(ctx, input)) }
      if (claim) keep(ctx, claim, fresh)
      return fresh
    })
    return await tell(done, false)
  } catch (error) {
    if (error instanceof AnsweredBefore) return await tell(error.answer, true)
    if (claim) await keepFailure(route.together ? db.writeTogether : db.write, scope, { claim, claimed }, error)
    throw error
  }
}

function send(reply: FastifyReply, { status, answer: text }: Answer, replayed: boolean): FastifyReply {
  if (replayed) void reply.header('Idempotent-Replayed', 'true')
  const type = status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8'
  return reply
    .code(status)
    .header('content-type', type)
    .serializer((value: unknown) => value as string)
    .send(text)
}

const stepsOf = (db: Database, scope: Scope, request: FastifyRequest, reply: FastifyReply): Steps => ({
  write: (work) => db.write(scope, work),
  read: (work) => db.read(scope, work),
  actor: scope.actor,
  request_id: request.id,
  address: networkOf(request.ip),
  user_agent: String(request.headers['user-agent'] ?? '').slice(0, 300),
  cookie_name: cookieName(request.headers),
  log: request.log as Logger,
  setCookie: (cookie) => void reply.header('set-cookie', cookie),
  header: (name, value) => void reply.header(name, value),
})

/** A credential's own channel wins; staff and keys without one name it by header. */
function channelOf(request: FastifyRequest, actor: Actor): string {
  const named = request.headers['hilo-channel']
  if (named === undefined) return actor.channel ?? 'desk'
  if (typeof named !== 'string' || named.length > 60 || !CHANNEL.test(named)) {
    throw refused('bad_channel', { detail: 'Hilo-Channel is not the code of a channel.' }, 400)
  }
  return actor.channel ?? named
}

function keyOf(route: Route, request: FastifyRequest): string {
  if (route.method !== 'POST' || route.key === 'none') return ''
  const key = request.headers['idempotency-key']
  if (key === undefined) {
    if (route.key === 'optional') return ''
    throw refused(
      'idempotency_key_needed',
      { detail: 'Send an Idempotency-Key, so that a repeat does not do it twice.' },
      400,
    )
  }
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw refused('bad_idempotency_key', { detail: 'Idempotency-Key must be 1 to 200 visible ASCII characters.' }, 400)
  }
  return key
}
