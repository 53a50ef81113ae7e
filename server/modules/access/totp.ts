import { generateSecret, generateURI, verify } from 'otplib'
import { retailer, staffById } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { conflict, refused } from '#platform/errors'
import { hashSecret, spokenCode } from '#platform/ids'
import { seal, unseal } from '#platform/secrets'
import { countAttempt, secondFactorsOf } from './attempts.ts'
import { recoveryCodesMade, totpConfirmed, totpRemoved } from './events.ts'
import { plainRecoveryCode, shownRecoveryCode } from './rules.ts'
import { mustBeMoreThanPin } from './sessions.ts'
import { reachable } from './staff.ts'

/** Clocks of telephones go wrong by some seconds: the code before and the one after are taken too. */
const TOLERANCE_S = 30
const RECOVERY_CODES = 10
/** 16 signs of 28 are 76 bits: a plain hash of them cannot be guessed back. */
const RECOVERY_CODE_SIGNS = 16

/** Begins (or begins again) to set up an authenticator app; nothing is asked of it until it is confirmed. */
export async function startTotp(ctx: Ctx): Promise<{ secret: string; uri: string }> {
  await mustBeMoreThanPin(ctx)
  const staff_id = ctx.actor.id as string
  const secret = generateSecret()
  const [started] = await ctx.sql<{ staff_id: string }>`
    insert into access_totp as t (staff_id, secret) values (${staff_id}, ${seal(secret)})
    on conflict (staff_id) do update set secret = excluded.secret, last_step = 0 where t.confirmed_at is null
    returning staff_id`
  if (!started) throw conflict('totp_active', { detail: 'An authenticator app is set up already; remove it first.' })
  const [{ name }, staff] = [await retailer(ctx), await staffById(ctx, staff_id)]
  return { secret, uri: generateURI({ issuer: name, label: staff?.email ?? staff_id, secret }) }
}

/** The first right code switches the second factor on; the recovery codes are shown this once. */
export async function confirmTotp(
  ctx: Ctx,
  { totp_code }: { totp_code: string },
): Promise<{ recovery_codes: string[] }> {
  const staff_id = ctx.actor.id as string
  const step = await stepOf(ctx, staff_id, totp_code, false)
  if (step === null) throw badSecondFactor()
  const [confirmed] = await ctx.sql<{ staff_id: string }>`
    update access_totp set confirmed_at = ${ctx.now}, last_step = ${step}
     where staff_id = ${staff_id} and confirmed_at is null and last_step < ${step} returning staff_id`
  if (!confirmed) throw conflict('totp_active', { detail: 'An authenticator app is set up already.' })
  ctx.emit(totpConfirmed, {}, aboutStaff(staff_id))
  return { recovery_codes: await makeRecoveryCodes(ctx, staff_id) }
}

export type SecondFactor = { totp_code?: string | undefined; recovery_code?: string | undefined }

/** Takes the second factor away again; who asks must show it once more. */
export async function removeTotp(ctx: Ctx, input: SecondFactor): Promise<void> {
  const staff_id = ctx.actor.id as string
  await mustShowSecondFactor(ctx, staff_id, input)
  await dropTotp(ctx, staff_id, 'self')
}

/** Somebody lost telephone and paper: the owner takes their second factor away. */
export async function resetTotp(ctx: Ctx, { staff_id }: { staff_id: string }): Promise<void> {
  await reachable(ctx, staff_id)
  await dropTotp(ctx, staff_id, 'owner')
}

/** Ten new recovery codes; those before are void. */
export async function newRecoveryCodes(ctx: Ctx, input: SecondFactor): Promise<{ recovery_codes: string[] }> {
  const staff_id = ctx.actor.id as string
  await mustShowSecondFactor(ctx, staff_id, input)
  return { recovery_codes: await makeRecoveryCodes(ctx, staff_id) }
}

/**
 * Uses up a second factor at sign-in: the name of what was used, null where none is set up, 'required'
 * when none was given, 'wrong' when it is not right or was used before.
 */
export async function useSecondFactor(
  ctx: Ctx,
  { staff_id, totp_code, recovery_code }: SecondFactor & { staff_id: string },
): Promise<'totp' | 'recovery_code' | 'required' | 'wrong' | null> {
  const [set] = await ctx.sql<{
    staff_id: string
  }>`select staff_id from access_totp where staff_id = ${staff_id} and confirmed_at is not null`
  if (!set) return null
  if (totp_code !== undefined) return (await useTotpCode(ctx, staff_id, totp_code)) ? 'totp' : 'wrong'
  if (recovery_code !== undefined)
    return (await useRecoveryCode(ctx, staff_id, recovery_code)) ? 'recovery_code' : 'wrong'
  return 'required'
}

async function mustShowSecondFactor(ctx: Ctx, staff_id: string, input: SecondFactor): Promise<void> {
  const used = await useSecondFactor(ctx, { staff_id, ...input })
  if (used === null) throw conflict('no_totp', { detail: 'No authenticator app is set up.' })
  if (used === 'wrong' || used === 'required') throw badSecondFactor()
}

/** Counted in a transaction of its own before the code is looked at: a refusal must not undo the count. */
export const countSecondFactor = (ctx: Ctx): Promise<void> => countAttempt(ctx, secondFactorsOf(ctx.actor.id as string))

/** A code is good once: the step it belongs to only ever moves forward. */
async function useTotpCode(ctx: Ctx, staff_id: string, totp_code: string): Promise<boolean> {
  const step = await stepOf(ctx, staff_id, totp_code, true)
  if (step === null) return false
  const used = await ctx.sql<{ staff_id: string }>`
    update access_totp set last_step = ${step} where staff_id = ${staff_id} and last_step < ${step} returning staff_id`
  return used.length === 1
}

/** The time step (RFC 6238 §4.2) whose code this is; null: of none near now. */
async function stepOf(ctx: Ctx, staff_id: string, totp_code: string, confirmed: boolean): Promise<number | null> {
  const [row] = await ctx.sql<{ secret: string }>`
    select secret from access_totp where staff_id = ${staff_id} and (confirmed_at is not null) = ${confirmed}::boolean`
  if (!row) return null
  const epoch = Math.floor(ctx.now.getTime() / 1000)
  const found = await verify({ secret: unseal(row.secret), token: totp_code, epoch, epochTolerance: TOLERANCE_S })
  return found.valid && 'timeStep' in found ? found.timeStep : null
}

async function useRecoveryCode(ctx: Ctx, staff_id: string, recovery_code: string): Promise<boolean> {
  const used = await ctx.sql<{ staff_id: string }>`
    update access_recovery_code set used_at = ${ctx.now}
     where staff_id = ${staff_id} and hash = ${hashSecret(plainRecoveryCode(recovery_code))} and used_at is null returning staff_id`
  return used.length === 1
}

async function makeRecoveryCodes(ctx: Ctx, staff_id: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => spokenCode(RECOVERY_CODE_SIGNS))
  await ctx.sql`delete from access_recovery_code where staff_id = ${staff_id}`
  await ctx.sql`insert into access_recovery_code (staff_id, hash) select ${staff_id}::uuid, h from unnest(${codes.map(hashSecret)}::text[]) as h`
  ctx.emit(recoveryCodesMade, { codes: codes.length }, aboutStaff(staff_id))
  return codes.map(shownRecoveryCode)
}

async function dropTotp(ctx: Ctx, staff_id: string, by: 'self' | 'owner'): Promise<void> {
  const dropped = await ctx.sql<{
    staff_id: string
  }>`delete from access_totp where staff_id = ${staff_id} returning staff_id`
  await ctx.sql`delete from access_recovery_code where staff_id = ${staff_id}`
  if (dropped.length > 0) ctx.emit(totpRemoved, { by }, aboutStaff(staff_id))
}

const badSecondFactor = () => refused('bad_second_factor', { detail: 'This code is not right, or was used before.' })
const aboutStaff = (staff_id: string) => ({ subject_kind: 'staff', subject_id: staff_id })
