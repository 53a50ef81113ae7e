/** What a till knows as true the moment it happens. Field names are those of the wire. */
export type FactKind = 'shift_opened' | 'cash_moved' | 'sale' | 'tender_taken' | 'ticket_voided' | 'shift_closed'

export type SaleLine = {
  id: string
  variant_id: string
  sku: string
  name: string
  options: Record<string, string>
  quantity: number
  list_price: number
  unit_price: number
  price_reason: string | null
  approved_by: string | null
  tax_name: string
  tax_ppm: number
  note: string | null
}

export type Tender = { id: string; kind: 'cash' | 'terminal'; amount: number; given?: number; reference?: string }

export type Sale = {
  order_id: string
  shift_id: string
  receipt: { series: string; number: number }
  customer_id: string | null
  lines: SaleLine[]
  net: number
  tax: number
  gross: number
  rounding: number
  currency: string
  tax_included: boolean
  tenders: Tender[]
  version: string
  offline: boolean
}

export type ShiftOpened = { shift_id: string; float: number }
export type CashMoved = {
  movement_id: string
  shift_id: string
  direction: 'in' | 'out'
  amount: number
  reason: string
}
/** Money of this drawer for what the server keeps: the tender itself was told to the API. */
export type TenderTaken = {
  payment_id: string
  shift_id: string
  order_id: string | null
  kind: Tender['kind']
  /** What lies in the drawer: the tender and what cash was rounded by. */
  amount: number
  rounding?: number
}
export type TicketVoided = {
  ticket_id: string
  reason: string
  gross: number
  lines: { sku: string; quantity: number; gross: number }[]
}
export type ShiftClosed = {
  shift_id: string
  z_number: number
  counted: { cash: number; terminal: number }
  expected: { cash: number; terminal: number }
  sales: { count: number; gross: number }
  /** Whatever waits is before it in the chain: when the server reads this, nothing is pending. */
  pending: 0
}

export type Bodies = {
  shift_opened: ShiftOpened
  cash_moved: CashMoved
  sale: Sale
  tender_taken: TenderTaken
  ticket_voided: TicketVoided
  shift_closed: ShiftClosed
}

export type Fact<Kind extends FactKind = FactKind> = {
  [K in Kind]: {
    seq: number
    prev_hash: string
    hash: string
    kind: K
    at: string
    staff_id: string
    body: Bodies[K]
  }
}[Kind]

/** A fact with what became of it at the server. */
export type KeptFact = Fact & { acked_at: number | null; number?: string; tasks?: { es: string; en: string }[] }

export const isSale = (fact: KeptFact): fact is Extract<KeptFact, { kind: 'sale' }> => fact.kind === 'sale'
