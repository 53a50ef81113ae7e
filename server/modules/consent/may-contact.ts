import { retailer } from '#organisation'
import type { Ctx } from '#platform/ctx'
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
  const [latest] = await ctx.sql<{ answer: Answer }>`
    select answer from consent
     where contact_kind = ${contact.contact_kind} and contact_value = ${contact.contact_value}
       and channel = ${channel} and purpose = ${purpose}
     order by answered_at desc, id desc limit 1`
  return verdict(purpose, latest?.answer ?? null)
}
