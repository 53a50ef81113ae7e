import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { drawsOf } from '../../trade/draws.ts'
import type { Draws } from '../../trade/draws.ts'
import { openTablet } from './browser.ts'
import type { Tablet } from './browser.ts'
import { Clerk } from './clerk.ts'
import type { Counter, Seen } from './clerk.ts'

export const STRIKES = ['cut', 'mend', 'reload', 'power', 'server'] as const
export type Strike = (typeof STRIKES)[number]
const SCREEN_GOES: ReadonlySet<Strike> = new Set(['reload', 'power'])

const DRAIN_MS = 180_000
const IN_THE_MIDDLE_MS = 250
const STRIKE_SHARE = 0.4
const SAY_EVERY = 50

export type StormOf = {
  url: string
  folder: string
  counters: readonly Counter[]
  /** How often each till is struck. */
  times: number
  seed: number
  /** Kills the server, which comes back while they sell on; false where it is down already: then the network is cut. */
  strikeServer: () => boolean
  say: (line: string) => void
}

/** What a till says of itself at the end. */
export type Told = { token: string; seen: readonly Seen[]; facts: readonly StoredFact[]; waiting: number }
export type StoredFact = {
  seq: number
  kind: string
  body: {
    order_id?: string
    shift_id?: string
    receipt?: { series: string; number: number }
    gross?: number
    rounding?: number
    tenders?: { kind: string; amount: number }[]
  }
  acked_at: number | null
}

/** Tills sell at random while they are struck, each so many times; at the end everything is sent. */
export async function tillStorm(of: StormOf): Promise<{ told: Told[]; struck: Record<Strike, number> }> {
  const struck: Record<Strike, number> = { cut: 0, mend: 0, reload: 0, power: 0, server: 0 }
  const told = await Promise.all(of.counters.map((counter, at) => oneTill(of, counter, at, struck)))
  return { told, struck }
}

async function oneTill(of: StormOf, counter: Counter, at: number, struck: Record<Strike, number>): Promise<Told> {
  const draws = drawsOf(of.seed * 7_919 + at)
  const profile = join(of.folder, `till-${at}`)
  mkdirSync(profile, { recursive: true })
  const tablet = await openTablet(profile, of.url)
  try {
    const clerk = new Clerk(tablet, counter, draws)
    await clerk.enrol()
    let left = of.times
    const blow = (): Promise<Strike> => {
      left--
      if (left > 0 && left % SAY_EVERY === 0)
        of.say(`till ${at + 1}: ${clerk.seen.length} receipts seen, ${left} to go`)
      return strike(of, tablet, draws, struck)
    }
    while (left > 0) await oneSale(clerk, draws, () => (left > 0 && draws.chance(STRIKE_SHARE) ? blow : null))
    // What came through all of it still sells.
    for (const step of clerk.steps()) if (!(await done(step()))) break
    await tablet.offline(false)
    await clerk.toCounter()
    await clerk.drained(DRAIN_MS)
    return { token: counter.token, seen: clerk.seen, ...(await storedBy(tablet)) }
  } finally {
    await tablet.close()
  }
}

/** From the counter to the next sale; what strikes before or within a step is drawn anew for each. */
async function oneSale(clerk: Clerk, draws: Draws, drawBlow: () => (() => Promise<Strike>) | null): Promise<void> {
  for (const step of clerk.steps()) {
    const blow = drawBlow()
    const running = blow && draws.chance(0.5) ? null : done(step())
    if (blow && running) await pause(draws.upTo(IN_THE_MIDDLE_MS))
    const kind = await blow?.()
    // Whose screen was taken away begins again from what is on it now.
    const screenGoes = kind !== undefined && SCREEN_GOES.has(kind)
    const went = running === null ? screenGoes || (await done(step())) : await running
    if (!went || screenGoes) return
  }
}

/** A step may fail: the page went under it. Whoever sells begins again from what is on the screen. */
const done = (step: Promise<void>): Promise<boolean> =>
  step.then(
    () => true,
    () => false,
  )

async function strike(of: StormOf, tablet: Tablet, draws: Draws, struck: Record<Strike, number>): Promise<Strike> {
  const drawn = draws.one(STRIKES)
  const kind = drawn === 'server' && !of.strikeServer() ? 'cut' : drawn
  struck[kind]++
  if (kind === 'cut') await tablet.offline(true)
  else if (kind === 'mend') await tablet.offline(false)
  else if (kind === 'power') await tablet.powerCut()
  else if (kind === 'reload')
    await tablet
      .page()
      .reload()
      .catch(() => undefined)
  return kind
}

/** The facts as they lie in the till's own store. */
async function storedBy(tablet: Tablet): Promise<{ facts: StoredFact[]; waiting: number }> {
  const facts = (await tablet.page().evaluate(
    () =>
      new Promise((done, fail) => {
        const opening = indexedDB.open('hilo-till')
        opening.addEventListener('error', () => fail(opening.error as Error))
        opening.addEventListener('success', () => {
          const all = opening.result.transaction('facts').objectStore('facts').getAll()
          all.addEventListener('success', () => done(all.result))
        })
      }),
  )) as StoredFact[]
  return { facts, waiting: facts.filter(({ acked_at }) => acked_at === null).length }
}
