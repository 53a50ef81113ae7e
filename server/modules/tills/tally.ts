// Pure: a till's shifts and numbers, moved on by what it says happened.
import { refused } from '#platform/errors'
import { IN_FACTS } from '#shared/limits.ts'
import type { Bodies, Fact, SaleBody } from './fact-shapes.ts'
import type { Finding } from './judge.ts'
import { badSale } from './sale-amounts.ts'
import type { OpenShift } from './till.ts'

export type Standing = {
  device_id: string
  store_id: string
  currency: string
  series: string
  shift: OpenShift | null
  last_receipt: number
  last_z: number
}

/** A shift that ended, with what the till counted and came to. */
export type Closing = { shift: OpenShift; said: Bodies['shift_closed'] }

export type Tally = {
  /** Shifts these facts touched, as they are now. */
  shifts: OpenShift[]
  closings: Closing[]
  /** In which shift each fact was, by number; null: in none. */
  shift_ids: Map<number, string | null>
  findings: Finding[]
  last_receipt: number
  last_z: number
}

const badShift = (detail: string, shift_id: string) => refused('bad_shift', { detail, shift_id })

/**
 * Counts facts up. Refuses bad_shift where a shift is not the one that is open or a Z is out of turn, bad_sale where a
 * receipt is: the till's program is wrong then, for it alone gives these numbers out. Facts that are `uncounted`, and those
 * beyond what a shift can count, are in the chain and in no shift.
 */
export function tallied(standing: Standing, facts: readonly Fact[], uncounted: ReadonlySet<number>): Tally {
  const tally: Tally = {
    shifts: standing.shift ? [{ ...standing.shift }] : [],
    closings: [],
    shift_ids: new Map(),
    findings: [],
    last_receipt: standing.last_receipt,
    last_z: standing.last_z,
  }
  let open = tally.shifts[0] ?? null
  for (const fact of facts) {
    let counts = true
    if (fact.kind === 'shift_opened') {
      if (open) throw badShift('A shift is open already.', open.id)
      open = begun(standing, fact)
      tally.shifts.push(open)
    } else if (fact.kind === 'ticket_voided') {
      if (open) open.voided += 1
    } else {
      if (open?.id !== fact.body.shift_id) throw badShift('This is not the shift that is open.', fact.body.shift_id)
      number(tally, standing, open, fact)
      counts = !uncounted.has(fact.seq) && count(tally, open, fact)
    }
    tally.shift_ids.set(fact.seq, counts ? (open?.id ?? null) : null)
    if (open?.closed_at) open = null
  }
  return tally
}

function begun(
  { device_id, store_id, currency }: Standing,
  { at, staff_id, body }: Extract<Fact, { kind: 'shift_opened' }>,
): OpenShift {
  return {
    id: body.shift_id,
    device_id,
    store_id,
    currency,
    opened_at: new Date(at),
    opened_by: staff_id,
    float: body.float,
    sales: 0,
    gross: 0,
    rounding: 0,
    cash: 0,
    terminal: 0,
    cash_in: 0,
    cash_out: 0,
    voided: 0,
    closed_at: null,
    closed_by: null,
    z_number: null,
  }
}

type InShift = Exclude<Fact, { kind: 'shift_opened' | 'ticket_voided' }>

/** Receipts and Z are in turn, whatever they come to. */
function number(tally: Tally, { series }: Standing, shift: OpenShift, fact: InShift): void {
  if (fact.kind === 'sale') {
    const { receipt, currency } = fact.body
    if (receipt.series !== series || receipt.number !== tally.last_receipt + 1)
      throw badSale(`The next receipt of this till is ${series} ${tally.last_receipt + 1}.`, fact.body)
    if (currency !== shift.currency) throw badSale(`This till counts ${shift.currency}.`, fact.body)
    tally.last_receipt += 1
  } else if (fact.kind === 'shift_closed') {
    if (fact.body.z_number !== tally.last_z + 1)
      throw badShift(`The next Z of this till is number ${tally.last_z + 1}.`, shift.id)
    tally.last_z += 1
    shift.closed_at = new Date(fact.at)
    shift.closed_by = fact.staff_id
    shift.z_number = tally.last_z
    tally.closings.push({ shift, said: fact.body })
  }
}

/** Neither drawer nor terminal takes or gives more in a shift: with it no sum of them leaves what programs can count. */
const FIGURE_MAX = IN_FACTS.drawer

/** False, and a person is told, where a figure of the shift would become larger than any can be. */
function count({ findings }: Tally, shift: OpenShift, fact: InShift): boolean {
  const added = addedBy(fact)
  const names = Object.keys(added) as (keyof Figures)[]
  const beyond = names.find((name) => shift[name] + (added[name] ?? 0) > FIGURE_MAX)
  if (beyond === undefined) {
    for (const name of names) shift[name] += added[name] ?? 0
    return true
  }
  const details = { amount: added[beyond], currency: shift.currency }
  const order_id = fact.kind === 'sale' ? fact.body.order_id : null
  findings.push({ seq: fact.seq, order_id, kind: 'amount_too_large', details })
  return false
}

type Figures = Pick<OpenShift, 'sales' | 'gross' | 'rounding' | 'cash' | 'terminal' | 'cash_in' | 'cash_out'>

/** What a fact adds to the figures of its shift. */
function addedBy(fact: InShift): Partial<Figures> {
  if (fact.kind === 'shift_closed') return {}
  if (fact.kind === 'cash_moved') return { [fact.body.direction === 'in' ? 'cash_in' : 'cash_out']: fact.body.amount }
  const { rounding = 0 } = fact.body
  if (fact.kind === 'tender_taken') return { [fact.body.kind]: fact.body.amount, rounding }
  const { gross, tenders } = fact.body
  const paid = (by: TenderKind) => tenders.reduce((sum, { kind, amount }) => sum + (kind === by ? amount : 0), 0)
  return { sales: 1, gross, rounding, cash: paid('cash'), terminal: paid('terminal') }
}

type TenderKind = SaleBody['tenders'][number]['kind']

/** What must lie in the drawer and stand in the terminal. */
export const expectedOf = ({ float, cash, terminal, cash_in, cash_out }: OpenShift) => ({
  cash: float + cash + cash_in - cash_out,
  terminal,
})
