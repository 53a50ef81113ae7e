import { Type } from 'typebox'
import { mustServeStore } from '#platform/actor'
import { inTurn } from '#platform/ctx'
import { Page, PageQuery } from '#platform/page'
import type { Route } from '#platform/route'
import { Id, Locale, Nullable, OneOf, Shape, Text, Time, readRoute } from '#platform/route'
import { boardItem, fulfilmentBoard } from './board.ts'
import { explain } from './explain.ts'
import { fulfilmentById, linesOf, signatureOf } from './fulfilment.ts'
import { handoverQr } from './handover-qr.ts'
import { proposals } from './proposals.ts'
import { KINDS, STATUSES } from './rules.ts'
import { workRoutes } from './routes-work.ts'
import { FulfilmentItem, fulfilmentParams } from './shapes.ts'

const listFulfilments = readRoute({
  operation: 'listFulfilments',
  method: 'GET',
  path: '/fulfilments',
  summary: 'What the places have to do, the most urgent first; a scanned code finds its pick-up',
  who: ['fulfilment.read', 'device'],
  query: Shape({
    ...PageQuery,
    store_id: Type.Optional(Id),
    location_id: Type.Optional(Id),
    status: Type.Optional(OneOf(STATUSES)),
    kind: Type.Optional(OneOf(KINDS)),
    code: Type.Optional(Text(20)),
    order_id: Type.Optional(Id),
  }),
  reply: Page(FulfilmentItem),
  refusals: ['other_store', 'bad_cursor'],
  handle: (ctx, { query: { store_id, ...filter } }) => {
    if (store_id) mustServeStore(ctx.actor, store_id)
    return fulfilmentBoard(ctx, store_id ? [store_id] : ctx.actor.store_ids, filter)
  },
})

const getFulfilment = readRoute({
  operation: 'getFulfilment',
  planned: 'together',
  method: 'GET',
  path: '/fulfilments/:fulfilment_id',
  summary: 'One fulfilment with what is picked and missing',
  who: ['fulfilment.read', 'device'],
  params: fulfilmentParams,
  reply: FulfilmentItem,
  refusals: ['other_store'],
  handle: async (ctx, { params: { fulfilment_id } }) => {
    const fulfilment = await fulfilmentById(ctx, fulfilment_id)
    mustServeStore(ctx.actor, fulfilment.store_id)
    const [lines, signature] = await inTurn(linesOf(ctx, [fulfilment_id]), signatureOf(ctx, fulfilment_id))
    return { ...boardItem(ctx, fulfilment, lines), signature }
  },
})

const explainFulfilment = readRoute({
  operation: 'explainFulfilment',
  method: 'GET',
  path: '/fulfilments/:fulfilment_id/trace',
  summary: 'Why this place, in words and as it was weighed',
  who: ['fulfilment.read'],
  params: fulfilmentParams,
  query: Shape({ locale: Type.Optional(Locale) }),
  reply: Type.Object({
    fulfilment_id: Id,
    sentences: Type.Array(Type.String()),
    trace: Type.Record(Type.String(), Type.Unknown(), {
      description: 'pass, decided_by and every node with its verdict and numbers',
    }),
  }),
  refusals: ['other_store'],
  handle: async (ctx, { params: { fulfilment_id }, query: { locale = 'es' } }) => {
    mustServeStore(ctx.actor, (await fulfilmentById(ctx, fulfilment_id)).store_id)
    return explain(ctx, { fulfilment_id, locale })
  },
})

const proposeResolutions = readRoute({
  operation: 'proposeResolutions',
  method: 'GET',
  path: '/fulfilments/:fulfilment_id/proposals',
  summary: 'What may be offered for an exception: other stores, or by post',
  who: ['fulfilment.read'],
  params: fulfilmentParams,
  reply: Type.Object({
    stores: Type.Array(
      Type.Object({
        store_id: Id,
        code: Type.String(),
        name: Type.String(),
        distance_km: Nullable(Type.Number()),
        ready_at: Nullable(Time),
      }),
    ),
    ship: Type.Object({ complete: Type.Boolean(), leaves_at: Nullable(Time) }),
  }),
  refusals: ['other_store'],
  handle: (ctx, { params }) => proposals(ctx, params),
})

const getHandoverQr = readRoute({
  operation: 'getHandoverQr',
  method: 'GET',
  path: '/me/fulfilments/:fulfilment_id/qr',
  summary: 'The code of a pick-up that is ready, as SVG and text; for the shopper it waits for',
  who: ['customer'],
  params: fulfilmentParams,
  reply: Type.Object({
    fulfilment_id: Id,
    number: Type.String(),
    code: Type.String(),
    svg: Type.String(),
    store_name: Nullable(Type.String()),
    hold_until: Nullable(Time),
  }),
  refusals: ['not_ready'],
  handle: (ctx, { params }) => handoverQr(ctx, params),
})

export const routes: readonly Route[] = [
  listFulfilments,
  getFulfilment,
  explainFulfilment,
  proposeResolutions,
  getHandoverQr,
  ...workRoutes,
]
