import { createVisitor, identify, normaliseIdentity } from '#customers'
import { retailer } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { notFound, refused } from '#platform/errors'
import type { Refused } from '#platform/errors'
import { hashSecret, newId, sameSecret } from '#platform/ids'
import { sendLetter } from '#platform/post'
import type { Steps } from '#platform/route'
import { keyedNumber, seal, unseal } from '#platform/secrets'
import { codesFrom, codesTo, countAttempt } from './attempts.ts'
import { codeAsked, customerSignedIn } from './events.ts'
import { codeLetter } from './letters.ts'
import { after, maskedContact } from './rules.ts'
import { proveSession } from './sessions.ts'
import type { Opened } from './sessions.ts'

const CODE_DIGITS = 6
const CODE_LIFE_S = 10 * 60
/** Five guesses of a million: the chance to come in by guessing is 1 in 200 000 per code. */
const ANSWERS_MAX = 5

export type AskOneTimeCode = { kind: 'email' | 'phone'; value: string; locale?: 'es' | 'en' }
export type AskedCode = { challenge_id: string; expires_at: Date }

/**
 * Sends a code to a contact, known or not: the answer is the same. The code itself is made by the job
 * that sends it, so it never stands in the job queue; the table keeps a sealed hash. A newer code voids
 * the older ones. Refused: bad_contact, too_many_attempts (429).
 */
export async function askOneTimeCode(
  ctx: Ctx,
  { kind, value, locale, address }: AskOneTimeCode & { address: string },
): Promise<AskedCode> {
  const { country, default_locale } = await retailer(ctx)
  const contact = normaliseIdentity(kind, value, country)?.value
  if (contact === undefined)
    throw refused('bad_contact', {
      detail: kind === 'email' ? 'This is not an e-mail address.' : 'This is not a telephone number.',
    })
  await countAttempt(ctx, codesFrom(address))
  // Counting locks the contact till the commit, so of two codes asked at once only the later one lives.
  await countAttempt(ctx, codesTo(kind, contact))
  await ctx.sql`
    update access_challenge set used_at = ${ctx.now}
     where kind = 'one_time_code' and contact_kind = ${kind} and contact = ${contact} and used_at is null`
  const asked = { challenge_id: newId(), expires_at: after(ctx.now, CODE_LIFE_S) }
  await ctx.sql`
    insert into access_challenge (id, kind, subject_kind, subject_id, contact_kind, contact, secret, expires_at, created_at)
    values (${asked.challenge_id}, 'one_time_code', ${ctx.actor.customer_id === null ? null : 'customer'}, ${ctx.actor.customer_id}::uuid,
            ${kind}, ${contact}, '', ${asked.expires_at}, ${ctx.now})`
  ctx.job('access.send_code', { challenge_id: asked.challenge_id, locale: locale ?? default_locale })
  ctx.emit(
    codeAsked,
    { contact_kind: kind, contact: maskedContact(kind, contact) },
    { customer_id: ctx.actor.customer_id },
  )
  return asked
}

/**
 * The job: makes the code, keeps its hash, then sends it. A second try is the same code in the same letter: the first may
 * have arrived although nobody said so.
 */
export async function sendCode(
  work: Pick<Steps, 'write'>,
  { challenge_id, locale }: { challenge_id: string; locale: string },
): Promise<void> {
  const code = keyedNumber(`one-time code ${challenge_id}`, 10 ** CODE_DIGITS)
    .toString()
    .padStart(CODE_DIGITS, '0')
  const to = await work.write(async (ctx) => {
    const [challenge] = await ctx.sql<{ contact_kind: 'email' | 'phone'; contact: string }>`
      update access_challenge set secret = ${sealedHash(challenge_id, code)}
       where id = ${challenge_id} and kind = ${'one_time_code'} and used_at is null and expires_at > ${ctx.now}
      returning contact_kind, contact`
    return challenge ? { ...challenge, shop: (await retailer(ctx)).name } : null
  })
  if (to) await sendLetter(codeLetter({ ...to, challenge_id, code, locale, minutes: CODE_LIFE_S / 60 }))
}

export type SignInByCode = { challenge_id: string; code: string }
export type CustomerSignedIn = Opened & { customer_id: string }

/**
 * Answers a code: the contact is proved, the visitor's thread joins the thread of its owner and the
 * session counts as verified under a new token, all in one transaction. Refused: bad_code (401, with
 * `attempts_left`), code_expired (410), contact_blocked; not_found for another visitor's challenge.
 */
export async function signInByCode(steps: Steps, input: SignInByCode): Promise<CustomerSignedIn> {
  // A wrong answer must be counted, so it commits before the caller is refused.
  const answer = await steps.write((ctx) => answerCode(ctx, { ...input, user_agent: steps.user_agent }))
  if ('refusal' in answer) throw answer.refusal
  return answer
}

type Challenge = { contact_kind: 'email' | 'phone'; contact: string; secret: string; attempts: number; open: boolean }

async function answerCode(
  ctx: Ctx,
  { challenge_id, code, user_agent }: SignInByCode & { user_agent: string },
): Promise<CustomerSignedIn | { refusal: Refused }> {
  const [challenge] = await ctx.sql<Challenge>`
    with asked as (
      select id, used_at is null and expires_at > ${ctx.now} and attempts < ${ANSWERS_MAX} as open from access_challenge
       where id = ${challenge_id} and kind = 'one_time_code'
         and (subject_id is null or subject_id = ${ctx.actor.customer_id}::uuid) for no key update)
    update access_challenge c set attempts = c.attempts + asked.open::int from asked where c.id = asked.id
    returning c.contact_kind, c.contact, c.secret, c.attempts, asked.open`
  if (!challenge) throw notFound('challenge', challenge_id)
  if (!challenge.open)
    return { refusal: refused('code_expired', { detail: 'This code is no longer good; ask for a new one.' }, 410) }
  if (!isCode(challenge.secret, challenge_id, code)) {
    return {
      refusal: refused(
        'bad_code',
        { detail: 'This is not the code we sent.', attempts_left: ANSWERS_MAX - challenge.attempts },
        401,
      ),
    }
  }
  await ctx.sql`update access_challenge set used_at = ${ctx.now}, secret = '' where id = ${challenge_id}`
  const customer_id = await prove(ctx, challenge)
  const opened = await proveSession(ctx, { customer_id, user_agent })
  const { contact_kind, contact } = challenge
  ctx.emit(
    customerSignedIn,
    { method: 'one_time_code', contact: maskedContact(contact_kind, contact) },
    { customer_id },
  )
  return { ...opened, customer_id }
}

/** Whose the contact is, once the visitor's thread and the owner's are one. */
async function prove(ctx: Ctx, { contact_kind, contact }: Challenge): Promise<string> {
  const visitor = ctx.actor.customer_id ?? (await createVisitor(ctx, { channel: ctx.channel })).id
  const { customer_id, outcome } = await identify(ctx, {
    customer_id: visitor,
    kind: contact_kind,
    value: contact,
    level: 'verified',
    source: 'one_time_code',
  })
  if (outcome === 'blocked') throw refused('contact_blocked', { detail: 'This contact cannot be used to sign in.' })
  return customer_id
}

/** Hashed with its challenge and sealed on top: a hash of six digits alone is guessed in a blink. */
const sealedHash = (challenge_id: string, code: string): string => seal(hashSecret(`${challenge_id} ${code}`))

const isCode = (secret: string, challenge_id: string, code: string): boolean =>
  secret !== '' && sameSecret(unseal(secret), hashSecret(`${challenge_id} ${code}`))
