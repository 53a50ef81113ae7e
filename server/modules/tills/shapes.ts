import { Type } from 'typebox'
import type { Static } from 'typebox'
import { ROLES } from '#organisation'
import { Amount, Currency } from '#platform/money'
import { Id, Nullable, OneOf, Shape, Text, Time } from '#platform/route'
import { DrawerAmount, DrawerSum, TenderKind } from '#shared/till-facts.ts'

const Words = Type.Object({ es: Type.String(), en: Type.String() })
const Said = Type.Record(Type.String(), Type.String())
const Optional = Nullable(Type.String())

export const Article = Type.Object({
  variant_id: Id,
  product_id: Id,
  sku: Type.String(),
  gtins: Type.Array(Type.String()),
  name: Words,
  options: Type.Object({ es: Said, en: Said }),
  brand: Optional,
  departments: Type.Array(Type.Object({ id: Id, name: Words }), { description: 'The tops of the categories it is in' }),
  picture: Optional,
  kind: OneOf(['goods', 'service']),
  unit_price: Amount,
  compare_at: Nullable(Amount),
  lowest_30d: Nullable(Amount),
  tax_included: Type.Boolean(),
  tax_name: Type.String(),
  tax_ppm: Type.Integer(),
  available: Type.Integer({ description: 'Can be sold or promised here now' }),
  on_hand: Type.Integer(),
})
export type Article = Static<typeof Article>

export const Person = Type.Object({
  customer_id: Id,
  given_name: Optional,
  family_name: Optional,
  company: Optional,
  phones: Type.Array(Type.String(), { description: 'E.164' }),
  emails: Type.Array(Type.String()),
  cards: Type.Array(Type.String()),
  tags: Type.Array(Type.String()),
  language: Optional,
})

export const Changes = Type.Object({
  version: Type.String(),
  reset: Type.Boolean({ description: 'Too much changed: load everything anew' }),
  articles: Type.Array(Article),
  gone_variant_ids: Type.Array(Id),
  customers: Type.Array(Person),
  gone_customer_ids: Type.Array(Id),
})
export type Changes = Static<typeof Changes>

export const TASK_KINDS = [
  'price_changed',
  'price_unapproved',
  'tax_differs',
  'rounding_off',
  'sold_below_promise',
  'over_limit',
  'unknown_article',
  'unknown_customer',
  'tender_unknown',
  'tender_differs',
  'told_twice',
  'amount_too_large',
] as const
export type TaskKind = (typeof TASK_KINDS)[number]

const task = { id: Id, kind: OneOf(TASK_KINDS), words: Words }

export const Sent = Type.Object({
  watermark: Type.Integer({ description: 'Number of the last fact that is kept here' }),
  last_hash: Type.String(),
  results: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      outcome: OneOf(['taken', 'known']),
      order_id: Type.Optional(Id),
      number: Type.Optional(Type.String()),
      tasks: Type.Array(Type.Object(task)),
    }),
  ),
})
export type Sent = Static<typeof Sent>

export const Task = Type.Object({
  ...task,
  store_id: Id,
  device_id: Id,
  order_id: Nullable(Id),
  number: Optional,
  details: Type.Record(Type.String(), Type.Unknown()),
  raised_at: Time,
  resolved_at: Nullable(Time),
  resolved_by: Nullable(Id),
  note: Optional,
})

const settings = {
  offline_sale_max: Amount,
  offline_hours_max: Type.Integer({ minimum: 0, maximum: 720 }),
  offline_tenders: Type.Array(TenderKind, { maxItems: 2 }),
  approve_discount_over_ppm: Type.Integer({
    minimum: 0,
    maximum: 1_000_000,
    description: 'A bigger price change needs somebody who may approve it',
  }),
  cash_rounding: Type.Integer({ minimum: 1, maximum: 100, description: 'In minor units; 1: cash is not rounded' }),
  handover_proof: OneOf(['code', 'signature', 'document']),
  lock_after_min: Type.Integer({
    minimum: 0,
    maximum: 240,
    description: 'A till nobody touches for so many minutes locks itself; 0: never',
  }),
  receipt_header: Text(500, 0),
  receipt_footer: Text(500, 0),
}
export const Settings = Shape(settings)
export type Settings = Static<typeof Settings>

const KeptPin = Type.Object({ salt: Type.String(), iterations: Type.Integer(), hash: Type.String() })

export const TillNow = Type.Object({
  device: Type.Object({ id: Id, name: Type.String() }),
  register: Type.Object({ id: Id, code: Type.String(), name: Type.String() }),
  store: Type.Object({
    id: Id,
    code: Type.String(),
    name: Type.String(),
    address: Said,
    phone: Optional,
    email: Optional,
    timezone: Type.String(),
    country: Type.String(),
    region: Optional,
    location_id: Id,
  }),
  legal_entity: Type.Object({
    name: Type.String(),
    tax_id: Optional,
    country: Type.String(),
    address: Said,
    rounding_mode: OneOf(['half_up', 'half_even']),
    rounding_level: OneOf(['line', 'document']),
  }),
  retailer: Type.Object({ name: Type.String() }),
  currency: Currency,
  locale: OneOf(['es', 'en']),
  tax_included: Type.Boolean(),
  public_url: Type.String(),
  version: Type.String(),
  now: Time,
  next_seq: Type.Integer(),
  last_hash: Type.String(),
  next_receipt: Type.Integer(),
  next_z: Type.Integer(),
  series: Type.String(),
  shift: Nullable(Type.Object({ id: Id, opened_at: Time, opened_by: Id, float: DrawerAmount })),
  settings: Type.Object(settings),
  crew: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      role: OneOf(ROLES),
      may: Type.Object({
        approve: Type.Boolean(),
        adjust: Type.Boolean(),
        cancel: Type.Boolean(),
        close_shift: Type.Boolean(),
      }),
      pin: Nullable(KeptPin),
    }),
  ),
})
export type TillNow = Static<typeof TillNow>

const Count = Type.Integer()
const Sums = Type.Object({ cash: DrawerSum, terminal: DrawerSum })
const who = { staff_id: Id, staff_name: Type.String() }

/** An X of a shift that is open, a Z of one that is closed: the same figures. */
export const Report = Type.Object({
  kind: OneOf(['x', 'z']),
  z_number: Nullable(Type.Integer()),
  shift: Type.Object({
    id: Id,
    device_id: Id,
    device_name: Type.String(),
    store_id: Id,
    store_name: Type.String(),
    opened_at: Time,
    opened_by: Id,
    opened_by_name: Type.String(),
    closed_at: Nullable(Time),
    closed_by: Nullable(Id),
    closed_by_name: Optional,
  }),
  currency: Currency,
  sales: Type.Object({
    count: Count,
    net: DrawerSum,
    tax: DrawerSum,
    gross: DrawerSum,
    rounding: DrawerSum,
  }),
  collected: Type.Object(
    { count: Count, amount: DrawerSum },
    { description: 'Taken at this till for orders that are no sales of it: carts placed, pick-ups paid' },
  ),
  taxes: Type.Array(
    Type.Object({
      name: Type.String(),
      tax_ppm: Count,
      net: DrawerSum,
      tax: DrawerSum,
      gross: DrawerSum,
    }),
  ),
  tenders: Type.Array(Type.Object({ kind: TenderKind, count: Count, amount: DrawerSum })),
  float: DrawerAmount,
  cash_in: DrawerSum,
  cash_out: DrawerSum,
  movements: Type.Array(
    Type.Object({
      movement_id: Id,
      at: Time,
      direction: OneOf(['in', 'out']),
      amount: DrawerAmount,
      reason: Type.String(),
      ...who,
    }),
  ),
  expected: Sums,
  counted: Nullable(Sums),
  variance: Nullable(Sums),
  till_said: Nullable(
    Type.Object(
      { expected: Sums, sales: Type.Object({ count: Count, gross: DrawerSum }) },
      { description: 'What the till itself came to when it closed' },
    ),
  ),
  by_staff: Type.Array(Type.Object({ ...who, count: Count, gross: DrawerSum })),
  receipts: Type.Object({ series: Type.String(), first: Nullable(Count), last: Nullable(Count) }),
  voided: Type.Array(Type.Object({ ticket_id: Id, at: Time, reason: Type.String(), gross: Amount, ...who })),
})
export type Report = Static<typeof Report>

export const Shift = Type.Object({
  id: Id,
  device_id: Id,
  device_name: Type.String(),
  store_id: Id,
  currency: Currency,
  opened_at: Time,
  opened_by: Id,
  opened_by_name: Type.String(),
  closed_at: Nullable(Time),
  z_number: Nullable(Type.Integer()),
  float: DrawerAmount,
  sales: Count,
  gross: DrawerSum,
  cash: DrawerSum,
  terminal: DrawerSum,
  cash_in: DrawerSum,
  cash_out: DrawerSum,
  voided: Count,
  variance: Nullable(Sums),
})
