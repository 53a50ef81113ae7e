import { readTicket } from './sale/current.ts'
import { phase, readChain, till } from './session.ts'
import { keep, kept } from './store/database.ts'
import type { Carried, Chain } from './store/database.ts'
import type { Till } from './contract.ts'
import { NOTHING_CARRIED } from './shift/drawer.ts'
import { once, useToken } from './sync/link.ts'
import { countQueue, keepSending, sendSoon } from './sync/sender.ts'
import { queries } from './sync/queries.ts'
import { catchUp, fetchTill, loadAll, readBack } from './sync/snapshot.ts'

const LOCK = 'hilo-till'
const ROUND_MS = 20_000
/** Settings and crew every so many rounds: within a minute of being saved at the desk. */
const TILL_EVERY = 3

/** Holds the till for this window: of several, one sells. `steal`: this one from now on. */
export function hold(steal = false): void {
  void navigator.locks
    .request(LOCK, steal ? { steal: true } : { ifAvailable: true }, async (lock) => {
      if (lock === null) return phase.set('elsewhere')
      const ending = new AbortController()
      leaving = ending
      await open(ending.signal)
      await new Promise((done) => ending.signal.addEventListener('abort', done, { once: true }))
    })
    .catch(() => {
      // Another window took it.
      leaving?.abort()
      phase.set('elsewhere')
    })
}

let leaving: AbortController | null = null

async function open(signal: AbortSignal): Promise<void> {
  const device = await kept('device')
  if (!device) return phase.set('enrol')
  useToken(device.token)
  const known = await kept('till')
  if (!known) return phase.set('enrol')
  till.set(known)
  await Promise.all([readChain(), readTicket(), readBack(), countQueue()])
  phase.set('locked')
  void keepSending(signal)
  void keepFresh(signal)
}

/** This device is a till from now on: it goes on where the server says it stands. */
export async function enrol(token: string): Promise<void> {
  useToken(token)
  const fetched = await fetchTill()
  await keep('device', { token, enrolled_at: Date.now() })
  await keep('chain', chainOf(fetched, fetched.shift ? await carriedBy(fetched.shift.id) : NOTHING_CARRIED))
  till.set(fetched)
  await loadAll(fetched)
  await navigator.storage?.persist?.()
  window.location.assign('/pos')
}

/** Locked out at the desk, and let in again: the same device, so that what waits goes out as it was written. */
export async function enrolAgain(token: string): Promise<void> {
  useToken(token)
  await keep('device', { token, enrolled_at: Date.now() })
  till.set(await fetchTill())
  sendSoon()
  void queries.invalidateQueries()
}

async function carriedBy(shift_id: string): Promise<Carried> {
  const { sales, collected, tenders, cash_in, cash_out } = await once.getShiftReport({ shift_id })
  const taken = (kind: string): number => tenders.find((tender) => tender.kind === kind)?.amount ?? 0
  const cash = taken('cash')
  const terminal = taken('terminal')
  return { ...sales, collected: collected.amount, cash, terminal, cash_in, cash_out }
}

const chainOf = ({ next_seq, last_hash, next_receipt, next_z, shift }: Till, carried: Carried): Chain => ({
  next_seq,
  last_hash,
  next_receipt,
  next_z,
  shift: shift && {
    id: shift.id,
    opened_at: shift.opened_at,
    opened_by: shift.opened_by,
    float: shift.float,
    first_seq: next_seq,
    carried,
  },
})

/** Prices, stock, people and settings, again and again as long as this window is the till. */
async function keepFresh(signal: AbortSignal): Promise<void> {
  for (let round = 0; !signal.aborted; round++) {
    try {
      if (round % TILL_EVERY === 0) till.set(await fetchTill())
      const now = till.get()
      if (now && !(await catchUp())) await loadAll(await fetchTill())
    } catch {
      // Without a network what is known stays; the line on top says how old it is.
    }
    await new Promise<void>((done) => {
      const timer = setTimeout(done, ROUND_MS)
      const end = (): void => {
        clearTimeout(timer)
        done()
      }
      signal.addEventListener('abort', end, { once: true })
      window.addEventListener('online', end, { once: true })
    })
  }
}
