import { Type } from 'typebox'
import type { Ctx } from '#platform/ctx'
import { assert } from '#platform/errors'
import { Page, PageQuery } from '#platform/page'
import { Id, Instant, Named, Nullable, OneOf, Shape, Text, Time, readRoute, writeRoute } from '#platform/route'
import { TRACKED } from './events.ts'
import { ownTimeline } from './own-timeline.ts'
import { dataRoutes } from './routes-data.ts'
import { timeline } from './timeline.ts'
import { STEPS_MAX, track } from './track.ts'

/** As the shopper it happened with is told it: the shape has no field for staff or for other ids of theirs. */
const OwnMoment = Type.Object({
  id: Id,
  type: Type.String(),
  channel: Type.String(),
  store_id: Nullable(Id),
  store_name: Nullable(Type.String()),
  actor_kind: Type.String(),
  subject_kind: Nullable(Type.String()),
  subject_id: Nullable(Id),
  occurred_at: Time,
  data: Type.Record(Type.String(), Type.Unknown()),
})
const Moment = Type.Object({ ...OwnMoment.properties, actor_name: Nullable(Type.String()), customer_id: Id })

const Ask = Shape({ ...PageQuery, channel: Type.Optional(Text(60)), types: Type.Optional(Text(400)) })
const LIMIT_DEFAULT = 50

const own = (ctx: Ctx): string => {
  assert(ctx.actor.customer_id, 'a shopper has a customer id')
  return ctx.actor.customer_id
}

export const routes = [
  readRoute({
    operation: 'getTimeline',
    method: 'GET',
    path: '/customers/:customer_id/timeline',
    summary: 'The thread of a customer: every channel, newest first',
    who: ['timeline.read'],
    params: Shape({ customer_id: Id }),
    query: Ask,
    reply: Page(Moment),
    handle: (ctx, { params, query }) =>
      timeline(ctx, {
        customer_id: params.customer_id,
        limit: query.limit ?? LIMIT_DEFAULT,
        after: query.after,
        channel: query.channel,
        types: query.types?.split(','),
      }),
  }),
  readRoute({
    operation: 'getMyTimeline',
    method: 'GET',
    path: '/me/timeline',
    summary: "The shopper's own thread",
    who: ['customer'],
    query: Shape({ ...PageQuery }),
    reply: Page(OwnMoment),
    handle: (ctx, { query }) =>
      ownTimeline(ctx, { customer_id: own(ctx), limit: query.limit ?? LIMIT_DEFAULT, after: query.after }),
  }),
  writeRoute({
    operation: 'trackSteps',
    method: 'POST',
    path: '/me/steps',
    summary: 'What the shopper did: pages, searches, visits',
    who: ['customer'],
    refusals: ['step_too_large'],
    key: 'optional',
    status: 202,
    body: Shape({
      steps: Type.Array(
        Shape({
          id: Id,
          type: OneOf(TRACKED),
          occurred_at: Type.Optional(Instant),
          store_id: Type.Optional(Id),
          data: Type.Optional(
            Named(Type.Union([Text(500, 0), Type.Number(), Type.Boolean(), Type.Null()]), { name_max: 60, most: 20 }),
          ),
        }),
        { minItems: 1, maxItems: STEPS_MAX },
      ),
    }),
    reply: Type.Object({ taken: Type.Integer() }),
    handle: (ctx, { body }) => track(ctx, { customer_id: own(ctx), steps: body.steps }),
  }),
  ...dataRoutes,
]
