import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { gathered } from '#platform/gathered'
import { customerEdited } from './events.ts'
import { indexTerm, nameTerms } from './terms.ts'

export type NameNameless = { customer_id: string; name: string }

/**
 * Somebody nobody knew by name said one, as when they leave their contact at the checkout: staff then see whom they speak
 * to. A name that is known stays, since a contact may be another's. The first word is taken for the given name; whoever
 * it is can put that right.
 */
export async function nameNameless(ctx: Ctx, { customer_id, name }: NameNameless): Promise<void> {
  const [given_name = '', ...rest] = name.trim().split(/\s+/)
  if (given_name === '') return
  const family_name = rest.join(' ') || null
  if (!(await nameAll(ctx, { customer_id, given_name, family_name, at: ctx.now }))) return
  // Who had no name had no words of one.
  indexTerm(ctx, nameTerms(customer_id, given_name, family_name))
  ctx.emit(
    customerEdited,
    { fields: ['given_name', 'family_name'] },
    { customer_id, subject_kind: 'customer', subject_id: customer_id },
  )
}

type Named = { customer_id: string; given_name: string; family_name: string | null; at: Date }

const nameAll = gathered<Named, boolean>(async ({ sql }, asks) => {
  // Of several who say it of one person the first is heard.
  const first = new Map(asks.toReversed().map((ask) => [ask.customer_id.toLowerCase(), ask]))
  const named = await sql<{ id: string }>`
    update customer c set given_name = n.given_name, family_name = n.family_name, updated_at = n.at
      from jsonb_to_recordset(${json([...first.values()])}) as n(customer_id uuid, given_name text, family_name text, at timestamptz)
     where c.id = any(${[...first.keys()]}::uuid[]) and c.id = n.customer_id
       and c.given_name is null and c.family_name is null and c.company is null and c.erased_at is null
    returning c.id`
  const ids = new Set(named.map(({ id }) => id))
  return asks.map((ask) => ids.has(ask.customer_id.toLowerCase()) && first.get(ask.customer_id.toLowerCase()) === ask)
})
