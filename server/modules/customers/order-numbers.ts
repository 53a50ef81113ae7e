import { fragment } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import { SPOKEN } from '#platform/ids'
import { backwardsOf, compact, termOf } from './find-rules.ts'
import { beginning } from './terms.ts'

/**
 * Makes customers findable by the numbers of their orders, after the fact; nobody who was erased meanwhile, nor while this
 * is written: whoever erases waits for the lock, or is waited for.
 */
export async function indexOrders(
  { sql }: Ctx,
  orders: readonly { customer_id: string; number: string }[],
): Promise<void> {
  const ids = orders.map(({ customer_id }) => customer_id)
  const terms = orders.map(({ number }) => termOf('order', number))
  await sql`
    insert into customer_term (customer_id, kind, term)
    select c.id, 'order', said.term
      from unnest(${ids}::uuid[], ${terms}::text[]) as said(customer_id, term) join customer c on c.id = said.customer_id
     where c.id = any(${ids}::uuid[]) and c.erased_at is null and said.term is not null
     order by c.id for share of c
    on conflict do nothing`
}

/** None, or one that is not known. */
const ONE_MORE = ['', ...SPOKEN.toLowerCase()]
/** A piece of the eight signs behind the H: three of them at least, since fewer are in everybody's number. */
const PIECE = new RegExp(`^[${SPOKEN.toLowerCase()}]{3,8}$`)

/** By indexes that hold other terms too: said plainly, PostgreSQL would read all orders of the index that holds only those. */
const AMONG_OTHERS = fragment`kind in ('phone', 'card', 'order', 'external') and (kind = 'order') is true`

/**
 * The terms of kind `order` that hold the text behind their H, as a select of (customer_id, kind, term); null where no number
 * can. By plain indexes, from the start, from the fourth sign of the term on and from the end; a piece between two of them has
 * one sign more before or behind it, and each of the 28 there are is tried: an index of fragments would hold ten entries
 * for each order.
 */
export function numbersHolding(text: string, limit: number): Fragment | null {
  const piece = compact(text)
  if (!PIECE.test(piece)) return null
  const starts = ONE_MORE.map((sign) => sign + piece)
  const ends = ONE_MORE.map((sign) => sign + backwardsOf(piece))
  return fragment.join(
    [
      beginning(
        starts.map((start) => `h${start}`),
        limit,
        { among: AMONG_OTHERS },
      ),
      beginning(starts, limit, { spelling: fragment`substr(term, 4)`, among: fragment`kind = 'order'` }),
      beginning(ends, limit, { spelling: fragment`reverse(term)`, among: AMONG_OTHERS }),
    ],
    fragment` union all `,
  )
}
