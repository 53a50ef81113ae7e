import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Amount, Currency, Id, Named, Nullable, OneOf, Quantity, Shape } from './fields.ts'
import { IN_FACTS, MAX_AMOUNT } from './limits.ts'

// What each kind of fact says. The till looks at it before it writes one, the server before it takes one: what was
// written can be read, and nothing in the chain behind it has to wait.

/** As it was said, whatever signs are in it but NUL, which the database cannot keep. */
const Said = (min = 1) => Type.String({ minLength: min, maxLength: IN_FACTS.text, pattern: '^[^\\u0000]*$' })
export const Count = Type.Integer({ minimum: 1, maximum: MAX_AMOUNT })
export const DrawerAmount = Type.Integer({ minimum: 0, maximum: IN_FACTS.drawer, description: 'Minor units (cents)' })
/** Of a whole shift: many amounts of a drawer. */
export const DrawerSum = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })
const Sums = Shape({ cash: DrawerSum, terminal: DrawerSum })
const Paid = Type.Integer({ minimum: 1, maximum: MAX_AMOUNT })

/** Where in the catalogue a till's knowledge ends. */
export const Version = Type.String({ maxLength: 400, pattern: '^[A-Za-z0-9_-]+$' })
export const TenderKind = OneOf(['cash', 'terminal'])

const ShiftOpened = Shape({ shift_id: Id, float: DrawerAmount })
const CashMoved = Shape({
  movement_id: Id,
  shift_id: Id,
  direction: OneOf(['in', 'out']),
  amount: Type.Integer({ minimum: 1, maximum: IN_FACTS.drawer }),
  reason: Said(),
})
const Line = Shape({
  id: Id,
  variant_id: Id,
  sku: Said(),
  name: Said(),
  options: Named(Said(0), { name_max: 200, most: 50 }),
  quantity: Quantity,
  list_price: Amount,
  unit_price: Amount,
  price_reason: Nullable(Said()),
  approved_by: Nullable(Id),
  tax_name: Said(),
  tax_ppm: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  note: Nullable(Said()),
})
const Tender = Shape({
  id: Id,
  kind: TenderKind,
  amount: Paid,
  given: Type.Optional(Type.Integer({ minimum: 1, maximum: IN_FACTS.drawer })),
  reference: Type.Optional(Said()),
})
const Rounding = Type.Integer({
  minimum: -100,
  maximum: 100,
  description: 'Of cash: what the tenders are more or less',
})
const Sale = Shape({
  order_id: Id,
  shift_id: Id,
  receipt: Shape({ series: Type.String({ minLength: 1, maxLength: 80 }), number: Count }),
  customer_id: Nullable(Id),
  lines: Type.Array(Line, { minItems: 1, maxItems: IN_FACTS.lines }),
  net: Amount,
  tax: Amount,
  gross: Amount,
  rounding: Rounding,
  currency: Currency,
  tax_included: Type.Boolean(),
  tenders: Type.Array(Tender, { maxItems: IN_FACTS.tenders }),
  version: Version,
  offline: Type.Boolean(),
})
const TenderTaken = Shape({
  payment_id: Id,
  shift_id: Id,
  order_id: Nullable(Id),
  kind: TenderKind,
  /** What lies in the drawer; the payment of the order is this less what the rounding made of it. */
  amount: Paid,
  rounding: Type.Optional(Rounding),
})
const TicketVoided = Shape({
  ticket_id: Id,
  reason: Said(),
  gross: Amount,
  lines: Type.Array(Shape({ sku: Said(), quantity: Quantity, gross: Amount }), { maxItems: IN_FACTS.lines }),
})
const ShiftClosed = Shape({
  shift_id: Id,
  z_number: Count,
  counted: Sums,
  expected: Sums,
  sales: Shape({ count: Type.Integer({ minimum: 0, maximum: MAX_AMOUNT }), gross: DrawerSum }),
  /** Whatever waits is before it in the chain: when the server reads this, nothing is pending. */
  pending: Type.Literal(0),
})

export const BODIES = {
  shift_opened: ShiftOpened,
  cash_moved: CashMoved,
  sale: Sale,
  tender_taken: TenderTaken,
  ticket_voided: TicketVoided,
  shift_closed: ShiftClosed,
}
export type Bodies = { [Kind in keyof typeof BODIES]: Static<(typeof BODIES)[Kind]> }
export type FactKind = keyof Bodies
