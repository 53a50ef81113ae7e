import type { Ctx } from '#platform/ctx'

const STEPS_TOLD_MAX = 10_000
const SESSIONS_MAX = 1_000
const PASSKEYS_MAX = 1_000

export type ToldStep = { type: string; channel: string; store_id: string | null; occurred_at: Date; data: unknown }

/** Where and how they signed in; by what, is nobody's to read. */
export type ToldSession = {
  channel: string | null
  user_agent: string | null
  verified_at: Date | null
  created_at: Date
  seen_at: Date
  expires_at: Date
  revoked_at: Date | null
}

export type ToldPasskey = { name: string; created_at: Date; used_at: Date | null }

export type Visits = {
  steps: ToldStep[]
  more_steps: boolean
  sessions: ToldSession[]
  more_sessions: boolean
  passkeys: ToldPasskey[]
  more_passkeys: boolean
}

/** What a person did here and how they came in, newest first. */
export async function visitsTold(ctx: Ctx, customer_ids: readonly string[]): Promise<Visits> {
  const steps = await ctx.sql<ToldStep>`
    select mine.type, mine.channel, mine.store_id, mine.occurred_at, mine.data from unnest(${customer_ids}::uuid[]) as person(id)
     cross join lateral (
       select id, type, channel, store_id, occurred_at, data from touchpoint t
        where t.customer_id = person.id order by t.occurred_at desc, t.id desc limit ${STEPS_TOLD_MAX + 1}) mine
     order by mine.occurred_at desc, mine.id desc limit ${STEPS_TOLD_MAX + 1}`
  const sessions = await ctx.sql<ToldSession>`
    select channel, user_agent, verified_at, created_at, seen_at, expires_at, revoked_at from access_session
     where customer_id = any(${customer_ids}::uuid[]) order by created_at desc, id desc limit ${SESSIONS_MAX + 1}`
  const passkeys = await ctx.sql<ToldPasskey>`
    select name, created_at, used_at from access_passkey
     where subject_kind = 'customer' and subject_id = any(${customer_ids}::uuid[])
     order by created_at desc, id desc limit ${PASSKEYS_MAX + 1}`
  return {
    steps: steps.slice(0, STEPS_TOLD_MAX),
    more_steps: steps.length > STEPS_TOLD_MAX,
    sessions: sessions.slice(0, SESSIONS_MAX),
    more_sessions: sessions.length > SESSIONS_MAX,
    passkeys: passkeys.slice(0, PASSKEYS_MAX),
    more_passkeys: passkeys.length > PASSKEYS_MAX,
  }
}
