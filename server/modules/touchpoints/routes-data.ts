import { ownId } from '#customers'
import { Id, Shape, readRoute } from '#platform/route'
import { Data, OwnData } from './data-shapes.ts'
import { dataOf } from './data.ts'

export const dataRoutes = [
  readRoute({
    operation: 'exportCustomer',
    method: 'GET',
    path: '/customers/:customer_id/data',
    summary: 'Everything held of a person, to hand over',
    who: ['customers.export'],
    params: Shape({ customer_id: Id }),
    reply: Data,
    handle: (ctx, { params }) => dataOf(ctx, { ...params, for: 'staff' }) as never,
  }),
  readRoute({
    operation: 'exportOwnData',
    method: 'GET',
    path: '/me/data',
    summary: 'Everything we hold of you, to take with you',
    who: ['verified'],
    reply: OwnData,
    handle: (ctx) => dataOf(ctx, { customer_id: ownId(ctx), for: 'customer' }) as never,
  }),
]
