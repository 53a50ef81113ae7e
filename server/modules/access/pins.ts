import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { mustHave, seesStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { Refused } from '#platform/errors'
import type { Steps } from '#platform/route'
import { countAttempt, forgetAttempts, pinsOf } from './attempts.ts'
import { mustBeEnrolled } from './devices.ts'
import { pinChanged, staffSignInFailed, staffSignedIn } from './events.ts'
import { isGuessedFirst } from './rules.ts'
import { mustBeMoreThanPin, openSession, revokeTillSessions } from './sessions.ts'
import { throughGate } from './slow-hashing.ts'
import type { SignedInStaff, StaffSignedIn } from './sign-in.ts'
import { reachable } from './staff.ts'

/** Of PBKDF2-HMAC-SHA-256, the one slow hash that browsers can compute too: a till checks PINs without network. */
export const PIN_ITERATIONS = 210_000
const SALT_BYTES = 16
const HASH_BYTES = 32

export type KeptPin = { salt: string; iterations: number; hash: string }

const stretch = promisify(pbkdf2)
const derive = (pin: string, salt: Buffer, iterations: number): Promise<Buffer> =>
  throughGate(() => stretch(pin, salt, iterations, HASH_BYTES, 'sha256'))

/** Salt and hash in base64url. */
export async function hashPin(pin: string): Promise<KeptPin> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(pin, salt, PIN_ITERATIONS)
  return { salt: salt.toString('base64url'), iterations: PIN_ITERATIONS, hash: hash.toString('base64url') }
}

async function isPin(pin: string, kept: KeptPin): Promise<boolean> {
  const expected = Buffer.from(kept.hash, 'base64url')
  const derived = await derive(pin, Buffer.from(kept.salt, 'base64url'), kept.iterations)
  return expected.length === derived.length && timingSafeEqual(expected, derived)
}

export type SetStaffPin = { staff_id: string; pin: string }

/**
 * One's own, not where one came in by the PIN that is to be changed, or that of somebody whose rights are within one's
 * own. Refuses forbidden, pin_too_simple; outside: busy (503).
 */
export async function setStaffPin(steps: Steps, { staff_id, pin }: SetStaffPin): Promise<void> {
  const isOwn = steps.actor.kind === 'staff' && steps.actor.id === staff_id
  if (!isOwn) mustHave(steps.actor, 'staff.edit')
  // Else whoever stands at a till somebody left open takes the place for good.
  await steps.read<unknown>((ctx) => (isOwn ? mustBeMoreThanPin(ctx) : reachable(ctx, staff_id)))
  if (isGuessedFirst(pin))
    throw refused('pin_too_simple', { detail: 'This is one of the PINs that are guessed first. Choose another one.' })
  const kept = await hashPin(pin)
  await steps.write((ctx) => keepPin(ctx, { staff_id, kept, by: isOwn ? 'self' : 'owner' }))
}

/** Stores a PIN that is hashed already. */
export async function keepPin(
  ctx: Ctx,
  { staff_id, kept, by }: { staff_id: string; kept: KeptPin; by: string },
): Promise<void> {
  await ctx.sql`
    insert into access_pin (staff_id, salt, iterations, hash, changed_at)
    values (${staff_id}, ${kept.salt}, ${kept.iterations}, ${kept.hash}, ${ctx.now})
    on conflict (staff_id) do update
       set salt = excluded.salt, iterations = excluded.iterations, hash = excluded.hash, changed_at = excluded.changed_at`
  await revokeTillSessions(ctx, { staff_id })
  ctx.emit(pinChanged, { by }, { subject_kind: 'staff', subject_id: staff_id })
}

type Person = SignedInStaff & { pin: KeptPin | null; all_stores: boolean; store_ids: string[] }

/**
 * Somebody of the shop takes their place at this till. Whether the person exists, works here or has a PIN cannot be told
 * from the answer. Refuses bad_pin (401), too_many_attempts (429); outside: busy (503).
 */
export async function signInAtTill(steps: Steps, { staff_id, pin }: SetStaffPin): Promise<StaffSignedIn> {
  await steps.write((ctx) => countAttempt(ctx, pinsOf(staff_id)))
  const person = await steps.read((ctx) => personOf(ctx, staff_id))
  const right = await isPin(pin, person?.pin ?? NOBODYS_PIN)
  // A failure is a fact too: the transaction commits it, and only then is the caller refused.
  const answer = await steps.write((ctx) => settle(ctx, person, right, steps.user_agent))
  if ('refusal' in answer) throw answer.refusal
  return answer
}

const NOBODYS_PIN: KeptPin = {
  salt: randomBytes(SALT_BYTES).toString('base64url'),
  iterations: PIN_ITERATIONS,
  hash: randomBytes(HASH_BYTES).toString('base64url'),
}

async function personOf(ctx: Ctx, staff_id: string): Promise<Person | null> {
  const [person] = await ctx.sql<Person>`
    select s.id, s.email, s.name, s.role, s.locale, s.all_stores,
           (select jsonb_build_object('salt', p.salt, 'iterations', p.iterations, 'hash', p.hash)
              from access_pin p where p.staff_id = s.id) as pin,
           array(select b.store_id from staff_store b where b.staff_id = s.id) as store_ids
      from staff s where s.id = ${staff_id} and s.active`
  return person ?? null
}

const worksHere = (ctx: Ctx, { all_stores, store_ids }: Person): boolean =>
  all_stores || store_ids.some((store_id) => seesStore(ctx.actor, store_id))

async function settle(
  ctx: Ctx,
  person: Person | null,
  right: boolean,
  user_agent: string,
): Promise<StaffSignedIn | { refusal: Refused }> {
  if (!person?.pin || !right || !worksHere(ctx, person) || !(await isStillThePin(ctx, person))) {
    ctx.emit(
      staffSignInFailed,
      { reason: 'pin' },
      person === null ? { subject_kind: 'staff' } : { subject_kind: 'staff', subject_id: person.id },
    )
    return { refusal: refused('bad_pin', { detail: 'This is not the PIN.' }, 401) }
  }
  const device_id = ctx.actor.id as string
  // Locked out while the PIN was compared: what is opened now would wake when the till is enrolled again.
  await mustBeEnrolled(ctx, device_id)
  await forgetAttempts(ctx, pinsOf(person.id))
  const opened = await openSession(ctx, { staff_id: person.id, device_id, user_agent })
  ctx.emit(
    staffSignedIn,
    { method: 'pin', second_factor: null },
    { subject_kind: 'staff', subject_id: person.id, store_id: ctx.actor.store_ids?.[0] ?? null },
  )
  const { id, email, name, role, locale } = person
  return { ...opened, staff: { id, email, name, role, locale } }
}

/** The slow comparison lay between: a PIN changed meanwhile must not open a session any more. */
async function isStillThePin(ctx: Ctx, { id, pin }: Person): Promise<boolean> {
  const [row] = await ctx.sql<{ hash: string }>`select hash from access_pin where staff_id = ${id} for share`
  return row !== undefined && row.hash === pin?.hash
}
