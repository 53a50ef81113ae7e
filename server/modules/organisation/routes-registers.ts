import { Type } from 'typebox'
import { Id, readRoute } from '#platform/route'
import { fragment } from '#platform/ctx'

const REGISTERS_MAX = 1_000

/** Where a new till may stand. */
export const registerRoutes = [
  readRoute({
    operation: 'listRegisters',
    method: 'GET',
    path: '/registers',
    summary: 'The cash positions of one’s stores',
    who: ['organisation.read'],
    reply: Type.Object({
      items: Type.Array(Type.Object({ id: Id, store_id: Id, code: Type.String(), name: Type.String() })),
    }),
    handle: async (ctx) => {
      const { store_ids } = ctx.actor
      const mine = store_ids === null ? fragment`` : fragment`where store_id = any(${[...store_ids]}::uuid[])`
      const items = await ctx.sql<{ id: string; store_id: string; code: string; name: string }>`
        select id, store_id, code, name from register ${mine} order by store_id, code limit ${REGISTERS_MAX}`
      return { items }
    },
  }),
]
