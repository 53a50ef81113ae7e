import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { clusterOf, merge } from '#customers'
import { retailer, staffById } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { conflict, notFound, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import type { Steps } from '#platform/route'
import { countAttempt, signInsFrom } from './attempts.ts'
import { customerSignedIn, passkeyRegistered, passkeyRemoved, staffSignedIn } from './events.ts'
import { after } from './rules.ts'
import { aboutActor, mustBeMoreThanPin, openStaffSession, proveSession } from './sessions.ts'
import type { Opened } from './sessions.ts'
import type { SignedInStaff } from './sign-in.ts'
import { site } from '#platform/site'

/** Loaded when the first passkey is seen: it is heavy. */
const webauthn = () => import('@simplewebauthn/server')

/** EdDSA, ES256, RS256 (IANA COSE): what authenticators of today speak. */
const ALGORITHMS = [-8, -7, -257]
const CHALLENGE_LIFE_S = 5 * 60
/** One person's passkeys: telephones, laptops, a stick in the safe. */
const PASSKEYS_MAX = 20

/** What every answer of an authenticator must be bound to. */
const expectedWith = (challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: site().origin,
  expectedRPID: site().hostname,
  requireUserVerification: true,
})

type SubjectKind = 'staff' | 'customer'
type Subject = { subject_kind: SubjectKind; subject_id: string }
type Passkey = { id: string; name: string; created_at: Date; used_at: Date | null }
type StoredPasskey = Subject & {
  id: string
  credential_id: string
  public_key: string
  counter: number
  transports: string[]
}

/** What `navigator.credentials.create` needs (WebAuthn Level 3 §5.4). */
export async function passkeyRegistrationOptions(
  ctx: Ctx,
): Promise<{ challenge_id: string; options: PublicKeyCredentialCreationOptionsJSON }> {
  await mustBeMoreThanPin(ctx)
  const subject = subjectOf(ctx)
  const known = await ctx.sql<{ credential_id: string; transports: string[] }>`
    select credential_id, transports from access_passkey
     where subject_kind = ${subject.subject_kind} and subject_id = any(${await ownIds(ctx)}::uuid[]) limit ${PASSKEYS_MAX}`
  if (known.length >= PASSKEYS_MAX)
    throw conflict('too_many_passkeys', {
      detail: `Nobody needs more than ${PASSKEYS_MAX} passkeys; remove one first.`,
    })
  const { name } = await retailer(ctx)
  const userName =
    subject.subject_kind === 'staff'
      ? ((await staffById(ctx, subject.subject_id))?.email ?? name)
      : (ctx.actor.name ?? name)
  const { generateRegistrationOptions } = await webauthn()
  const options = await generateRegistrationOptions({
    rpName: name,
    rpID: site().hostname,
    userName,
    userDisplayName: ctx.actor.name ?? userName,
    userID: new TextEncoder().encode(subject.subject_id),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    // Found without typing a name, and opened by finger, face or PIN: two factors in one.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { challenge_id: await keepChallenge(ctx, 'passkey_register', options.challenge, subject), options }
}

export type RegisterPasskey = { challenge_id: string; name: string; response: RegistrationResponseJSON }

/** Refused: bad_passkey, passkey_known (409), challenge_expired (410). */
export async function registerPasskey(
  steps: Steps,
  { challenge_id, name, response }: RegisterPasskey,
): Promise<Passkey> {
  const challenge = await steps.write((ctx) =>
    useChallenge(ctx, 'passkey_register', challenge_id, subjectOf(ctx).subject_id),
  )
  const { verifyRegistrationResponse } = await webauthn()
  const verified = await verifyRegistrationResponse({
    response,
    ...expectedWith(challenge),
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null)
  if (!verified?.verified) throw refused('bad_passkey', { detail: 'The answer of the authenticator is not right.' })
  const { credential } = verified.registrationInfo
  return steps.write(async (ctx) => {
    const subject = subjectOf(ctx)
    const passkey = { id: newId(), name, created_at: ctx.now, used_at: null }
    const [added] = await ctx.sql<{ id: string }>`
      insert into access_passkey (id, subject_kind, subject_id, credential_id, public_key, counter, transports, name, created_at)
      values (${passkey.id}, ${subject.subject_kind}, ${subject.subject_id}, ${credential.id}, ${Buffer.from(credential.publicKey).toString('base64url')},
              ${credential.counter}, ${credential.transports ?? []}::text[], ${name}, ${ctx.now})
      on conflict (credential_id) do nothing returning id`
    if (!added) throw conflict('passkey_known', { detail: 'This passkey is registered already.' })
    ctx.emit(passkeyRegistered, { name, subject_kind: subject.subject_kind }, aboutActor(ctx))
    return passkey
  })
}

/** What `navigator.credentials.get` needs; no list of credentials, so nobody's e-mail can be tried here. */
export async function passkeySignInOptions(
  ctx: Ctx,
  { address }: { address: string },
): Promise<{ challenge_id: string; options: PublicKeyCredentialRequestOptionsJSON }> {
  await countAttempt(ctx, signInsFrom(address))
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({ rpID: site().hostname, userVerification: 'required' })
  return { challenge_id: await keepChallenge(ctx, 'passkey_sign_in', options.challenge, null), options }
}

export type SignInByPasskey = { challenge_id: string; response: AuthenticationResponseJSON }
export type PasskeySignedIn = Opened & { kind: SubjectKind; staff: SignedInStaff | null; customer_id: string | null }

/** Refused: bad_passkey (401), challenge_expired (410), too_many_attempts (429). */
export async function signInByPasskey(
  steps: Steps,
  { challenge_id, response }: SignInByPasskey,
): Promise<PasskeySignedIn> {
  const bad = refused('bad_passkey', { detail: 'This passkey is not known here.' }, 401)
  const challenge = await steps.write((ctx) => useChallenge(ctx, 'passkey_sign_in', challenge_id, null))
  const passkey = await steps.read((ctx) => passkeyByCredential(ctx, response.id))
  if (!passkey) throw bad
  const { verifyAuthenticationResponse } = await webauthn()
  const verified = await verifyAuthenticationResponse({
    response,
    ...expectedWith(challenge),
    credential: {
      id: passkey.credential_id,
      publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
      counter: passkey.counter,
      transports: passkey.transports,
    },
  }).catch(() => null)
  if (!verified?.verified) throw bad
  const { newCounter } = verified.authenticationInfo
  return steps.write(async (ctx) => {
    // A counter that does not grow betrays a copy (WebAuthn §6.1.1); synced passkeys stay at 0.
    const [used] = await ctx.sql<{ id: string }>`
      update access_passkey set counter = ${newCounter}, used_at = ${ctx.now}
       where id = ${passkey.id} and (counter < ${newCounter} or (counter = 0 and ${newCounter}::bigint = 0)) returning id`
    if (!used) throw bad
    return passkey.subject_kind === 'staff'
      ? staffIn(ctx, passkey, steps.user_agent)
      : customerIn(ctx, passkey, steps.user_agent)
  })
}

async function staffIn(ctx: Ctx, { subject_id }: Subject, user_agent: string): Promise<PasskeySignedIn> {
  const staff = await staffById(ctx, subject_id)
  if (!staff?.active) throw refused('bad_passkey', { detail: 'This passkey is not known here.' }, 401)
  const opened = await openStaffSession(ctx, { staff_id: subject_id, user_agent })
  ctx.emit(staffSignedIn, { method: 'passkey', second_factor: null }, { subject_kind: 'staff', subject_id })
  const { id, email, name, role, locale } = staff
  return { ...opened, kind: 'staff', staff: { id, email, name, role, locale }, customer_id: null }
}

async function customerIn(ctx: Ctx, { subject_id }: Subject, user_agent: string): Promise<PasskeySignedIn> {
  await joinVisitor(ctx, subject_id)
  const opened = await proveSession(ctx, { customer_id: subject_id, user_agent })
  ctx.emit(customerSignedIn, { method: 'passkey', contact: null }, { customer_id: subject_id })
  return { ...opened, kind: 'customer', staff: null, customer_id: subject_id }
}

/** The visit so far becomes the owner's, unless it is that of somebody else who is known. */
async function joinVisitor(ctx: Ctx, owner_id: string): Promise<void> {
  const visitor_id = ctx.actor.customer_id
  if (visitor_id === null) return
  const cluster = await clusterOf(ctx, visitor_id)
  if (cluster.includes(owner_id)) return
  const [known] = await ctx.sql<{ id: string }>`
    select id from customer_identity where customer_id = any(${cluster}::uuid[]) and valid_to is null and level <> 'anonymous' limit 1`
  if (!known)
    await merge(ctx, {
      kept_id: owner_id,
      joined_id: visitor_id,
      evidence: { kind: 'passkey', session_id: ctx.actor.session_id },
    })
}

export const passkeys = async (ctx: Ctx): Promise<Passkey[]> =>
  ctx.sql<Passkey>`
    select id, name, created_at, used_at from access_passkey
     where subject_kind = ${subjectOf(ctx).subject_kind} and subject_id = any(${await ownIds(ctx)}::uuid[])
     order by created_at desc, id desc limit ${PASSKEYS_MAX}`

/** Gone already is as good as removed; somebody else's looks the same as none. */
export async function removePasskey(ctx: Ctx, { passkey_id }: { passkey_id: string }): Promise<void> {
  await mustBeMoreThanPin(ctx)
  const { subject_kind } = subjectOf(ctx)
  const [removed] = await ctx.sql<{ name: string }>`
    delete from access_passkey
     where id = ${passkey_id} and subject_kind = ${subject_kind} and subject_id = any(${await ownIds(ctx)}::uuid[]) returning name`
  if (!removed) throw notFound('passkey', passkey_id)
  ctx.emit(passkeyRemoved, { name: removed.name, subject_kind }, aboutActor(ctx))
}

function subjectOf(ctx: Ctx): Subject {
  return ctx.actor.kind === 'customer'
    ? { subject_kind: 'customer', subject_id: ctx.actor.customer_id as string }
    : { subject_kind: 'staff', subject_id: ctx.actor.id as string }
}

const ownIds = async (ctx: Ctx): Promise<string[]> =>
  ctx.actor.kind === 'customer' ? clusterOf(ctx, ctx.actor.customer_id as string) : [ctx.actor.id as string]

async function keepChallenge(ctx: Ctx, kind: string, challenge: string, subject: Subject | null): Promise<string> {
  const id = newId()
  await ctx.sql`
    insert into access_challenge (id, kind, subject_kind, subject_id, secret, expires_at, created_at)
    values (${id}, ${kind}, ${subject?.subject_kind ?? null}, ${subject?.subject_id ?? null}::uuid, ${challenge}, ${after(ctx.now, CHALLENGE_LIFE_S)}, ${ctx.now})`
  return id
}

/** A challenge is good for one answer, right or wrong. */
async function useChallenge(ctx: Ctx, kind: string, challenge_id: string, subject_id: string | null): Promise<string> {
  const [challenge] = await ctx.sql<{ secret: string }>`
    update access_challenge set used_at = ${ctx.now}
     where id = ${challenge_id} and kind = ${kind} and subject_id is not distinct from ${subject_id}::uuid and used_at is null and expires_at > ${ctx.now}
    returning secret`
  if (!challenge) throw refused('challenge_expired', { detail: 'Please begin again: this took too long.' }, 410)
  return challenge.secret
}

async function passkeyByCredential(ctx: Ctx, credential_id: string): Promise<StoredPasskey | null> {
  const [passkey] = await ctx.sql<StoredPasskey>`
    select id, subject_kind, subject_id, credential_id, public_key, counter, transports from access_passkey where credential_id = ${credential_id}`
  return passkey ?? null
}
