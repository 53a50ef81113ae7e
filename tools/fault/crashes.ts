import { setTimeout as pause } from 'node:timers/promises'
import { play } from '../trade/cast.ts'
import type { Cast } from '../trade/cast.ts'
import { drawsOf } from '../trade/draws.ts'
import type { Draws } from '../trade/draws.ts'
import { openWorld } from '../trade/world.ts'
import type { House } from './house.ts'

/** `lines`: connections of the server to its database, as an administrator, a pooler or a firewall ends them. */
export type Crash = 'server' | 'postgres' | 'both' | 'lines'

const CALM_MIN_MS = 200
const CALM_MORE_MS = 1_800
/** A crash that meets another one still recovering is the worst kind. */
const AGAIN_AT_ONCE = 0.2

export type Storm = { cast: Cast; crashes: readonly Crash[]; seed: number; seconds?: number }

/** People trade; meanwhile one thing after the other is shot at random moments and has to come back. */
export async function storm(
  house: House,
  { cast, crashes, seed, seconds = 0 }: Storm,
): Promise<Record<string, number>> {
  const world = await openWorld(house.trade)
  const until = performance.now() + seconds * 1_000
  let shot = false
  const over = (): boolean => shot && performance.now() >= until
  const shoot = async () => {
    const draws = drawsOf(seed)
    const calm = Math.max(CALM_MORE_MS, ((seconds * 1_000) / (crashes.length + 1)) * 2 - CALM_MIN_MS)
    try {
      for (const crash of crashes) {
        await pause(CALM_MIN_MS + draws.upTo(calm))
        await strike(house, crash, draws)
      }
      // What came back is used a little before the end.
      await pause(CALM_MIN_MS)
    } finally {
      shot = true
    }
  }
  const [done] = await Promise.all([play(world, { cast, seed, over }), shoot()])
  return done
}

/** A line is cut again before everybody has another. */
const CUTS = 8
const CUT_AGAIN_MS = 100

async function strike(house: House, crash: Crash, draws: Draws): Promise<void> {
  const { server } = house
  if (crash === 'lines') {
    for (let cut = 0; cut < CUTS; cut++) {
      await pause(draws.upTo(CUT_AGAIN_MS))
      await house.cutLines(draws)
    }
    return
  }
  if (crash === 'postgres') {
    await house.killPostgres()
    if (draws.chance(AGAIN_AT_ONCE)) {
      await pause(draws.upTo(1_000))
      await house.killPostgres()
    }
    return server.ready()
  }
  await Promise.all([house.killServer(), crash === 'both' ? house.killPostgres() : null])
  server.start()
  if (draws.chance(AGAIN_AT_ONCE)) {
    await pause(draws.upTo(3_000))
    await house.killServer()
    server.start()
  }
  return server.ready()
}
