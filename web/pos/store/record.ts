import { HiloError, hashFact } from '#sdk'
import { cleanedAll } from '#shared/text.ts'
import { database, kept } from './database.ts'
import type { Chain } from './database.ts'
import type { Bodies, Fact, FactKind, KeptFact } from './facts.ts'
import { faultOf } from './fault.ts'

const LOCK = 'hilo-till-writer'

export class NotWritten extends Error {}

/** Nobody could read it at the server, and all that is told after it would wait for it: it is never written. */
const unreadable = ({ field, message }: { field: string; message: string }) =>
  new HiloError({
    type: 'about:blank',
    title: 'This cannot be written down as it is.',
    status: 422,
    code: 'fact_unreadable',
    detail: `This cannot be written down as it is: ${field} ${message}.`,
    request_id: '',
  })

type Written<Kind extends FactKind> = {
  kind: Kind
  device_id: string
  staff_id: string
  at: Date
  /** The body, once it is known where the chain stands; null: it is not to be written (it stands there already). */
  body: (chain: Chain) => Bodies[Kind] | null
  /** What else becomes true with it. */
  chain?: (chain: Chain, body: Bodies[Kind], seq: number) => Chain
  /** The ticket it ends, which is gone with it. */
  ends_ticket?: string
  sold?: readonly { variant_id: string; units: number }[]
}

/**
 * Writes a fact: its place in the chain, its hash and all that follows from it are one transaction that is on the disk
 * when this returns. A power cut leaves all of it or nothing. One writer at a time, across all tabs.
 */
export const record = <Kind extends FactKind>(fact: Written<Kind>): Promise<Fact<Kind> | null> =>
  navigator.locks.request(LOCK, () => write(fact)) as Promise<Fact<Kind> | null>

async function write<Kind extends FactKind>(given: Written<Kind>): Promise<Fact<Kind> | null> {
  const db = await database()
  const [chain, ticket] = await Promise.all([kept('chain'), kept('ticket')])
  if (!chain) throw new NotWritten('this till has no chain')
  // Pressed twice, or in two tabs: the ticket went with its first sale.
  if (given.ends_ticket && ticket?.id !== given.ends_ticket) return null
  const said = given.body(chain)
  if (said === null) return null
  const body = cleanedAll(said)
  const fault = faultOf(given.kind, body)
  if (fault) throw unreadable(fault)
  const { kind, staff_id } = given
  const bare = {
    seq: chain.next_seq,
    prev_hash: chain.last_hash,
    kind,
    at: given.at.toISOString(),
    staff_id,
    body,
  }
  // Hashing ends a transaction of the store, so it comes before; the lock keeps the chain where it is.
  const fact = { ...bare, hash: await hashFact(given.device_id, bare) } as unknown as Fact<Kind>
  const next = { ...chain, next_seq: fact.seq + 1, last_hash: fact.hash }
  const all = db.transaction(['kept', 'facts', 'sold'], 'readwrite', { durability: 'strict' })
  const still = (await all.objectStore('kept').get('chain')) as Chain | undefined
  if (still?.next_seq !== fact.seq) {
    all.abort()
    await all.done.catch(() => {})
    throw new NotWritten('another window of this till has written meanwhile')
  }
  void all.objectStore('facts').add({ ...fact, acked_at: null } as KeptFact)
  void all.objectStore('kept').put(given.chain?.(next, body, fact.seq) ?? next, 'chain')
  if (given.ends_ticket) void all.objectStore('kept').delete('ticket')
  for (const { variant_id, units } of given.sold ?? []) {
    const known = await all.objectStore('sold').get(variant_id)
    void all.objectStore('sold').put({ variant_id, units: (known?.units ?? 0) + units })
  }
  await all.done
  return fact
}
