import type { Role } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { Refused } from '#platform/errors'
import type { Steps } from '#platform/route'
import { countAttempt, forgetAttempts, signInsFrom, signInsOf } from './attempts.ts'
import { staffSignInFailed, staffSignedIn } from './events.ts'
import { NOBODYS_HASH, hashPassword, isPassword, isSamePassword } from './passwords.ts'
import { plainEmail } from './rules.ts'
import { openStaffSession } from './sessions.ts'
import type { Opened } from './sessions.ts'
import { setPassword } from './staff.ts'
import { useSecondFactor } from './totp.ts'
import { mustBeUncommon } from './weak-passwords.ts'

export type SignIn = {
  email: string
  password: string
  /** Instead of one that was given. */
  new_password?: string
  totp_code?: string
  recovery_code?: string
}
export type StaffSignedIn = Opened & { staff: SignedInStaff }
export type SignedInStaff = { id: string; email: string; name: string; role: Role; locale: string }

/** `given`: the password is not their own; good for choosing one, or over. */
type Account = SignedInStaff & { active: boolean; hash: string | null; given: 'good' | 'over' | null }

/**
 * E-mail and password, and a second factor where one was set up. Whether the e-mail is known cannot be
 * told from the answer or from how long it takes. A password that was given is good for choosing one's own, in the same
 * call. Refused: bad_sign_in, password_given, password_expired, totp_required, bad_second_factor (all 401),
 * password_is_own (409), password_unchanged, password_too_common, too_many_attempts (429); outside: busy (503).
 */
export async function signIn(steps: Steps, input: SignIn): Promise<StaffSignedIn> {
  await steps.write(async (ctx) => {
    await countAttempt(ctx, signInsFrom(steps.address))
    await countAttempt(ctx, signInsOf(input.email))
  })
  const account = await steps.read((ctx) => accountOf(ctx, input.email))
  const right = await isPassword(input.password, account?.hash ?? NOBODYS_HASH)
  const own = right && account?.active && account.given === 'good' ? await chosen(steps, input, account) : null
  // A failure is a fact too: the transaction commits it, and only then is the caller refused.
  const answer = await steps.write((ctx) => settle(ctx, { input, account, right, own, user_agent: steps.user_agent }))
  if ('refusal' in answer) throw answer.refusal
  return answer
}

async function accountOf(ctx: Ctx, email: string): Promise<Account | null> {
  const [account] = await ctx.sql<Account>`
    select s.id, s.email, s.name, s.role, s.locale, s.active, p.hash,
           case when p.given_until > ${ctx.now} then 'good' when p.given_until is not null then 'over' end as given
      from staff s left join access_password p on p.staff_id = s.id
     where lower(s.email) = ${plainEmail(email)}`
  return account ?? null
}

/**
 * The hash of the password somebody chooses; null: they have not chosen yet. Who knows the one they were given is not
 * guessing, however often what they choose is refused.
 */
async function chosen(steps: Steps, input: SignIn, { name, email }: Account): Promise<string | null> {
  const { password, new_password } = input
  if (new_password === undefined) return null
  try {
    if (isSamePassword(new_password, password))
      throw refused('password_unchanged', { detail: 'This is the password you were given.', field: 'new_password' })
    await mustBeUncommon(new_password, [name, email])
  } catch (refusal) {
    await steps.write((ctx) => forgetAttempts(ctx, signInsOf(input.email)))
    throw refusal
  }
  return hashPassword(new_password)
}

/** `own`: the hash of the password they chose instead of one they were given. */
type Tried = { input: SignIn; account: Account | null; right: boolean; own: string | null; user_agent: string }

async function settle(
  ctx: Ctx,
  { input, account, right, own, user_agent }: Tried,
): Promise<StaffSignedIn | { refusal: Refused }> {
  const wrong = refused('bad_sign_in', { detail: 'E-mail and password do not belong together.' }, 401)
  if (!account) return fail(ctx, null, 'unknown', wrong)
  if (!right) return fail(ctx, account.id, 'password', wrong)
  if (!account.active) return fail(ctx, account.id, 'inactive', wrong)
  if (!(await isStillThePassword(ctx, account))) return fail(ctx, account.id, 'password', wrong)
  const given = judgeGiven(account, input)
  if (given?.code === 'password_expired') return fail(ctx, account.id, 'given_password_expired', given)
  if (given) return { refusal: given }

  const second = await useSecondFactor(ctx, { staff_id: account.id, ...input })
  if (second === 'required') {
    return { refusal: refused('totp_required', { detail: 'Please enter the code of your authenticator app.' }, 401) }
  }
  if (second === 'wrong') {
    return fail(
      ctx,
      account.id,
      'second_factor',
      refused('bad_second_factor', { detail: 'This code is not right, or was used before.' }, 401),
    )
  }
  await forgetAttempts(ctx, signInsOf(input.email))
  if (own !== null) await setPassword(ctx, { staff_id: account.id, hash: own, by: 'self' })
  const opened = await openStaffSession(ctx, { staff_id: account.id, user_agent })
  ctx.emit(
    staffSignedIn,
    { method: 'password', second_factor: second },
    { subject_kind: 'staff', subject_id: account.id },
  )
  const { id, email, name, role, locale } = account
  return { ...opened, staff: { id, email, name, role, locale } }
}

/** Whether one may come in with a password that was given, or choose one here at all; the second factor is asked for after it. */
function judgeGiven({ given }: Account, { new_password }: SignIn): Refused | null {
  if (given === null)
    return new_password === undefined
      ? null
      : refused('password_is_own', { detail: 'Your password is your own already: change it when you are in.' }, 409)
  if (given === 'over')
    return refused('password_expired', { detail: 'You were given this password too long ago: ask for another.' }, 401)
  return new_password === undefined
    ? refused('password_given', { detail: 'Please choose a password of your own.' }, 401)
    : null
}

/** The slow comparison lay between: a password changed meanwhile must not open a session any more. */
async function isStillThePassword(ctx: Ctx, account: Account): Promise<boolean> {
  const [row] = await ctx.sql<{
    hash: string
  }>`select hash from access_password where staff_id = ${account.id} for share`
  return row !== undefined && row.hash === account.hash
}

function fail(ctx: Ctx, staff_id: string | null, reason: string, refusal: Refused): { refusal: Refused } {
  ctx.emit(
    staffSignInFailed,
    { reason },
    staff_id === null ? { subject_kind: 'staff' } : { subject_kind: 'staff', subject_id: staff_id },
  )
  return { refusal }
}
