import type { Arrival } from './convoy.ts'
import type { Ctx } from './ctx.ts'
import type { Scope } from './db.ts'
import { counter } from './metrics.ts'

/** Convoys on their way at once. */
export const CONVOYS = 2
/** The more travel together, the more do it again alone should one of them fail. */
const SEATS = 16
/** So many set out beside others: the more there are, the less each costs, and fewer had better wait for those. */
export const CROWD = 8
/** Who has waited so long for others on the way sets out beside them. */
const LATE_MS = 25
/** In a rush whoever comes so soon after still comes along. */
const LINGER_MS = 2
/** A rush: others were on the way so lately, and who they were may be about to come back. */
const LATELY_MS = 4

const convoys = counter('hilo_convoys_total', 'Transactions of several requests')
const travellers = counter('hilo_convoy_requests_total', 'Requests that set out in one')
const again = counter('hilo_convoy_again_total', 'Of those, done again alone')

/** Who goes alone may wait for somebody's row: so long its way is kept from others. */
const PATIENCE_MS = 250

/** `turn`: what it locks (a cart). Of one turn one is on the way at a time, wherever it travels. */
export type Rider = { scope: Scope; turn: string | null; work: (ctx: Ctx) => Promise<unknown> }

type Waiting = Rider & { resolve: (result: unknown) => void; reject: (error: unknown) => void }

export type Ways = {
  alone: (rider: Rider) => Promise<unknown>
  /** Throws where they did not even set out. */
  together: (riders: readonly Rider[]) => Promise<Arrival[]>
}

/**
 * Where requests wait that may travel together. Who comes when nobody is or was on the way sets out at once, with whoever
 * came in the same turn of the event loop; who comes in a rush waits for those before, and travels with all who wait.
 * As many wait as requests are let in (limits.ts).
 */
export function openStation({ alone, together }: Ways): { wait: (rider: Rider) => Promise<unknown> } {
  const waiting: Waiting[] = []
  const turns = new Set<string>()
  let underWay = 0
  /** How many there were when the last ones came back, and when that was. */
  let rush = { of: 0, at: -Infinity }
  let bell: { rings: number; off: () => void } | null = null

  /** Sees to it that those who wait set out: after this turn of the event loop, or when it is time. */
  function call(): void {
    if (waiting.length === 0) return
    if (underWay === 0) ring(waiting.length >= rush.of || performance.now() - rush.at > LATELY_MS ? 0 : LINGER_MS)
    else if (underWay < CONVOYS) ring(waiting.length >= CROWD ? 0 : LATE_MS)
  }

  /** Whoever is called earlier need not be called later. */
  function ring(ms: number): void {
    const rings = performance.now() + ms
    if (bell !== null && bell.rings <= rings) return
    bell?.off()
    const heard = (): void => {
      bell = null
      setOut()
    }
    if (ms === 0) {
      const soon = setImmediate(heard)
      bell = { rings, off: () => clearImmediate(soon) }
    } else {
      const later = setTimeout(heard, ms)
      bell = { rings, off: () => clearTimeout(later) }
    }
  }

  function setOut(): void {
    const riders = board()
    if (riders.length === 0) return
    void depart(riders)
    call()
  }

  /** Who waited longest first; whoever is of a turn that is on the way waits on. */
  function board(): Waiting[] {
    const riders: Waiting[] = []
    for (let at = 0; at < waiting.length && riders.length < SEATS;) {
      const { turn } = waiting[at] as Waiting
      if (turn !== null && turns.has(turn)) at++
      else {
        riders.push(...waiting.splice(at, 1))
        if (turn !== null) turns.add(turn)
      }
    }
    return riders
  }

  async function depart(riders: Waiting[]): Promise<void> {
    underWay++
    const rest = riders.length === 1 ? riders : await leftBy(riders)
    let patience: NodeJS.Timeout | undefined
    const patient = new Promise((done) => (patience = setTimeout(done, PATIENCE_MS)))
    await Promise.race([Promise.all(rest.map(goAlone)), patient])
    clearTimeout(patience)
    underWay--
    rush = { of: riders.length + waiting.length, at: performance.now() }
    call()
  }

  async function goAlone(rider: Waiting): Promise<void> {
    await alone(rider).then(rider.resolve, rider.reject)
    arrived(rider)
  }

  function arrived({ turn }: Rider): void {
    if (turn !== null && turns.delete(turn)) call()
  }

  /** Those who have to go alone. */
  async function leftBy(riders: Waiting[]): Promise<Waiting[]> {
    convoys.inc()
    travellers.inc(riders.length)
    const arrivals = await together(riders).catch(() => null)
    const left = riders.filter((rider, index) => {
      const arrival = arrivals?.[index] ?? 'alone'
      if (arrival === 'alone') return true
      arrived(rider)
      if ('result' in arrival) rider.resolve(arrival.result)
      else rider.reject(arrival.refusal)
      return false
    })
    again.inc(left.length)
    return left
  }

  return {
    wait: (rider) =>
      new Promise((resolve, reject) => {
        waiting.push({ ...rider, resolve, reject })
        call()
      }),
  }
}
