import { Type } from 'typebox'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { Id, Instant, OneOf, Shape, Text, Time, readRoute, writeRoute } from '#platform/route'
import { consentOf } from './consents.ts'
import { answeredBy, mayContact } from './may-contact.ts'
import { recordConsent, withdrawAll } from './record-consent.ts'
import { ANSWERS, CONSENT_CHANNELS, CONTACT_KINDS, PURPOSES } from './rules.ts'

const about = {
  contact_kind: OneOf(CONTACT_KINDS),
  contact_value: Text(320),
  channel: OneOf(CONSENT_CHANNELS),
  purpose: OneOf(PURPOSES),
}
const asked = { text_version: Text(60), text: Text(4_000), place: Type.Optional(Text(200)) }

const AnswerBody = Shape({ id: Type.Optional(Id), ...about, answer: OneOf(ANSWERS), ...asked })
const StaffAnswerBody = Shape({
  ...AnswerBody.properties,
  store_id: Type.Optional(Id),
  answered_at: Type.Optional(Instant),
})
const WithdrawBody = Shape({ purpose: Type.Optional(about.purpose), ...asked })

const item = {
  id: Id,
  ...about,
  contact_value: Type.String(),
  answer: OneOf(ANSWERS),
  text_version: Type.String(),
  answered_at: Time,
  asked_in: Type.String(),
  current: Type.Boolean(),
}
const Item = Type.Object({ ...item, customer_id: Id, proof: Type.Unknown(), actor_kind: Type.String() })
/** The shopper sees what they answered to; not who of the staff wrote it down. */
const OwnItem = Type.Object({ ...item, text: Type.Union([Type.String(), Type.Null()]) })

const ByCustomer = Shape({ customer_id: Id })

const list = readRoute({
  operation: 'listConsents',
  method: 'GET',
  path: '/customers/:customer_id/consents',
  summary: 'Every answer a person gave, with its proof; `current` ones hold now',
  who: ['consent.read'],
  params: ByCustomer,
  reply: Type.Object({ items: Type.Array(Item) }),
  handle: async (ctx, { params }) => ({ items: await consentOf(ctx, params.customer_id) }),
})

const record = writeRoute({
  operation: 'recordConsent',
  method: 'POST',
  path: '/customers/:customer_id/consents',
  summary: 'Keep what a customer answered, on paper, by phone or at the till',
  who: ['consent.edit'],
  status: 201,
  params: ByCustomer,
  body: StaffAnswerBody,
  reply: Type.Object({ id: Id }),
  refusals: ['contact_unusable', 'answered_in_future', 'id_taken'],
  handle: (ctx, { params, body: { answered_at, ...body } }) =>
    recordConsent(ctx, { ...params, ...body, ...(answered_at ? { answered_at: new Date(answered_at) } : {}) }),
})

const withdraw = writeRoute({
  operation: 'withdrawConsents',
  method: 'POST',
  path: '/customers/:customer_id/consents/withdrawal',
  summary: 'Take back every yes of a customer at once',
  who: ['consent.edit'],
  params: ByCustomer,
  body: WithdrawBody,
  reply: Type.Object({ withdrawn: Type.Integer() }),
  handle: (ctx, { params, body }) => withdrawAll(ctx, { ...params, ...body }),
})

const check = readRoute({
  operation: 'mayContact',
  method: 'GET',
  path: '/consents/check',
  summary: 'May this contact be used for this, now?',
  who: ['consent.read'],
  query: Shape(about),
  reply: Type.Object({ allowed: Type.Boolean(), because: Type.String() }),
  // The shape has no field for them: who asks hears what was answered, not by whom; that they asked is noted (looks.ts).
  people: (answer) => (answer as { answered_by?: string[] }).answered_by ?? [],
  handle: async (ctx, { query }) => ({
    ...(await mayContact(ctx, query)),
    answered_by: await answeredBy(ctx, query),
  }),
})

const own = (ctx: Ctx): string => {
  if (ctx.actor.customer_id === null) throw notFound('customer')
  return ctx.actor.customer_id
}

const listOwn = readRoute({
  operation: 'listOwnConsents',
  method: 'GET',
  path: '/me/consents',
  summary: 'What you answered, and what holds now',
  who: ['verified'],
  reply: Type.Object({ items: Type.Array(OwnItem) }),
  handle: async (ctx) => ({
    items: (await consentOf(ctx, own(ctx))).map((one) => ({ ...one, text: one.proof.text ?? null })),
  }),
})

const recordOwn = writeRoute({
  operation: 'recordOwnConsent',
  method: 'POST',
  path: '/me/consents',
  summary: 'Say yes or no for a contact of yours',
  who: ['customer', 'verified'],
  status: 201,
  body: AnswerBody,
  reply: Type.Object({ id: Id }),
  refusals: ['contact_unusable', 'id_taken', 'not_found'],
  handle: (ctx, { body }) => recordConsent(ctx, { customer_id: own(ctx), ...body }),
})

const withdrawOwn = writeRoute({
  operation: 'withdrawOwnConsents',
  method: 'POST',
  path: '/me/consents/withdrawal',
  summary: 'Take back every yes at once',
  who: ['verified'],
  body: WithdrawBody,
  reply: Type.Object({ withdrawn: Type.Integer() }),
  handle: (ctx, { body }) => withdrawAll(ctx, { customer_id: own(ctx), ...body }),
})

export const routes = [list, record, withdraw, check, listOwn, recordOwn, withdrawOwn]
