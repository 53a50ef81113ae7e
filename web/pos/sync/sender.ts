import { HiloError } from '#sdk'
import { database, kept } from '../store/database.ts'
import type { Fact, KeptFact } from '../store/facts.ts'
import { value } from '../store/value.ts'
import { once } from './link.ts'
import { Pieces, isRefused } from './pieces.ts'

const BATCH = 50
const KEPT_MS = 7 * 86_400_000
/** With nothing to send it looks now and then, for what another window wrote. */
const IDLE_MS = 60_000
const WAIT_FIRST_MS = 1_000
/** A server that is back is found within so long; many tills that lost it together do not come in one second. */
const WAIT_MAX_MS = 15_000

/** `fact`: the one that stands in the way, with its number, kind and moment. */
export type Stuck = { why: string; fact: Pick<KeptFact, 'seq' | 'kind' | 'at'> | null }

export type Queue = {
  waiting: number
  /** When the oldest that waits happened. */
  oldest: string | null
  /** What the server cannot take, and why in its words: a person must look. */
  stuck: Stuck | null
  tasks: number
}

export const queue = value<Queue>({ waiting: 0, oldest: null, stuck: null, tasks: 0 })

let wake: () => void = () => {}
/** Something to send: now rather than at the next round. */
export const sendSoon = (): void => wake()

/** All that is kept, in order. */
export async function facts(): Promise<KeptFact[]> {
  return (await database()).getAll('facts')
}

export async function countQueue(): Promise<void> {
  const all = await facts()
  const waiting = all.filter(({ acked_at }) => acked_at === null)
  const tasks = all.reduce((sum, fact) => sum + (fact.tasks?.length ?? 0), 0)
  queue.set((now) => ({ ...now, waiting: waiting.length, oldest: waiting[0]?.at ?? null, tasks }))
}

/** Sends in order until nothing waits, then sleeps; what is lost on the way is sent again, and known there. */
export async function keepSending(signal: AbortSignal): Promise<void> {
  let failed = 0
  while (!signal.aborted) {
    try {
      if (await sendSome()) {
        failed = 0
        continue
      }
      failed = 0
    } catch (error) {
      failed++
      const stuck = isRefused(error) ? await stuckBy(error) : null
      queue.set((now) => ({ ...now, stuck }))
    }
    await countQueue()
    await sleep(failed === 0 ? IDLE_MS : waitAfter(failed), signal)
  }
}

/** What was refused stands alone: it is the first that waits. */
async function stuckBy(error: HiloError): Promise<Stuck> {
  const first = (await facts()).find(({ acked_at }) => acked_at === null)
  return { why: error.message, fact: first ? { seq: first.seq, kind: first.kind, at: first.at } : null }
}

const waitAfter = (failed: number): number =>
  Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * 2 ** Math.min(failed, 4)) * (0.5 + Math.random() / 2)

const pieces = new Pieces(BATCH)

async function sendSome(): Promise<boolean> {
  const all = await facts()
  const waiting = all.filter(({ acked_at }) => acked_at === null)
  if (waiting.length === 0) {
    await forgetOld(all)
    return false
  }
  try {
    await pieces.send(waiting, send)
  } catch (error) {
    const expected = error instanceof HiloError && error.code === 'sequence_gap' ? expectedOf(error) : null
    const again = expected === null ? [] : all.filter(({ seq }) => seq >= expected)
    // The server was set back to an older day: what it has not, it is told again, as long as it is kept here.
    if (again[0]?.seq !== expected) throw error
    await pieces.send(again, send)
  }
  return true
}

const expectedOf = (error: HiloError): number | null => {
  const { expected_seq } = error.problem
  return typeof expected_seq === 'number' ? expected_seq : null
}

async function send(batch: readonly KeptFact[]): Promise<void> {
  const { results } = await once.sendTillFacts({ facts: batch.map(bare) })
  const db = await database()
  const all = db.transaction('facts', 'readwrite')
  const now = Date.now()
  for (const { seq, number, tasks } of results) {
    const fact = await all.store.get(seq)
    if (!fact) continue
    const words = tasks.map((task) => task.words)
    void all.store.put({
      ...fact,
      acked_at: fact.acked_at ?? now,
      ...(number === undefined ? {} : { number }),
      ...(words.length > 0 ? { tasks: words } : {}),
    })
  }
  await all.done
  queue.set((before) => ({ ...before, stuck: null }))
  await countQueue()
}

const bare = ({ seq, prev_hash, hash, kind, at, staff_id, body }: KeptFact): Fact =>
  ({ seq, prev_hash, hash, kind, at, staff_id, body }) as Fact

/** A week after the server has it, and not while its shift is open. */
async function forgetOld(all: readonly KeptFact[]): Promise<void> {
  const from = (await kept('chain'))?.shift?.first_seq ?? Infinity
  const before = Date.now() - KEPT_MS
  const old = all.filter(({ seq, acked_at }) => acked_at !== null && acked_at < before && seq < from)
  if (old.length === 0) return
  const tx = (await database()).transaction('facts', 'readwrite')
  await Promise.all([...old.map(({ seq }) => tx.store.delete(seq)), tx.done])
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(end, ms)
    function end(): void {
      clearTimeout(timer)
      wake = () => {}
      done()
    }
    wake = end
    signal.addEventListener('abort', end, { once: true })
    window.addEventListener('online', end, { once: true })
  })
}
