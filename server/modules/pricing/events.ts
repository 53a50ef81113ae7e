import { Type } from 'typebox'
import { defineEvent } from '#platform/events'
import { Amount, Currency } from '#platform/money'
import { Day, Id, Nullable } from '#platform/route'

/** A list asks another amount for an article; `amount` null = it asks none any more. */
export const priceChanged = defineEvent(
  'price.changed',
  Type.Object({
    price_list: Type.String(),
    variant_id: Id,
    min_quantity: Type.Integer(),
    currency: Currency,
    previous: Nullable(Amount),
    amount: Nullable(Amount),
    compare_at: Nullable(Amount),
  }),
)

export const priceListSaved = defineEvent(
  'price_list.saved',
  Type.Object({ code: Type.String(), name: Type.String(), active: Type.Boolean(), priority: Type.Integer() }),
)

export const taxRateSaved = defineEvent(
  'tax_rate.saved',
  Type.Object({
    country: Type.String(),
    region: Type.String(),
    tax_class: Type.String(),
    rate_ppm: Type.Integer(),
    valid_from: Day,
  }),
)
