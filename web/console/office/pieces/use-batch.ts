import { useRef, useState } from 'react'

/** What the server answered without refusing, and yet it is not done: in its own words. */
export class NotDone extends Error {}

export type BatchState = { done: number; of: number; failed: readonly { name: string; error: unknown }[] }
export type Batch = {
  /** Null where nothing runs and nothing has run. */
  state: BatchState | null
  running: boolean
  run: <Item>(
    items: readonly Item[],
    nameOf: (item: Item) => string,
    work: (item: Item) => Promise<unknown>,
  ) => Promise<BatchState>
  stop: () => void
  forget: () => void
}

/** The same for many, one after the other, with its progress; it can be stopped between two. One that fails holds nobody up. */
export function useBatch(): Batch {
  const [state, setState] = useState<BatchState | null>(null)
  const [running, setRunning] = useState(false)
  const stopped = useRef(false)
  return {
    state,
    running,
    stop: () => {
      stopped.current = true
    },
    forget: () => setState(null),
    run: async (items, nameOf, work) => {
      stopped.current = false
      setRunning(true)
      let now: BatchState = { done: 0, of: items.length, failed: [] }
      setState(now)
      for (const item of items) {
        if (stopped.current) break
        try {
          await work(item)
        } catch (error) {
          now = { ...now, failed: [...now.failed, { name: nameOf(item), error }] }
        }
        now = { ...now, done: now.done + 1 }
        setState(now)
      }
      setRunning(false)
      return now
    },
  }
}
