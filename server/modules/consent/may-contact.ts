import { retailer } from '#organisation'
import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { gathered } from '#platform/gathered'
import type { Answer, ConsentChannel, ContactPoint, Purpose } from './rules.ts'
import { contactPoint, verdict } from './rules.ts'

export type MayContact = ContactPoint & { channel: ConsentChannel; purpose: Purpose }

/**
 * Whether this contact may be used for this, now. Asked of the contact, not of the person: a merge neither widens nor
 * narrows it. `because`: granted, denied, withdrawn, service_by_default, never_asked, contact_unusable.
 */
export async function mayContact(
  ctx: Ctx,
  { channel, purpose, ...asked }: MayContact,
): Promise<{ allowed: boolean; because: string }> {
  const contact = contactPoint(asked, (await retailer(ctx)).country)
  if (!contact) return { allowed: false, because: 'contact_unusable' }
  return verdict(purpose, await latestAnswer(ctx, { ...contact, channel, purpose }))
}

/** More people do not share one contact. */
const ANSWERED_BY_MAX = 200

/** Whose answers such a verdict tells of; where nobody answered it tells of nobody. */
export async function answeredBy(ctx: Ctx, { channel, purpose, ...asked }: MayContact): Promise<string[]> {
  const contact = contactPoint(asked, (await retailer(ctx)).country)
  if (!contact) return []
  const rows = await ctx.sql<{ customer_id: string }>`
    select distinct customer_id from consent
     where contact_kind = ${contact.contact_kind} and contact_value = ${contact.contact_value}
       and channel = ${channel} and purpose = ${purpose} limit ${ANSWERED_BY_MAX}`
  return rows.map(({ customer_id }) => customer_id)
}

const latestAnswer = gathered<MayContact, Answer | null>(async ({ sql }, asks) => {
  const rows = await sql<{ answer: Answer | null }>`
    select latest.answer
      from jsonb_to_recordset(${json(asks.map((ask, turn) => ({ ...ask, turn })))})
             as a(turn int, contact_kind text, contact_value text, channel text, purpose text)
      left join lateral (
        select answer from consent c
         where c.contact_kind = a.contact_kind and c.contact_value = a.contact_value
           and c.channel = a.channel and c.purpose = a.purpose
         order by c.answered_at desc, c.id desc limit 1) latest on true
     order by a.turn`
  return rows.map(({ answer }) => answer)
})
