import { setTimeout as pause } from 'node:timers/promises'

/** Does long work piece by piece until there is no more, and rests after each so many times as long as it took. */
export async function gently(piece: () => Promise<boolean>, rest: number): Promise<void> {
  for (let more = true; more;) {
    const from = performance.now()
    more = await piece()
    if (more && rest > 0) await pause((performance.now() - from) * rest)
  }
}
