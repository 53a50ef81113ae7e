import { clusterOf, isMine } from '#customers'
import { retailer } from '#organisation'
import { isShopper, mustHave } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { json } from '#platform/ctx'
import { conflict, notFound, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { consentRecorded } from './events.ts'
import type { Answer, ConsentChannel, ContactKind, ContactPoint, Purpose } from './rules.ts'
import { contactPoint } from './rules.ts'

export type RecordConsent = {
  /** Made by the caller: said twice, it is one answer. */
  id?: string
  customer_id: string
  contact_kind: ContactKind
  contact_value: string
  channel: ConsentChannel
  purpose: Purpose
  answer: Answer
  /** Which wording the person saw, and the wording itself. */
  text_version: string
  text: string
  /** Page, till or call where it was asked. */
  place?: string
  store_id?: string
  /** When they answered, if not now: paper forms, imports. Never later than now. */
  answered_at?: Date
}

/**
 * Keeps an answer with its proof; nothing is ever changed. A shopper answers for contacts of their own, staff
 * (consent.edit) for contacts of that customer. Refuses `contact_unusable`, `answered_in_future`; a contact that is
 * not theirs is not found.
 */
export async function recordConsent(ctx: Ctx, input: RecordConsent): Promise<{ id: string }> {
  if (isShopper(ctx.actor)) {
    if (!(await isMine(ctx, input.customer_id))) throw notFound('customer', input.customer_id)
  } else mustHave(ctx.actor, 'consent.edit')
  const contact = contactPoint(input, (await retailer(ctx)).country)
  if (!contact) throw refused('contact_unusable', { detail: 'This is not a contact anybody can be reached by.' })
  const answered_at = input.answered_at ?? ctx.now
  if (answered_at > ctx.now) throw refused('answered_in_future')
  if (ctx.actor.kind !== 'system') await mustBeTheirs(ctx, input.customer_id, contact)
  return write(ctx, { ...input, ...contact, answered_at })
}

/** The contact is held by the person, and nobody else has proved it. */
async function mustBeTheirs(
  ctx: Ctx,
  customer_id: string,
  { contact_kind, contact_value }: ContactPoint,
): Promise<void> {
  if (contact_kind === 'post') return
  const kinds = contact_kind === 'phone' ? ['phone', 'whatsapp'] : [contact_kind]
  const ids = await clusterOf(ctx, customer_id)
  const [held] = await ctx.sql<{ theirs: boolean | null; proved_elsewhere: boolean | null }>`
    select bool_or(customer_id = any(${ids}::uuid[])) as theirs,
           bool_or(customer_id <> all(${ids}::uuid[]) and level = 'verified' and not shared) as proved_elsewhere
      from customer_identity where kind = any(${kinds}::text[]) and value = ${contact_value} and valid_to is null`
  if (!held?.theirs || held.proved_elsewhere) throw notFound('contact')
}

type Row = RecordConsent & ContactPoint & { answered_at: Date }

async function write(ctx: Ctx, row: Row): Promise<{ id: string }> {
  const id = row.id ?? newId()
  const proof = {
    text: row.text,
    place: row.place ?? null,
    store_id: row.store_id ?? null,
    session_id: ctx.actor.session_id,
    request_id: ctx.request_id,
  }
  const written = await ctx.sql<{ id: string }>`
    insert into consent (id, customer_id, contact_kind, contact_value, channel, purpose, answer, text_version, proof, asked_in,
                         actor_kind, actor_id, answered_at)
    values (${id}, ${row.customer_id}, ${row.contact_kind}, ${row.contact_value}, ${row.channel}, ${row.purpose}, ${row.answer},
            ${row.text_version}, ${json(proof)}, ${ctx.channel}, ${ctx.actor.kind}, ${ctx.actor.id}, ${row.answered_at})
    on conflict (id) do nothing returning id`
  if (written.length === 0) return again(ctx, id, row)
  const { contact_kind, channel, purpose, answer, text_version } = row
  ctx.emit(
    consentRecorded,
    { consent_id: id, contact_kind, channel, purpose, answer, text_version },
    {
      customer_id: row.customer_id,
      subject_kind: 'consent',
      subject_id: id,
      occurred_at: row.answered_at,
      store_id: row.store_id ?? null,
    },
  )
  return { id }
}

async function again(ctx: Ctx, id: string, row: Row): Promise<{ id: string }> {
  const [same] = await ctx.sql<{ id: string }>`
    select id from consent where id = ${id} and customer_id = ${row.customer_id} and contact_kind = ${row.contact_kind}
       and contact_value = ${row.contact_value} and channel = ${row.channel} and purpose = ${row.purpose} and answer = ${row.answer}`
  if (!same) throw conflict('id_taken', { detail: 'Another answer has this id.' })
  return { id }
}

export type WithdrawAll = { customer_id: string; purpose?: Purpose; text_version: string; text: string; place?: string }

const WITHDRAWN_MAX = 500

/** Takes back every yes of a person that stands, on all their contacts and channels at once. Nothing left is as good. */
export async function withdrawAll(
  ctx: Ctx,
  { customer_id, purpose, ...said }: WithdrawAll,
): Promise<{ withdrawn: number }> {
  if (isShopper(ctx.actor)) {
    if (!(await isMine(ctx, customer_id))) throw notFound('customer', customer_id)
  } else mustHave(ctx.actor, 'consent.edit')
  const ids = await clusterOf(ctx, customer_id)
  if (ids.length === 0) throw notFound('customer', customer_id)
  const standing = await ctx.sql<ContactPoint & { customer_id: string; channel: ConsentChannel; purpose: Purpose }>`
    select distinct on (c.contact_kind, c.contact_value, c.channel, c.purpose) c.customer_id, c.contact_kind, c.contact_value, c.channel, c.purpose
      from consent c
     where c.customer_id = any(${ids}::uuid[]) and c.answer = 'granted' and (${purpose ?? null}::text is null or c.purpose = ${purpose ?? null})
       and not exists (select from consent later
                        where later.contact_kind = c.contact_kind and later.contact_value = c.contact_value and later.channel = c.channel
                          and later.purpose = c.purpose and (later.answered_at, later.id) > (c.answered_at, c.id) and later.answer <> 'granted')
     order by c.contact_kind, c.contact_value, c.channel, c.purpose, c.answered_at desc limit ${WITHDRAWN_MAX}`
  for (const row of standing) await write(ctx, { ...row, ...said, answer: 'withdrawn', answered_at: ctx.now })
  return { withdrawn: standing.length }
}
