import { mustAssistant, mustTill, readChain } from '../session.ts'
import { kept } from '../store/database.ts'
import type { ShiftClosed } from '../store/facts.ts'
import { record } from '../store/record.ts'
import { countQueue, facts, sendSoon } from '../sync/sender.ts'
import { NOTHING_CARRIED, drawerOf } from './drawer.ts'
import type { Drawer } from './drawer.ts'

export type Counted = ShiftClosed['counted']
/** A Z as it is read and printed, today or later. */
export type Z = Pick<ShiftClosed, 'z_number' | 'counted' | 'expected' | 'sales'> &
  Pick<Drawer, 'float' | 'cash_in' | 'cash_out' | 'rounding' | 'collected'> & { closed_at: string }

const who = () => ({ device_id: mustTill().device.id, staff_id: mustAssistant().id, at: new Date() })

async function written(): Promise<void> {
  await Promise.all([readChain(), countQueue()])
  sendSoon()
}

/** The day begins with so much in the drawer. */
export async function openShift(float: number): Promise<void> {
  const shift_id = crypto.randomUUID()
  const by = who()
  await record({
    ...by,
    kind: 'shift_opened',
    body: ({ shift }) => (shift ? null : { shift_id, float }),
    chain: (chain, _body, seq) => ({
      ...chain,
      shift: {
        id: shift_id,
        opened_at: by.at.toISOString(),
        opened_by: by.staff_id,
        float,
        first_seq: seq,
        carried: NOTHING_CARRIED,
      },
    }),
  })
  await written()
}

export async function moveCash(direction: 'in' | 'out', amount: number, reason: string): Promise<void> {
  await record({
    ...who(),
    kind: 'cash_moved',
    body: ({ shift }) => shift && { movement_id: crypto.randomUUID(), shift_id: shift.id, direction, amount, reason },
  })
  await written()
}

/** What the shift took so far, as this device knows it. */
export async function drawer(): Promise<Drawer | null> {
  const shift = (await kept('chain'))?.shift
  const kept_facts = await facts()
  return shift
    ? drawerOf(
        kept_facts.filter(({ seq }) => seq >= shift.first_seq),
        shift,
      )
    : null
}

/** Counts it, writes the Z, and answers what it says. */
export async function closeShift(counted: Counted): Promise<Z | null> {
  const now = await drawer()
  if (!now) return null
  const fact = await record({
    ...who(),
    kind: 'shift_closed',
    body: ({ shift, next_z }) =>
      shift && {
        shift_id: shift.id,
        z_number: next_z,
        counted,
        expected: now.expected,
        sales: { count: now.sales.count, gross: now.sales.gross },
        pending: 0,
      },
    chain: (chain) => ({ ...chain, shift: null, next_z: chain.next_z + 1 }),
  })
  await written()
  if (!fact) return null
  const { float, cash_in, cash_out, rounding, collected } = now
  return { ...fact.body, closed_at: fact.at, float, cash_in, cash_out, rounding, collected }
}
