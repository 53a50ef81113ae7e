import { setTimeout as pause } from 'node:timers/promises'

/**
 * Does long work piece by piece until there is no more, or time is up, and rests after each piece so many times as long
 * as it took. False: there is more.
 */
export async function gently(piece: () => Promise<boolean>, rest: number, for_ms = Infinity): Promise<boolean> {
  const until = performance.now() + for_ms
  for (;;) {
    const from = performance.now()
    if (!(await piece())) return true
    if (performance.now() >= until) return false
    if (rest > 0) await pause((performance.now() - from) * rest)
  }
}
