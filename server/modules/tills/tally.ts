// Pure: a till's shifts and numbers, moved on by what it says happened.
import { refused } from '#platform/errors'
import type { Bodies, Fact, SaleBody } from './fact-shapes.ts'
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
  last_receipt: number
  last_z: number
}

const badShift = (detail: string, shift_id: string) => refused('bad_shift', { detail, shift_id })

/**
 * Counts facts up. Refuses bad_shift where a shift is not the one that is open or a Z is out of turn, bad_sale where a
 * receipt is: the till's program is wrong then, for it alone gives these numbers out. Facts that are `uncounted` are in the
 * chain and in no shift.
 */
export function tallied(standing: Standing, facts: readonly Fact[], uncounted: ReadonlySet<number>): Tally {
  const tally: Tally = {
    shifts: standing.shift ? [{ ...standing.shift }] : [],
    closings: [],
    shift_ids: new Map(),
    last_receipt: standing.last_receipt,
    last_z: standing.last_z,
  }
  let open = tally.shifts[0] ?? null
  for (const fact of facts) {
    if (fact.kind === 'shift_opened') {
      if (open) throw badShift('A shift is open already.', open.id)
      open = begun(standing, fact)
      tally.shifts.push(open)
    } else if (fact.kind === 'ticket_voided') {
      if (open) open.voided += 1
    } else {
      if (open?.id !== fact.body.shift_id) throw badShift('This is not the shift that is open.', fact.body.shift_id)
      if (!uncounted.has(fact.seq)) count(tally, standing, open, fact)
    }
    tally.shift_ids.set(fact.seq, uncounted.has(fact.seq) ? null : (open?.id ?? null))
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

function count(tally: Tally, standing: Standing, shift: OpenShift, fact: InShift): void {
  switch (fact.kind) {
    case 'sale':
      return countSale(tally, standing, shift, fact.body)
    case 'tender_taken':
      shift[fact.body.kind] += fact.body.amount
      shift.rounding += fact.body.rounding ?? 0
      return
    case 'cash_moved':
      shift[fact.body.direction === 'in' ? 'cash_in' : 'cash_out'] += fact.body.amount
      return
    case 'shift_closed':
      if (fact.body.z_number !== tally.last_z + 1)
        throw badShift(`The next Z of this till is number ${tally.last_z + 1}.`, shift.id)
      tally.last_z += 1
      shift.closed_at = new Date(fact.at)
      shift.closed_by = fact.staff_id
      shift.z_number = tally.last_z
      tally.closings.push({ shift, said: fact.body })
  }
}

function countSale(tally: Tally, { series }: Standing, shift: OpenShift, sale: SaleBody): void {
  if (sale.receipt.series !== series || sale.receipt.number !== tally.last_receipt + 1)
    throw badSale(`The next receipt of this till is ${series} ${tally.last_receipt + 1}.`, sale)
  if (sale.currency !== shift.currency) throw badSale(`This till counts ${shift.currency}.`, sale)
  tally.last_receipt += 1
  shift.sales += 1
  shift.gross += sale.gross
  shift.rounding += sale.rounding
  for (const { kind, amount } of sale.tenders) shift[kind] += amount
}

/** What must lie in the drawer and stand in the terminal. */
export const expectedOf = ({ float, cash, terminal, cash_in, cash_out }: OpenShift) => ({
  cash: float + cash + cash_in - cash_out,
  terminal,
})
