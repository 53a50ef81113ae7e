import { database, kept } from '../store/database.ts'
import { value } from '../store/value.ts'
import { emptyTicket, tried } from './ticket.ts'
import type { Act, Refusal, Ticket } from './ticket.ts'

/** The ticket on the counter. */
export const ticket = value<Ticket>(emptyTicket(crypto.randomUUID()))
/** Of which the screen says large for two seconds: it was scanned just now. */
export const scanned = value<{ line: string; at: number } | null>(null)

/** What was just asked of the ticket and is too much for it. */
export const notDone = value<{ why: Refusal } | null>(null)

let writing: Promise<unknown> = Promise.resolve()

/** Does it, and keeps the ticket on the disk: after a reload or a power cut it lies there again. */
export function act(given: Act): void {
  const before = ticket.get()
  const { ticket: next, refusal } = tried(before, given)
  if (refusal) notDone.set({ why: refusal })
  if (next === before) return
  ticket.set(next)
  write(next)
}

function write(next: Ticket): void {
  writing = writing
    .then(async () => (await database()).put('kept', next, 'ticket'))
    .catch(() => {
      // The disk is full or the store was closed: the ticket on the screen is still right.
    })
}

/** Everything done so far is on the disk. */
export const ticketKept = async (): Promise<void> => {
  await writing
}

export async function readTicket(): Promise<void> {
  const known = await kept('ticket')
  // A ticket kept by an older version of this app lacks what came since.
  if (known) ticket.set({ ...emptyTicket(known.id), ...known })
  else write(ticket.get())
}

/** A clean counter. */
export function newTicket(): void {
  scanned.set(null)
  act({ do: 'replace', ticket: emptyTicket(crypto.randomUUID()) })
}
