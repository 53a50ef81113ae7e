import type { Ctx } from '#platform/ctx'
import type { Letter } from '#platform/post'
import { mayContact } from './may-contact.ts'

/** Where a letter goes. */
export type Way = Pick<Letter, 'to_kind' | 'to'>
type Contact = { email?: string | null | undefined; phone?: string | null | undefined }

/** The first contact whose owner takes messages about their orders: the mail address, else the phone. */
export async function reachable(ctx: Ctx, contact: Contact | null): Promise<Way | null> {
  const ways = [
    { to_kind: 'email' as const, to: contact?.email, channel: 'email' as const },
    { to_kind: 'phone' as const, to: contact?.phone, channel: 'sms' as const },
  ]
  for (const { to_kind, to, channel } of ways) {
    if (!to) continue
    const { allowed } = await mayContact(ctx, { contact_kind: to_kind, contact_value: to, channel, purpose: 'service' })
    if (allowed) return { to_kind, to }
  }
  return null
}
