import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Amount, Currency, SignedAmount } from '#platform/money'
import { Id, Instant, Named, Nullable, OneOf, Quantity, Shape, Text } from '#platform/route'

export const FACTS_MAX = 50
const SALE_LINES_MAX = 200
const TENDERS_MAX = 10
const MOST = 1_000_000_000_000

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in lower-case hexadecimal' })
export const Version = Type.String({ maxLength: 400, pattern: '^[A-Za-z0-9_-]+$' })
export const TenderKind = OneOf(['cash', 'terminal'])
const Sums = Shape({ cash: SignedAmount, terminal: SignedAmount })
const Paid = Type.Integer({ minimum: 1, maximum: MOST })

const ShiftOpened = Shape({ shift_id: Id, float: Amount })
const CashMoved = Shape({
  movement_id: Id,
  shift_id: Id,
  direction: OneOf(['in', 'out']),
  amount: Paid,
  reason: Text(200),
})
const Line = Shape({
  id: Id,
  variant_id: Id,
  sku: Text(80),
  name: Text(300),
  options: Named(Text(200, 0), { name_max: 200, most: 10 }),
  quantity: Quantity,
  list_price: Amount,
  unit_price: Amount,
  price_reason: Nullable(Text(200)),
  approved_by: Nullable(Id),
  tax_name: Text(60),
  tax_ppm: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  note: Nullable(Text(500)),
})
const Tender = Shape({
  id: Id,
  kind: TenderKind,
  amount: Paid,
  given: Type.Optional(Paid),
  reference: Type.Optional(Text(80)),
})
const Rounding = Type.Integer({
  minimum: -100,
  maximum: 100,
  description: 'Of cash: what the tenders are more or less',
})
const Sale = Shape({
  order_id: Id,
  shift_id: Id,
  receipt: Shape({ series: Text(80), number: Type.Integer({ minimum: 1, maximum: MOST }) }),
  customer_id: Nullable(Id),
  lines: Type.Array(Line, { minItems: 1, maxItems: SALE_LINES_MAX }),
  net: Amount,
  tax: Amount,
  gross: Amount,
  rounding: Rounding,
  currency: Currency,
  tax_included: Type.Boolean(),
  tenders: Type.Array(Tender, { maxItems: TENDERS_MAX }),
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
  reason: Text(200),
  gross: Amount,
  lines: Type.Array(Shape({ sku: Text(80), quantity: Quantity, gross: Amount }), { maxItems: SALE_LINES_MAX }),
})
const ShiftClosed = Shape({
  shift_id: Id,
  z_number: Type.Integer({ minimum: 1, maximum: MOST }),
  counted: Sums,
  expected: Sums,
  sales: Shape({ count: Type.Integer({ minimum: 0, maximum: MOST }), gross: Amount }),
  pending: Type.Literal(0),
})

const BODIES = {
  shift_opened: ShiftOpened,
  cash_moved: CashMoved,
  sale: Sale,
  tender_taken: TenderTaken,
  ticket_voided: TicketVoided,
  shift_closed: ShiftClosed,
}
export type Bodies = { [Kind in keyof typeof BODIES]: Static<(typeof BODIES)[Kind]> }
export type FactKind = keyof Bodies
export type SaleBody = Bodies['sale']
export type SaleLine = SaleBody['lines'][number]

type Said<Kind extends FactKind> = {
  seq: number
  prev_hash: string
  hash: string
  kind: Kind
  /** As the till wrote it. */
  at: string
  staff_id: string
  body: Bodies[Kind]
}
export type Fact = { [Kind in FactKind]: Said<Kind> }[FactKind]
export type SaleFact = Said<'sale'>

const fact = <Kind extends FactKind>(kind: Kind) =>
  Shape({
    seq: Type.Integer({ minimum: 1, maximum: MOST }),
    prev_hash: Hash,
    hash: Hash,
    kind: Type.Literal(kind),
    at: Instant,
    staff_id: Id,
    body: BODIES[kind],
  })

/** `discriminator`-less on purpose: each kind has a body of its own, closed against everything else. */
export const FactShape = Type.Unsafe<Fact>(
  Type.Union([
    fact('shift_opened'),
    fact('cash_moved'),
    fact('sale'),
    fact('tender_taken'),
    fact('ticket_voided'),
    fact('shift_closed'),
  ]),
)
