import { HiloError } from '#sdk'
import { api } from './queries.ts'

// A session is in a cookie no script can reach: only the server ends it. Who signs out while it is away has left all the
// same, so this browser remembers it and ends the session as soon as it can.

const KEY = 'hilo-desk-leaving'
/** Whoever wants to leave has other things to do than to wait. */
const END_MAX_MS = 10_000

export const isLeaving = (): boolean => localStorage.getItem(KEY) !== null
export const beginToLeave = (): void => localStorage.setItem(KEY, 'yes')
/** Whoever signs in has a session of their own, which is not the one to be ended. */
export const haveCome = (): void => localStorage.removeItem(KEY)

let ending: Promise<boolean> | undefined

/** Ends the session of who left; false where it could not be ended yet. */
export function endLeft(): Promise<boolean> {
  ending ??= endNow().finally(() => (ending = undefined))
  return ending
}

async function endNow(): Promise<boolean> {
  if (!isLeaving()) return true
  try {
    await api.signOut({}, { signal: AbortSignal.timeout(END_MAX_MS) })
  } catch (error) {
    // A session that is over already needs no end.
    if (!(error instanceof HiloError && error.status === 401)) return false
  }
  localStorage.removeItem(KEY)
  return true
}
