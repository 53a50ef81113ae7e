import { setTimeout as pause } from 'node:timers/promises'

/**
 * What the clock brings each minute ends before it comes again and is gone on with: two rounds at once would be less gentle,
 * and keep other jobs waiting.
 */
export const ROUND_MS = 45_000

/**
 * Does long work piece by piece until there is no more, or time is up, and rests after each piece so many times as long
 * as it took.
 */
export async function gently(piece: () => Promise<boolean>, rest: number, for_ms = Infinity): Promise<void> {
  const until = performance.now() + for_ms
  for (;;) {
    const from = performance.now()
    if (!(await piece()) || performance.now() >= until) return
    if (rest > 0) await pause((performance.now() - from) * rest)
  }
}
