import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import { defineEvent } from '#platform/events'

const Lines = Type.Array(
  Type.Object({ sku: Type.String(), name: Type.String(), quantity: Type.Integer(), amount: Type.Integer() }),
  { description: 'At most 20; `amount` in minor units' },
)

const order = <P extends Record<string, TSchema>>(fields: P) => Type.Object({ number: Type.String(), ...fields })

const sale = {
  currency: Type.String(),
  gross: Type.Integer(),
  units: Type.Integer(),
  lines: Lines,
  delivery_method: Type.String(),
  store_name: Type.Union([Type.String(), Type.Null()]),
  touched_in: Type.Array(Type.String(), { description: 'Every channel that took part, in order' }),
}

export const orderPlaced = defineEvent('order.placed', order(sale))

/** A sale that happened elsewhere or long ago: nobody is to be thanked, reminded or sent goods for it. */
export const orderRecorded = defineEvent('order.recorded', order({ ...sale, external_id: Type.String() }))

export const orderLinesCanceled = defineEvent(
  'order.lines_canceled',
  order({ reason: Type.String(), currency: Type.String(), amount: Type.Integer(), lines: Lines }),
)

export const orderCanceled = defineEvent('order.canceled', order({ reason: Type.Union([Type.String(), Type.Null()]) }))

export const orderCompleted = defineEvent('order.completed', order({ currency: Type.String(), gross: Type.Integer() }))

export const orderContactChanged = defineEvent(
  'order.contact_changed',
  order({ fields: Type.Array(Type.String(), { description: 'Which ones; the values stay in the order' }) }),
)

export const orderDeliveryChanged = defineEvent(
  'order.delivery_changed',
  order({
    delivery_method: Type.String(),
    store_name: Type.Union([Type.String(), Type.Null()]),
    city: Type.Union([Type.String(), Type.Null()]),
  }),
)
