import { Type } from 'typebox'
import { Id, OneOf, Quantity, Shape, Text, writeRoute } from '#platform/route'
import { adjust } from './adjust.ts'
import { countStock } from './count.ts'
import type { ChangedLevel } from './levels.ts'
import { setStockPolicy } from './policy.ts'
import { receive } from './receive.ts'
import { mustWorkAt } from './routes.ts'
import { receiveTransfer, sendTransfer } from './transfer.ts'
import { transferPlaces } from './transfer-places.ts'

const LINES_MAX = 500
const UNITS_MAX = 1_000_000

const Units = Type.Integer({ minimum: 0, maximum: UNITS_MAX })
const Signed = Type.Integer({ minimum: -UNITS_MAX, maximum: UNITS_MAX })
const Lines = <S extends ReturnType<typeof Shape>>(line: S) => Type.Array(line, { minItems: 1, maxItems: LINES_MAX })

/** What the moved levels are now; empty when the same thing was said before. */
const Moved = Shape({
  levels: Type.Array(
    Shape({
      variant_id: Id,
      location_id: Id,
      on_hand: Type.Integer(),
      allocated: Type.Integer(),
      reserved: Type.Integer(),
      available: Type.Integer(),
    }),
  ),
})

const movedOf = (levels: readonly ChangedLevel[]) => ({
  levels: levels.map(({ variant_id, location_id, on_hand, allocated, reserved, free }) => ({
    variant_id,
    location_id,
    on_hand,
    allocated,
    reserved,
    available: Math.max(0, free),
  })),
})

export const goodsRoutes = [
  writeRoute({
    operation: 'receiveStock',
    method: 'POST',
    path: '/stock/receipts',
    summary: 'Goods come in; the same receipt id comes in once',
    who: ['stock.receive'],
    body: Shape({
      id: Id,
      location_id: Id,
      reference: Type.Optional(Text(120)),
      lines: Lines(Shape({ variant_id: Id, quantity: Type.Integer({ minimum: 1, maximum: UNITS_MAX }) })),
    }),
    reply: Moved,
    refusals: ['unknown_article', 'not_found'],
    handle: async (ctx, { body }) => {
      await mustWorkAt(ctx, body.location_id)
      return movedOf(await receive(ctx, body))
    },
  }),
  writeRoute({
    operation: 'adjustStock',
    method: 'POST',
    path: '/stock/adjustments',
    summary: 'Put the book right with a reason: found, lost, damaged, thrown away',
    who: ['stock.adjust'],
    body: Shape({
      id: Id,
      location_id: Id,
      reason: Text(200, 3),
      lines: Lines(Shape({ variant_id: Id, on_hand: Type.Optional(Signed), damaged: Type.Optional(Signed) })),
    }),
    reply: Moved,
    refusals: ['not_enough', 'article_twice', 'unknown_article', 'not_found'],
    handle: async (ctx, { body }) => {
      await mustWorkAt(ctx, body.location_id)
      return movedOf(await adjust(ctx, body))
    },
  }),
  writeRoute({
    operation: 'countStock',
    method: 'POST',
    path: '/stock/counts',
    summary: 'Book what was counted on the shelf; answers the variances',
    who: ['stock.count'],
    body: Shape({
      location_id: Id,
      reason: Text(200, 3),
      lines: Lines(Shape({ id: Id, variant_id: Id, counted: Units })),
    }),
    reply: Shape({
      counts: Type.Array(
        Shape({ id: Id, variant_id: Id, expected: Type.Integer(), counted: Type.Integer(), variance: Type.Integer() }),
      ),
    }),
    refusals: ['article_twice', 'line_twice', 'unknown_article', 'not_found'],
    handle: async (ctx, { body }) => {
      await mustWorkAt(ctx, body.location_id)
      return { counts: await countStock(ctx, body) }
    },
  }),
  writeRoute({
    operation: 'setStockPolicy',
    method: 'PUT',
    path: '/stock/policies',
    summary: 'Units kept back from promises, and how far promises may exceed the goods',
    who: ['stock.adjust'],
    body: Shape({
      location_id: Id,
      lines: Lines(
        Shape({ variant_id: Id, safety_stock: Type.Optional(Units), backorder_limit: Type.Optional(Units) }),
      ),
    }),
    reply: Shape({ set: Type.Boolean() }),
    refusals: ['article_twice', 'unknown_article', 'not_found'],
    handle: async (ctx, { body }) => {
      await mustWorkAt(ctx, body.location_id)
      await setStockPolicy(ctx, body)
      return { set: true }
    },
  }),
  writeRoute({
    operation: 'sendTransfer',
    method: 'POST',
    path: '/stock/transfers',
    summary: 'Send goods to another place; what is promised stays',
    who: ['stock.transfer'],
    status: 201,
    body: Shape({
      id: Id,
      from_id: Id,
      to_id: Id,
      reason: Type.Optional(Text(200)),
      lines: Lines(Shape({ variant_id: Id, quantity: Quantity })),
    }),
    reply: Shape({ transfer_id: Id }),
    refusals: ['not_enough', 'same_place', 'unknown_article', 'not_found'],
    handle: async (ctx, { body }) => {
      await mustWorkAt(ctx, body.from_id)
      return sendTransfer(ctx, body)
    },
  }),
  writeRoute({
    operation: 'receiveTransfer',
    method: 'POST',
    path: '/stock/transfers/:transfer_id/receipts',
    summary: 'Goods of a transfer arrive, in part or all; closing it books what is missing',
    who: ['stock.transfer', 'stock.receive'],
    params: Shape({ transfer_id: Id }),
    body: Shape({
      receipt_id: Id,
      lines: Type.Array(Shape({ variant_id: Id, received: Units }), { maxItems: LINES_MAX }),
      close: Type.Optional(Type.Boolean({ default: false })),
    }),
    reply: Shape({ transfer_id: Id, status: OneOf(['sent', 'received', 'received_short']), missing: Type.Integer() }),
    refusals: ['more_than_sent', 'transfer_closed'],
    handle: async (ctx, { params, body }) => {
      const { to_id } = await transferPlaces(ctx, params.transfer_id)
      await mustWorkAt(ctx, to_id)
      return receiveTransfer(ctx, { close: false, ...params, ...body })
    },
  }),
]
