import { clusterOf } from '#customers'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import type { Answer, ConsentChannel, ContactKind, Purpose } from './rules.ts'

/** How it is known: the wording, and where it was asked. Empty once the person was forgotten. */
export type Proof = Partial<{
  text: string
  place: string | null
  store_id: string | null
  session_id: string | null
  request_id: string
}>

export type Consent = {
  id: string
  customer_id: string
  contact_kind: ContactKind
  contact_value: string
  channel: ConsentChannel
  purpose: Purpose
  answer: Answer
  text_version: string
  proof: Proof
  asked_in: string
  actor_kind: string
  answered_at: Date
  /** True for the answer that holds now. */
  current: boolean
}

export const CONSENTS_MAX = 1_000

/** Every answer a person gave, newest first, each with its proof. What another person said of a shared contact stays theirs. */
export async function consentOf(ctx: Ctx, customer_id: string, limit = CONSENTS_MAX): Promise<Consent[]> {
  const ids = await clusterOf(ctx, customer_id)
  if (ids.length === 0) throw notFound('customer', customer_id)
  return ctx.sql<Consent>`
    select c.id, c.customer_id, c.contact_kind, c.contact_value, c.channel, c.purpose, c.answer, c.text_version, c.proof, c.asked_in,
           c.actor_kind, c.answered_at,
           not exists (select from consent later
                        where later.contact_kind = c.contact_kind and later.contact_value = c.contact_value and later.channel = c.channel
                          and later.purpose = c.purpose and (later.answered_at, later.id) > (c.answered_at, c.id)) as current
      from consent c where c.customer_id = any(${ids}::uuid[])
     order by c.answered_at desc, c.id desc limit ${limit}`
}
