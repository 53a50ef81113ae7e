import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { LINES_MAX, LINE_QUANTITY_MAX } from './rules.ts'

/** Adds the lines of carts to another one: the same article becomes one line, up to what a line may hold. */
export async function copyLines(ctx: Ctx, { from, to }: { from: readonly string[]; to: string }): Promise<void> {
  const ids = Array.from({ length: LINES_MAX * from.length }, newId)
  await ctx.sql`
    with given as (
      select variant_id, saved, least(${LINE_QUANTITY_MAX}::int, sum(quantity)::int) as quantity, max(note) as note,
             min(added_in) as added_in, min(added_by) as added_by, min(added_at) as added_at, max(price_seen) as price_seen,
             row_number() over (order by min(added_at), variant_id) as place
        from cart_line where cart_id = any(${from}::uuid[])
       group by variant_id, saved
    )
    insert into cart_line (id, cart_id, variant_id, quantity, position, saved, note, added_in, added_by, added_at, price_seen)
    select (${ids}::uuid[])[place], ${to}::uuid, variant_id, quantity,
           place + coalesce((select max(position) from cart_line where cart_id = ${to}), -1), saved, note, added_in, added_by, added_at, price_seen
      from given
    on conflict (cart_id, variant_id, saved) do update
      set quantity = least(${LINE_QUANTITY_MAX}::int, cart_line.quantity + excluded.quantity), note = coalesce(cart_line.note, excluded.note)`
}
