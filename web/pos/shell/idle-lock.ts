import { useIdle } from '@mantine/hooks'
import { useEffect } from 'react'
import { ticket } from '../sale/current.ts'
import { lock, mustTill } from '../session.ts'
import { useValue } from '../store/value.ts'

const MINUTE_MS = 60_000
/** The longest a timer of a browser waits, 25 days. */
const NEVER_MS = 2 ** 31 - 1

/**
 * A till nobody touches asks who stands there; what is on the ticket stays. Not while a customer pays on their own phone:
 * this screen waits for them.
 */
export function useIdleLock(): void {
  const { lock_after_min } = mustTill().settings
  // What an older version of this app kept says nothing of it.
  const idle = useIdle(lock_after_min ? lock_after_min * MINUTE_MS : NEVER_MS, { initialState: false })
  const { phone } = useValue(ticket)
  useEffect(() => {
    if (idle && !phone) lock()
  }, [idle, phone])
}
