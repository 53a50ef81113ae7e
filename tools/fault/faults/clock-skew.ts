import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { play } from '../../trade/cast.ts'
import { drawsOf } from '../../trade/draws.ts'
import { openWorld } from '../../trade/world.ts'
import type { Fault } from '../fault.ts'
import { follow } from '../following.ts'
import type { House } from '../house.ts'
import { visitsOf } from '../told.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** Of the server. Beyond five minutes even the provider's notices look forged by their time. */
const SERVER_MINUTES = [3, -3, 8, -8, 1, -1, 20, 0]
/** Of clients; some have never been set. */
const CLIENT_MS = [-20 * 365 * DAY_MS, -40 * DAY_MS, -2 * DAY_MS, -5 * MINUTE_MS, 4 * MINUTE_MS, DAY_MS, 400 * DAY_MS]
const CAST = { shoppers: 4, agents: 1, tills: 1, pickers: 2 }
const MIN_MS = 1_500

export const clockSkew: Fault = {
  name: 'clock-skew',
  says: 'clients with wrong clocks; a server started again with a clock minutes ahead or behind',
  times: 16,
  seconds: 0,
  strike: async (house, { times, seconds, seed, say }) => {
    say(`${times} times the server comes back with another time, while people trade and one follows the feed`)
    const following = await follow(house)
    const draws = drawsOf(seed)
    const lasts = Math.max(MIN_MS, (seconds * 1_000) / times)
    const world = await openWorld(house.trade)
    const findings: string[] = []
    try {
      const from = draws.upTo(SERVER_MINUTES.length - 1)
      for (let n = 0; n < times; n++) {
        const until = performance.now() + lasts
        const [, wrong] = await Promise.all([
          play(world, { cast: CAST, seed: seed + n, over: () => performance.now() >= until }),
          visitWithWrongClock(house, draws.one(CLIENT_MS)),
          sellWithWrongClock(house, draws.one(CLIENT_MS)),
        ])
        findings.push(...wrong)
        if (draws.chance(0.5)) await house.server.stop()
        else await house.killServer()
        house.server.start(shifted(SERVER_MINUTES[(from + n) % SERVER_MINUTES.length]! * MINUTE_MS))
        await house.server.ready()
      }
      await house.server.stop()
      house.server.start()
      await house.server.ready()
      findings.push(...(await following.gaps()))
      return { did: `${visitsOf(house.visits)}; ${following.told()} facts followed`, findings }
    } finally {
      await following.stop()
    }
  },
}

const CLOCK = pathToFileURL(join(import.meta.dirname, '../shifted-clock.ts')).href
const shifted = (ms: number) => ({ NODE_OPTIONS: `--import ${CLOCK}`, CLOCK_SHIFT_MS: String(ms) })

/** What a browser tells of its own past, twice: it is there once, and not in the future. */
async function visitWithWrongClock({ trade }: House, off_ms: number): Promise<string[]> {
  const { api, customer_id } = await trade.shopper()
  const id = v7({ msecs: Math.max(0, Date.now() + off_ms) })
  const occurred_at = new Date(Date.now() + off_ms).toISOString()
  const steps = [{ id, type: 'product.viewed', occurred_at, data: {} }]
  const replies = [await api.post('/me/steps', { steps }), await api.post('/me/steps', { steps })]
  const { body } = await trade.desk.get(`/customers/${customer_id}/timeline?limit=200`)
  const told = body.items.filter((item: { type: string }) => item.type === 'product.viewed')
  return replies.every(({ status }) => status < 300) && told.length === 1
    ? []
    : [`a step of ${occurred_at}: answers ${replies.map(({ status }) => status).join(', ')}, told ${told.length} times`]
}

/** Ids made by a till whose clock is wrong are as good as any. */
async function sellWithWrongClock({ trade }: House, off_ms: number): Promise<void> {
  const oddId = () => v7({ msecs: Math.max(0, Date.now() + off_ms) })
  const variant_id = await trade.goods({ price: 500, stock: { [trade.ids.loc_granvia]: 5 } })
  const sale = { ...trade.sale(variant_id, 500, 1), id: oddId() }
  await Promise.all([trade.till.post('/sales', sale), trade.till.post('/sales', sale)])
}
