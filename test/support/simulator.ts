import { startListeners } from '#platform/listeners'
import { createLog } from '#platform/log'
import { everything } from '../../server/program.ts'
import { play } from '../../tools/trade/cast.ts'
import type { Cast } from '../../tools/trade/cast.ts'
import { drawsOf } from '../../tools/trade/draws.ts'
import { openWorld } from '../../tools/trade/world.ts'
import type { Races } from './races.ts'

const NEWS_EVERY_MS = 100

/** A day in the shop, in seconds: everybody does what they do at once, without asking whether it makes sense. */
export async function simulate(at: Races, { seed, seconds, cast }: { seed: number; seconds: number; cast: Cast }) {
  const world = await openWorld({ ...at, ids: at.shop.ids })
  const until = Date.now() + seconds * 1_000
  const over = (): boolean => Date.now() >= until
  const stop = await hearNews(at)
  const [done] = await Promise.all([play(world, { cast, seed, over }), clean(at, seed, over)])
  await stop()
  await at.rest()
  return done
}

const JOBS = ['stock.sweep_holds', 'carts.expire', 'fulfilment.expire', 'fulfilment.remind', 'payments.check_due']

/** Listeners at work beside everybody, as in production (settle() would wait for a quiet that does not come). */
async function hearNews({ shop }: Races): Promise<() => Promise<void>> {
  const listeners = everything.flatMap((module) => [...(module.listeners ?? [])])
  const listening = await startListeners(shop.db, listeners, createLog('silent'), false)
  const timer = setInterval(listening.poke, NEWS_EVERY_MS)
  return async () => {
    clearInterval(timer)
    await listening.stop()
  }
}

/** Lets time pass, sometimes until nobody comes for their goods any more, and does the work that comes round. */
async function clean(at: Races, seed: number, over: () => boolean): Promise<void> {
  const draws = drawsOf(seed)
  while (!over()) {
    at.shop.clock.advance(draws.chance(0.05) ? { days: draws.one([3, 8, 8, 31]) } : { seconds: 1 + draws.upTo(120) })
    await Promise.all(JOBS.map((name) => at.job(name)))
    await new Promise((done) => setTimeout(done, NEWS_EVERY_MS))
  }
}
