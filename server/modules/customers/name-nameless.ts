import type { Ctx } from '#platform/ctx'
import { customerEdited } from './events.ts'
import { reindex } from './terms.ts'

export type NameNameless = { customer_id: string; name: string }

/**
 * Somebody nobody knew by name said one, as when they leave their contact at the checkout: staff then see whom they speak
 * to. A name that is known stays, since a contact may be another's. The first word is taken for the given name; whoever
 * it is can put that right.
 */
export async function nameNameless(ctx: Ctx, { customer_id, name }: NameNameless): Promise<void> {
  const [given_name = '', ...rest] = name.trim().split(/\s+/)
  if (given_name === '') return
  const named = await ctx.sql<{ id: string }>`
    update customer set given_name = ${given_name}, family_name = ${rest.join(' ') || null}, updated_at = ${ctx.now}
     where id = ${customer_id} and given_name is null and family_name is null and company is null and erased_at is null
    returning id`
  if (named.length === 0) return
  await reindex(ctx, customer_id)
  ctx.emit(
    customerEdited,
    { fields: ['given_name', 'family_name'] },
    { customer_id, subject_kind: 'customer', subject_id: customer_id },
  )
}
