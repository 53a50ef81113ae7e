import { createHash } from 'node:crypto'
import type { Actor } from './actor.ts'
import { fragment } from './ctx.ts'
import type { Ctx, Fragment } from './ctx.ts'
import { conflict, refused } from './errors.ts'
import { done, gathered } from './gathered.ts'

/** An answer as it went out, kept 24 hours to be given again. */
export type Answer = { status: number; answer: string }
export type Claim = { caller: string; key: string; operation: string; body_hash: string }

/** After this long an operation of several transactions counts as dead and may be tried again. */
const IN_FLIGHT_MS = 60_000
const KEPT_MS = 24 * 3_600_000
/** So many answers one statement forgets. */
export const FORGET_BATCH = 5_000

export const claimOf = (actor: Actor, key: string, operation: string, params: unknown, body: unknown): Claim => ({
  caller: `${actor.kind}:${actor.customer_id ?? actor.id ?? '-'}`,
  key,
  operation,
  body_hash: createHash('sha256')
    .update(JSON.stringify([operation, params ?? null, body ?? null]))
    .digest('base64url'),
})

type Kept = { operation: string; body_hash: string; status: number | null; answer: string | null }

/** Thrown where the work was done before: the answer it got then. */
export class AnsweredBefore extends Error {
  readonly answer: Answer
  constructor(answer: Answer) {
    super('answered before')
    this.answer = answer
  }
}

/** Passes when the work is ours to do; else AnsweredBefore. Another request with the key at work right now: 409. */
export async function claimInTransaction(ctx: Ctx, claim: Claim): Promise<void> {
  const { free, kept } = await look(ctx, claim)
  if (!free) throw inFlight()
  if (kept !== null) throw new AnsweredBefore(replay(kept, claim))
}

const look = gathered<Claim, { free: boolean; kept: Kept | null }>(async ({ sql }, claims) => {
  const rows = await sql<{ turn: number; free: boolean; kept: Kept | null }>`
    select c.turn::int as turn, pg_try_advisory_xact_lock(hashtextextended(c.caller || ' ' || c.key, 0)) as free, to_jsonb(i) as kept
      from unnest(${claims.map((c) => c.caller)}::text[], ${claims.map((c) => c.key)}::text[]) with ordinality as c(caller, key, turn)
      left join idempotency i on i.caller = c.caller and i.key = c.key`
  return rows.toSorted((a, b) => a.turn - b.turn)
})

/**
 * Keeps the answer with the work. Should another have committed between our look and our lock, the
 * primary key refuses, everything rolls back and the next attempt finds their answer.
 */
export const keep = (ctx: Ctx, claim: Claim, answer: Answer): void =>
  ctx.later(keepAnswer(ctx, { ...claim, ...answer, at: ctx.now }))

type ToKeep = Claim & Answer & { at: Date }

const keepAnswer = gathered<ToKeep>(async ({ sql }, kept) => {
  await sql`insert into idempotency (caller, key, operation, body_hash, status, answer, claimed_at) ${rowsOf(kept)}`
  return done(kept)
})

const rowsOf = (kept: readonly ToKeep[]): Fragment => fragment`
  select * from unnest(
    ${kept.map((k) => k.caller)}::text[], ${kept.map((k) => k.key)}::text[], ${kept.map((k) => k.operation)}::text[],
    ${kept.map((k) => k.body_hash)}::text[], ${kept.map((k) => k.status)}::int[], ${kept.map((k) => k.answer)}::text[],
    ${kept.map((k) => k.at)}::timestamptz[])`

/** For work of several transactions: the claim commits first. */
export async function claimAhead(ctx: Ctx, claim: Claim): Promise<Answer | null> {
  const [mine] = await ctx.sql`
    insert into idempotency as i (caller, key, operation, body_hash, claimed_at)
    values (${claim.caller}, ${claim.key}, ${claim.operation}, ${claim.body_hash}, ${ctx.now})
    on conflict (caller, key) do update set claimed_at = excluded.claimed_at
      where i.status is null and i.body_hash = excluded.body_hash and i.claimed_at < ${new Date(ctx.now.getTime() - IN_FLIGHT_MS)}
    returning i.key`
  if (mine) return null
  const [row] = await ctx.sql<Kept>`
    select operation, body_hash, status, answer from idempotency where caller = ${claim.caller} and key = ${claim.key}`
  return row ? replay(row, claim) : null
}

/** Keeps the answer; without one, gives free what was claimed at that moment. */
export async function settle(
  ctx: Ctx,
  claim: Claim,
  answer: Answer | null,
  claimed_at: Date | null = null,
): Promise<void> {
  if (answer === null)
    await ctx.sql`
      delete from idempotency
       where caller = ${claim.caller} and key = ${claim.key} and status is null and claimed_at = ${claimed_at}::timestamptz`
  else await settleAnswer(ctx, { ...claim, ...answer, at: ctx.now })
}

const settleAnswer = gathered<ToKeep>(async ({ sql }, kept) => {
  await sql`
    insert into idempotency (caller, key, operation, body_hash, status, answer, claimed_at) ${rowsOf(kept)}
    on conflict (caller, key) do update set status = excluded.status, answer = excluded.answer
      where idempotency.status is null`
  return done(kept)
})

function replay(kept: Kept, claim: Claim): Answer {
  if (kept.body_hash !== claim.body_hash) {
    throw refused(
      'idempotency_key_reused',
      { detail: 'This Idempotency-Key came before with another request. Use a new key.' },
      422,
    )
  }
  if (kept.status === null || kept.answer === null) throw inFlight()
  return { status: kept.status, answer: kept.answer }
}

const inFlight = () =>
  conflict('still_in_flight', {
    detail: 'The first request with this Idempotency-Key is still at work. Ask again in a moment.',
    retry_after_s: 1,
  })

/**
 * Somebody was forgotten: no kept answer of theirs outlives it, nor one that speaks of them to whoever was shown them
 * within the day (looks.ts). A repeat of such a request is a new request; the ids it brings make it harmless.
 */
export const forgetAnswersAbout = (ctx: Ctx, ids: readonly string[]): Promise<object[]> => ctx.sql`
  delete from idempotency i
   where i.status is not null
     and (i.caller = any(${ids.map((id) => `customer:${id}`)}::text[])
          or (i.caller = any(array(select distinct l.actor_kind || ':' || l.actor_id from look l
                                    where l.customer_id = any(${ids}::uuid[]) and l.recorded_at > ${new Date(ctx.now.getTime() - 2 * KEPT_MS)}))
              and exists (select from unnest(${ids}::text[]) as person(id) where strpos(i.answer, person.id) > 0)))
  returning i.key`

/** Keys are forgotten after a day: found by their age, locked, and removed where they lie. */
export async function forgetKeys(ctx: Ctx): Promise<number> {
  const rows = await ctx.sql`
    delete from idempotency where ctid = any(array(
      select ctid from idempotency where claimed_at < ${new Date(ctx.now.getTime() - KEPT_MS)}
       order by claimed_at limit ${FORGET_BATCH} for update skip locked))
    returning key`
  return rows.length
}
