import { json } from '#platform/ctx'
import { gathered } from '#platform/gathered'
import { spokenCode } from '#platform/ids'
import type { Order, OrderLine } from './order.ts'

/**
 * A number people can read out: eight signs of an alphabet without look-alikes. Drawn, not counted: a
 * counter row would queue every placing behind the one before and tell competitors how much is sold.
 */
export const drawNumber = (): string => `H-${block()}-${block()}`

/** At least one digit in each, so that a search box knows a piece of a number from a name. */
function block(): string {
  for (;;) {
    const signs = spokenCode(4)
    if (/[0-9]/.test(signs)) return signs
  }
}

export type Inserted = { id: string; number: string; external_id: string | null; store_name: string | null }

type Rows = { orders: readonly Order[]; lines: readonly OrderLine[] }

/**
 * Writes orders with their lines in one statement; rows travel as documents in the shape of their tables.
 * Answers those that were new: an order whose number, cart or external id exists already is left out
 * with its lines.
 */
export const insertOrders = gathered<Rows, Inserted[]>(async ({ sql }, asks) => {
  const written = await sql<Inserted>`
    with written as (
      insert into orders select * from jsonb_populate_recordset(null::orders, ${json(asks.flatMap(({ orders }) => orders))})
      on conflict do nothing
      returning id, number, external_id, coalesce(pickup_store_id, store_id) as store_id
    ), lines as (
      insert into order_line
      select line.* from jsonb_populate_recordset(null::order_line, ${json(asks.flatMap(({ lines }) => lines))}) line
        join written on written.id = line.order_id
    )
    select written.id, written.number, written.external_id, store.name as store_name
      from written left join store on store.id = written.store_id`
  const left = new Map(written.map((one) => [one.id, one]))
  // An id that two of them ask for was written for the first.
  return asks.map(({ orders }) =>
    orders.flatMap(({ id }) => {
      const one = left.get(id.toLowerCase())
      left.delete(id.toLowerCase())
      return one ?? []
    }),
  )
})
