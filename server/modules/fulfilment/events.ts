import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import { defineEvent } from '#platform/events'
import type { FulfilmentView } from './fulfilment.ts'

const Word = Type.Union([Type.String(), Type.Null()])

/** Every fact says which order and where, so that a reader needs no second look. */
const facts = {
  order_id: Type.String(),
  number: Type.String(),
  kind: Type.String(),
  location: Word,
  location_name: Type.Optional(Word),
  store: Word,
  store_name: Word,
}
const fact = <P extends Record<string, TSchema>>(name: string, more: P) =>
  defineEvent(`fulfilment.${name}`, Type.Object({ ...facts, ...more }))

export const assigned = fact('assigned', { attempt: Type.Integer(), units: Type.Integer(), due_at: Type.String() })
export const accepted = fact('accepted', {})
export const rejected = fact('rejected', { reason: Type.String(), note: Word, units: Type.Integer() })
export const rerouted = fact('rerouted', { from: Word, attempt: Type.Integer(), units: Type.Integer() })
export const pickingStarted = fact('picking_started', {})
export const ready = fact('ready', { units: Type.Integer(), hold_until: Word })
export const reminded = fact('reminded', { hold_until: Word })
export const extended = fact('extended', { hold_until: Word })
export const handedOver = fact('handed_over', {
  proof: Type.String({ description: 'code or id' }),
  units: Type.Integer(),
})
export const shipped = fact('shipped', { carrier: Word, tracking: Word, units: Type.Integer() })
export const delivered = fact('delivered', {})
export const expired = fact('expired', { units: Type.Integer(), amount: Type.Integer(), currency: Type.String() })
export const canceled = fact('canceled', { reason: Type.String(), units: Type.Integer() })
export const exception = fact('exception', { reason: Type.String(), units: Type.Integer() })

export const factsOf = (f: FulfilmentView) => ({
  order_id: f.order_id,
  number: f.number,
  kind: f.kind,
  location: f.location_code,
  location_name: f.location_name,
  store: f.store_code,
  store_name: f.store_name,
})

export const aboutFulfilment = (f: FulfilmentView) => ({
  customer_id: f.customer_id,
  store_id: f.store_id,
  subject_kind: 'fulfilment',
  subject_id: f.id,
})
