import { useSyncExternalStore } from 'react'

/** One thing that screens look at and that changes: what it is, and who wants to know. */
export type Value<T> = {
  get: () => T
  set: (next: T | ((now: T) => T)) => void
  listen: (hear: () => void) => () => void
}

export function value<T>(first: T): Value<T> {
  let now = first
  const hearers = new Set<() => void>()
  return {
    get: () => now,
    set: (next) => {
      const then = typeof next === 'function' ? (next as (now: T) => T)(now) : next
      if (Object.is(then, now)) return
      now = then
      for (const hear of hearers) hear()
    },
    listen: (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
  }
}

export const useValue = <T>(of: Value<T>): T => useSyncExternalStore(of.listen, of.get)
