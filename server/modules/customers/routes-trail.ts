import { Type } from 'typebox'
import { PAGE_DEFAULT, Page, PageQuery } from '#platform/page'
import { Id, Instant, Nullable, OneOf, Shape, Time, readRoute } from '#platform/route'
import { LOOKED_AT_MAX, lookedAt } from './looked-at.ts'
import { LookedAtItem } from './shapes.ts'
import { TRAIL_KINDS, guestLooks, looksBy, trailOf } from './trail.ts'

const Trace = Type.Object({
  id: Id,
  kind: OneOf(TRAIL_KINDS),
  what: Type.String({ description: 'The operation that showed the person, or the fact that was written' }),
  customer_id: Id,
  actor_kind: Type.String(),
  actor_id: Nullable(Id),
  actor_name: Nullable(Type.String()),
  channel: Type.String(),
  store_id: Nullable(Id),
  request_id: Nullable(Type.String({ description: 'The request, as the log of the server names it' })),
  at: Time,
})

const Look = Type.Object({
  ...Trace.properties,
  customer_name: Nullable(Type.String({ description: 'As it is now; null where nobody said one' })),
})

const { kind: _kind, customer_id: _customer, ...seen } = Trace.properties
const GuestLook = Type.Object({ ...seen, subject_kind: OneOf(['order', 'cart']), subject_id: Id })

const Between = { from: Type.Optional(Instant), to: Type.Optional(Instant) }
const dates = ({ from, to }: { from?: string; to?: string }) => ({
  from: from === undefined ? undefined : new Date(from),
  to: to === undefined ? undefined : new Date(to),
})

export const trailRoutes = [
  readRoute({
    operation: 'getCustomerTrail',
    method: 'GET',
    path: '/customers/:customer_id/trail',
    summary: 'Who of the retailer saw this person, and who changed what about them, newest first',
    who: ['customers.audit'],
    params: Shape({ customer_id: Id }),
    query: Shape({
      ...PageQuery,
      ...Between,
      kind: Type.Optional(OneOf(TRAIL_KINDS)),
      actor_id: Type.Optional(Id),
    }),
    reply: Page(Trace),
    refusals: ['other_store', 'bad_cursor', 'not_found'],
    handle: (ctx, { params, query: { from, to, limit = PAGE_DEFAULT, ...query } }) =>
      trailOf(ctx, { ...params, ...query, ...dates({ from, to } as never), limit }),
  }),
  readRoute({
    operation: 'listLookedAt',
    method: 'GET',
    path: '/looked-at',
    summary: 'Whose page one has opened oneself, the last first',
    who: ['customers.read'],
    query: Shape({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LOOKED_AT_MAX, default: LOOKED_AT_MAX })),
    }),
    reply: Type.Object({ items: Type.Array(LookedAtItem) }),
    people: ({ items }) => items.map(({ id }) => id),
    handle: async (ctx, { query }) => ({ items: await lookedAt(ctx, query.limit ?? LOOKED_AT_MAX) }),
  }),
  readRoute({
    operation: 'listLooks',
    method: 'GET',
    path: '/looks',
    summary: 'Whom a member of staff, a till or a key has seen, newest first',
    who: ['customers.audit'],
    query: Shape({ ...PageQuery, ...Between, actor_id: Id }),
    reply: Page(Look),
    refusals: ['other_store', 'bad_cursor'],
    handle: (ctx, { query: { from, to, limit = PAGE_DEFAULT, ...query } }) =>
      looksBy(ctx, { ...query, ...dates({ from, to } as never), limit }),
  }),
  readRoute({
    operation: 'listGuestLooks',
    method: 'GET',
    path: '/guest-looks',
    summary: 'Who of the retailer saw the orders and carts of people without a record, newest first',
    who: ['customers.audit'],
    query: Shape({ ...PageQuery, ...Between, subject_id: Type.Optional(Id), actor_id: Type.Optional(Id) }),
    reply: Page(GuestLook),
    refusals: ['other_store', 'bad_cursor'],
    handle: (ctx, { query: { from, to, limit = PAGE_DEFAULT, ...query } }) =>
      guestLooks(ctx, { ...query, ...dates({ from, to } as never), limit }) as never,
  }),
]
