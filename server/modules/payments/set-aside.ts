import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { announce, effectFailed } from './events.ts'
import type { Payment } from './payment.ts'
import { isOpen } from './rules.ts'
import { askVoid } from './void.ts'

/**
 * A provider said of a payment what it cannot say: it is told once, and a payment nobody has authorised yet is closed,
 * so that the payer can try another one and money we do not understand is let go of.
 */
export async function setAside(ctx: Ctx, payment: Payment, error: string): Promise<void> {
  const { id, amount } = payment
  const effect_id = newId()
  const [told] = await ctx.sql<{ id: string }>`
    insert into payment_effect (id, payment_id, kind, amount, status, error, asked_at, settled_at)
    select ${effect_id}::uuid, ${id}::uuid, 'authorise', ${amount}::bigint, 'failed', ${error}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
     where not exists (select 1 from payment_effect
                        where payment_id = ${id} and kind = 'authorise' and status = 'failed' and error = ${error})
    returning id`
  if (told) announce(ctx, effectFailed, payment, { amount, effect_id, kind: 'authorise', error })
  if (!isOpen(payment.status)) return
  await ctx.sql`
    update payment set status = 'declined', decline_code = ${error}, action_url = null, updated_at = ${ctx.now} where id = ${id}`
  await askVoid(ctx, { payment_id: id, reason: error })
}
