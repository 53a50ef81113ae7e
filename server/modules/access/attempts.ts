import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { hashSecret } from '#platform/ids'
import { plainEmail, windowOf } from './rules.ts'

/** So many tries of one subject in one window. The subject is stored hashed: it may be an address. */
export type Limit = { subject: string; most: number; seconds: number }

const QUARTER_HOUR_S = 15 * 60
const HOUR_S = 3600

export const signInsOf = (email: string): Limit => ({
  subject: `sign_in|${plainEmail(email)}`,
  most: 5,
  seconds: QUARTER_HOUR_S,
})
export const signInsFrom = (address: string): Limit => ({
  subject: `sign_in_from|${address}`,
  most: 50,
  seconds: QUARTER_HOUR_S,
})
export const secondFactorsOf = (staff_id: string): Limit => ({
  subject: `second|${staff_id}`,
  most: 5,
  seconds: QUARTER_HOUR_S,
})
/** At whichever till: ten thousand PINs are soon tried through by those who may try on. */
export const pinsOf = (staff_id: string): Limit => ({ subject: `pin|${staff_id}`, most: 5, seconds: QUARTER_HOUR_S })
export const codesTo = (kind: string, contact: string): Limit => ({
  subject: `code|${kind}|${contact}`,
  most: 5,
  seconds: HOUR_S,
})
export const codesFrom = (address: string): Limit => ({ subject: `code_from|${address}`, most: 50, seconds: HOUR_S })

/** Nobody mistypes the code of a cart so often; who guesses would need millions. */
export const cartCodesFrom = (address: string): Limit => ({
  subject: `cart_code_from|${address}`,
  most: 60,
  seconds: QUARTER_HOUR_S,
})

/**
 * Counts a try before it is made, so that parallel tries cannot slip through. Until this transaction ends
 * the subject is locked. Refused: `too_many_attempts` (429) with `retry_after_s`.
 */
export async function countAttempt(ctx: Ctx, { subject, most, seconds }: Limit): Promise<void> {
  const { window_at, retry_after_s } = windowOf(ctx.now, seconds)
  const counted = await ctx.sql<{ attempts: number }>`
    insert into access_attempt as a (subject, window_at, attempts)
    values (${hashSecret(subject)}, ${window_at}, 1)
    on conflict (subject, window_at) do update set attempts = a.attempts + 1 where a.attempts < ${most}
    returning attempts`
  if (counted.length === 0) {
    throw refused('too_many_attempts', { detail: 'Too many attempts; please wait a little.', retry_after_s }, 429)
  }
}

/** After a success the tries before it no longer count. */
export async function forgetAttempts(ctx: Ctx, { subject }: Limit): Promise<void> {
  await ctx.sql`delete from access_attempt where subject = ${hashSecret(subject)}`
}
