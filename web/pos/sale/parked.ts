import { mustAssistant } from '../session.ts'
import { database } from '../store/database.ts'
import type { Parked } from '../store/database.ts'
import { value } from '../store/value.ts'
import { act, newTicket, ticket } from './current.ts'
import { emptyTicket, isBeingPaid, isEmpty } from './ticket.ts'

export const parked = value<readonly Parked[]>([])

export async function readParked(): Promise<void> {
  const all = await (await database()).getAll('parked')
  parked.set(all.toSorted((a, b) => b.parked_at - a.parked_at))
}

/** Sets the ticket aside for the next customer. */
export async function park(label: string): Promise<void> {
  const now = ticket.get()
  if (isEmpty(now) || isBeingPaid(now)) return
  const db = await database()
  await db.put('parked', { id: now.id, ticket: now, label, parked_at: Date.now(), by: mustAssistant().name })
  newTicket()
  await readParked()
}

/** Takes it up again; what lies on the counter is set aside for it. */
export async function recall(id: string): Promise<void> {
  const db = await database()
  const found = await db.get('parked', id)
  if (!found || isBeingPaid(ticket.get())) return
  await park('')
  act({ do: 'replace', ticket: { ...emptyTicket(id), ...found.ticket } })
  await db.delete('parked', id)
  await readParked()
}
