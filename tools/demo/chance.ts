import { v5 } from 'uuid'

/** Names of the demo's own things become their ids: the same on every machine and in every attempt. */
const NAMESPACE = '6f1d3c52-9a0e-4f5b-8a57-2d1f0c7be901'
export const idOf = (name: string): string => v5(name, NAMESPACE)

export type Chance = {
  /** From 0 up to, not including, 1. */
  next: () => number
  /** A whole number between two bounds, both possible. */
  int: (from: number, to: number) => number
  flip: (probability: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** By weight. */
  weighted: <T>(list: readonly (readonly [T, number])[]) => T
}

/** Draws that look like chance and are the same for the same name (mulberry32 on an FNV-1a hash). */
export function chanceOf(name: string): Chance {
  let state = 2_166_136_261
  for (const sign of name) state = Math.imul(state ^ (sign.codePointAt(0) as number), 16_777_619)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  return {
    next,
    pick,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    flip: (probability) => next() < probability,
    weighted: (list) => {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of list) if ((left -= weight) < 0) return item
      return (list.at(-1) as readonly [never, number])[0]
    },
  }
}

const MINUTE_MS = 60_000
export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS)
export const hoursBefore = (at: Date, hours: number): Date => minutesAfter(at, -hours * 60)
export const daysBefore = (at: Date, days: number): Date => minutesAfter(at, -days * 1_440)
