import { lettersIn } from '../trade/outbox.ts'
import type { Posted } from '../trade/outbox.ts'
import { mustHave, soon } from './expect.ts'

export type Outbox = {
  /** The next letter to somebody, once each; letters to others wait for them. */
  next: (to: string) => Promise<Posted>
}

/** There the customer reads her mail and her messages. */
export function openOutbox(data_dir: string): Outbox {
  const opened = new Set<string>()
  async function take(to: string): Promise<Posted | null> {
    const letter = lettersIn(data_dir).find((one) => one.to === to && !opened.has(one.id))
    if (letter) opened.add(letter.id)
    return letter ?? null
  }
  return {
    next: async (to) => {
      const letter = await soon(
        `a letter to ${to}`,
        () => take(to),
        (found) => found !== null,
      )
      return mustHave(letter, `a letter to ${to}`)
    },
  }
}
