import type { Role } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { Refused } from '#platform/errors'
import type { Steps } from '#platform/route'
import { countAttempt, forgetAttempts, signInsFrom, signInsOf } from './attempts.ts'
import { staffSignInFailed, staffSignedIn } from './events.ts'
import { NOBODYS_HASH, isPassword } from './passwords.ts'
import { plainEmail } from './rules.ts'
import { openStaffSession } from './sessions.ts'
import type { Opened } from './sessions.ts'
import { useSecondFactor } from './totp.ts'

export type SignIn = { email: string; password: string; totp_code?: string; recovery_code?: string }
export type StaffSignedIn = Opened & { staff: SignedInStaff }
export type SignedInStaff = { id: string; email: string; name: string; role: Role; locale: string }

type Account = SignedInStaff & { active: boolean; hash: string | null }

/**
 * E-mail and password, and a second factor where one was set up. Whether the e-mail is known cannot be
 * told from the answer or from how long it takes. Refused: bad_sign_in, totp_required, bad_second_factor
 * (all 401), too_many_attempts (429); outside: busy (503).
 */
export async function signIn(steps: Steps, input: SignIn): Promise<StaffSignedIn> {
  await steps.write(async (ctx) => {
    await countAttempt(ctx, signInsFrom(steps.address))
    await countAttempt(ctx, signInsOf(input.email))
  })
  const account = await steps.read((ctx) => accountOf(ctx, input.email))
  const right = await isPassword(input.password, account?.hash ?? NOBODYS_HASH)
  // A failure is a fact too: the transaction commits it, and only then is the caller refused.
  const answer = await steps.write((ctx) => settle(ctx, { input, account, right, user_agent: steps.user_agent }))
  if ('refusal' in answer) throw answer.refusal
  return answer
}

async function accountOf(ctx: Ctx, email: string): Promise<Account | null> {
  const [account] = await ctx.sql<Account>`
    select s.id, s.email, s.name, s.role, s.locale, s.active, p.hash
      from staff s left join access_password p on p.staff_id = s.id
     where lower(s.email) = ${plainEmail(email)}`
  return account ?? null
}

type Tried = { input: SignIn; account: Account | null; right: boolean; user_agent: string }

async function settle(
  ctx: Ctx,
  { input, account, right, user_agent }: Tried,
): Promise<StaffSignedIn | { refusal: Refused }> {
  const wrong = refused('bad_sign_in', { detail: 'E-mail and password do not belong together.' }, 401)
  if (!account) return fail(ctx, null, 'unknown', wrong)
  if (!right) return fail(ctx, account.id, 'password', wrong)
  if (!account.active) return fail(ctx, account.id, 'inactive', wrong)
  if (!(await isStillThePassword(ctx, account))) return fail(ctx, account.id, 'password', wrong)

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
  const opened = await openStaffSession(ctx, { staff_id: account.id, user_agent })
  ctx.emit(
    staffSignedIn,
    { method: 'password', second_factor: second },
    { subject_kind: 'staff', subject_id: account.id },
  )
  const { id, email, name, role, locale } = account
  return { ...opened, staff: { id, email, name, role, locale } }
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
