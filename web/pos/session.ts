import type { CrewMember, Till } from './contract.ts'
import { kept } from './store/database.ts'
import type { Chain } from './store/database.ts'
import { value } from './store/value.ts'

export type Phase = 'opening' | 'enrol' | 'elsewhere' | 'locked' | 'open'

/** Where this window is: not a till yet, a till nobody stands at, a till at work. */
export const phase = value<Phase>('opening')
export const till = value<Till | null>(null)
export const chain = value<Chain | null>(null)
/** Who stands at the till. */
export const assistant = value<CrewMember | null>(null)

export async function readChain(): Promise<void> {
  chain.set((await kept('chain')) ?? null)
}

/** Behind the lock there is a till and somebody at it. */
export function mustTill(): Till {
  const found = till.get()
  if (!found) throw new Error('this browser is no till')
  return found
}

export function mustAssistant(): CrewMember {
  const found = assistant.get()
  if (!found) throw new Error('nobody stands at the till')
  return found
}

export function unlock(member: CrewMember): void {
  assistant.set(member)
  phase.set('open')
}

export function lock(): void {
  assistant.set(null)
  if (phase.get() === 'open') phase.set('locked')
}
