import { Outside } from '#platform/errors'

/** Two at a time keep the memory of passwords below 300 MB and leave threads of the pool for files and DNS. */
const PARALLEL_MAX = 2
/** Beyond this many waiting (about ten seconds of work) a caller is better told to come back. */
const WAITING_MAX = 32

// Memory and threads are the process's, so the gate is too: one for passwords and PINs.
let running = 0
const waiting: (() => void)[] = []

/** Waits for a turn; outside: busy (503), when too many wait already. */
export async function throughGate<T>(work: () => Promise<T>): Promise<T> {
  if (running >= PARALLEL_MAX) {
    if (waiting.length >= WAITING_MAX)
      throw new Outside('busy', 'Too many people sign in at this moment.', { retry_after_s: 5 })
    await new Promise<void>((go) => waiting.push(go))
  } else {
    running += 1
  }
  try {
    return await work()
  } finally {
    // The place passes on without being given back, so nobody slips in between.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
