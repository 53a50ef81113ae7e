import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { saveProduct } from '#catalog'
import { systemActor } from '#platform/actor'
import { newId } from '#platform/ids'
import { setPrices } from '#pricing'
import { receive } from '#stock'
import { ROOT } from '../generated.ts'
import { QUESTIONS, sampleCustomers } from '../scale/questions.ts'
import { at, drive, good, median, openCaller } from './drive.ts'
import type { Driven } from './drive.ts'
import {
  anyOf,
  checkout,
  checkoutAtOnce,
  checkoutByCard,
  checkoutInSteps,
  openHands,
  placeOrder,
  someLines,
  stockUp,
} from './flows.ts'
import type { Article, Hand } from './flows.ts'
import { boundOf, buckets, each, metrics, read } from './gauge.ts'
import type { Measured, Usage } from './gauge.ts'
import type { Figure } from './report.ts'
import type { Provider } from '../trade/provider.ts'
import { startServer } from './stage.ts'
import type { Served, Shop } from './stage.ts'

export const CLIENTS = 8
const NODE = join(ROOT, 'node_modules/.bin/node')
const LIMITS = 'bench_limits'

const tool = (name: string): string => join(ROOT, 'tools/bench', name)

/** Transactions a second of the bare program; `named`: with prepared statements. */
export const bareTx = (url: string, seconds: number, named = false): number =>
  Number(
    execFileSync(NODE, [
      tool('bare-tx.ts'),
      url,
      LIMITS,
      String(CLIENTS),
      String(seconds),
      ...(named ? ['named'] : []),
    ]),
  )

/** Answers a second of the bare route. */
export async function bareRead(url: string, seconds: number): Promise<number> {
  const child = spawn(NODE, [tool('bare-read.ts'), url, LIMITS], { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((done) => child.stdout.once('data', (text) => done(String(text).trim())))
  const callers = Array.from({ length: CLIENTS }, () => openCaller(address))
  const { done, seconds: took } = await drive(CLIENTS, seconds, (client) =>
    callers[client]!.call('GET', `/accounts/${1 + Math.floor(Math.random() * 1_000_000)}`).then(good),
  )
  for (const { close } of callers) await close()
  child.kill()
  return done / took
}

export type Desk = { shop: Shop; served: Served; hands: Hand[]; articles: Article[]; customers: string[] }

export async function openDesk(shop: Shop, served: Served): Promise<Desk> {
  const customers = await shop.db.read(
    { actor: systemActor('bench') },
    (ctx) => ctx.sql<{ id: string }>`select id from customer where erased_at is null order by md5(id::text) limit 5000`,
  )
  return {
    shop,
    served,
    hands: await openHands(shop, served.url, CLIENTS),
    articles: await stockUp(shop, served.url),
    customers: customers.map(({ id }) => id),
  }
}

export type Rate = { per_s: number; used: Usage; times_ms: number[] }

/** So many seconds of one act by some clients, with what each act used. */
async function rate(
  served: Measured,
  seconds: number,
  clients: number,
  act: (client: number) => Promise<unknown>,
): Promise<Rate> {
  const before = await read(served)
  const driven: Driven = await drive(clients, seconds, act)
  const after = await read(served)
  return { per_s: driven.done / driven.seconds, used: each(before, after, driven.done), times_ms: driven.times_ms }
}

export const placeOrders = ({ shop, served, hands, articles, customers }: Desk, seconds: number): Promise<Rate> =>
  rate(served, seconds, CLIENTS, (client) =>
    placeOrder(hands[client]!, shop, someLines(articles), anyOf(customers) ?? null),
  )

export const checkouts = ({ shop, served, hands, articles }: Desk, seconds: number): Promise<Rate> =>
  rate(served, seconds, CLIENTS, (client) => checkout(hands[client]!, shop, articles))

export const checkoutsAtOnce = ({ shop, served, hands, articles }: Desk, seconds: number): Promise<Rate> =>
  rate(served, seconds, CLIENTS, (client) => checkoutAtOnce(hands[client]!, shop, articles))

export const checkoutsInSteps = ({ shop, served, hands, articles }: Desk, seconds: number): Promise<Rate> =>
  rate(served, seconds, CLIENTS, (client) => checkoutInSteps(hands[client]!, shop, articles))

export const productReads = ({ shop, served, hands, articles }: Desk, seconds: number): Promise<Rate> =>
  rate(served, seconds, CLIENTS, (client) =>
    hands[client]!.call('GET', `/api/storefront/products/${anyOf(articles).slug}`, shop.front).then(good),
  )

const ORDER_EVERY_MS = 50

/** The same while somebody buys: what is sold is not shown as it was. */
export async function readsWhileSelling(desk: Desk, seconds: number): Promise<Rate> {
  let selling = true
  const sell = async (): Promise<void> => {
    const { shop, hands, articles, customers } = desk
    while (selling) {
      await placeOrder(hands[0]!, shop, someLines(articles), anyOf(customers) ?? null)
      await pause(ORDER_EVERY_MS)
    }
  }
  const [reads] = await Promise.all([productReads(desk, seconds).finally(() => (selling = false)), sell()])
  return reads
}

/**
 * The page people see, for somebody who comes for the first time; `anew`: each under an address nobody has asked for, so
 * that it is written and not one that is kept.
 */
export const productPages = ({ served, hands, articles }: Desk, seconds: number, anew = false): Promise<Rate> =>
  rate(served, seconds, CLIENTS, async (client) => {
    const address = `/es/products/${anyOf(articles).slug}${anew ? `?seen=${crypto.randomUUID()}` : ''}`
    const page = good(await hands[client]!.call('GET', address)) as string
    if (!page.endsWith('</html>')) throw new Error('this is no whole page')
  })

/** Spain without its islands. */
const somewhere = () =>
  `near_lat=${(36 + Math.random() * 7.5).toFixed(4)}&near_lng=${(-8.5 + Math.random() * 11).toFixed(4)}`

export const availabilities = (
  { shop, served, hands, articles }: Desk,
  seconds: number,
  clients = CLIENTS,
): Promise<Rate> =>
  rate(served, seconds, clients, (client) =>
    hands[client]!.call(
      'GET',
      `/api/variants/${anyOf(articles).variant_id}/availability?${somewhere()}`,
      shop.front,
    ).then(good),
  )

/** Every kind of question, at random, as the desk asks it while somebody waits on the phone. */
export async function finding({ shop, served, hands }: Desk, seconds: number, clients = CLIENTS): Promise<Rate> {
  const people = await shop.db.read({ actor: systemActor('bench') }, (ctx) =>
    sampleCustomers(
      {
        query: async (text: string, [most]: [number]) => ({
          rows: await ctx.sql([text.replace('$1', String(most))] as never),
        }),
      } as never,
      500,
    ),
  )
  const kinds = Object.values(QUESTIONS)
  return rate(served, seconds, clients, (client) => {
    const text = encodeURIComponent(anyOf(kinds)(anyOf(people)))
    return hands[client]!.desk('GET', `/api/customers?text=${text}`, shop.desk).then(good)
  })
}

const BUYERS = 200
const UNITS = 100

/** Two hundred buyers at once for a hundred units of one article. */
export async function hotSku({ shop, served }: Desk): Promise<{ sold: number; left: number; times_ms: number[] }> {
  const { db, location_id } = shop
  const sku = `HOT-${newId()}`
  const variant_id = await db.write({ actor: systemActor('bench') }, async (ctx) => {
    const saved = await saveProduct(ctx, {
      slug: sku.toLowerCase(),
      status: 'active',
      texts: { es: { name: 'Caliente' } },
      variants: [{ sku }],
    })
    const id = saved.variant_ids[sku] as string
    await setPrices(ctx, { price_list: 'base', prices: [{ variant_id: id, amount: 1_000 }] })
    await receive(ctx, { id: newId(), location_id, opening: true, lines: [{ variant_id: id, quantity: UNITS }] })
    return id
  })
  const buyers = await openHands(shop, served.url, BUYERS)
  const times_ms: number[] = []
  const bought = await Promise.all(
    buyers.map(async (buyer) => {
      const from = performance.now()
      const status = await placeOrder(buyer, shop, [{ variant_id, slug: '', amount: 1_000 }], null)
      times_ms.push(performance.now() - from)
      return status
    }),
  )
  for (const buyer of buyers) await buyer.close()
  const [level] = await db.read(
    { actor: systemActor('bench') },
    (ctx) =>
      ctx.sql<{
        left: number
      }>`select on_hand - allocated - reserved as left from stock_level where variant_id = ${variant_id} and location_id = ${location_id}`,
  )
  return { sold: bought.filter((status) => status === 201).length, left: level?.left ?? NaN, times_ms }
}

export type Lag = { p99_ms: number; heard: number; per_s: number }

/** How long facts waited for their listeners while customers checked out with cards. */
export async function lagUnderLoad(
  { shop, served, hands, articles }: Desk,
  provider: Provider,
  seconds: number,
): Promise<Lag> {
  const name = 'hilo_listener_lag_seconds'
  const before = buckets(await metrics(served.url), name)
  const { per_s } = await rate(served, seconds, CLIENTS, (client) =>
    checkoutByCard(hands[client]!, shop, articles, provider),
  )
  const after = buckets(await metrics(served.url), name)
  const { bound_ms, heard } = boundOf(before, after, 0.99)
  return { p99_ms: bound_ms, heard, per_s }
}

/** From the command to the first answer, on a folder that was used before, its PostgreSQL stopped. */
export async function startToAnswer(times: number): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-bench-start-'))
  const once = async (): Promise<number> => {
    const from = performance.now()
    const { url, stop } = await startServer({ HILO_DATA: folder, HILO_DEMO: '0' })
    const { status } = await fetch(`${url}/ready`)
    const took = performance.now() - from
    if (status !== 200) throw new Error(`/ready says ${status}`)
    await stop()
    return took
  }
  await once()
  const all: number[] = []
  for (let i = 0; i < times; i++) all.push(await once())
  rmSync(folder, { recursive: true, force: true })
  return all
}

/** The middle of several rounds, with its ratio to the limit of the same round. */
export function middle(
  name: string,
  rates: readonly Rate[],
  limits: readonly number[],
  of: string,
  must: number,
): Figure {
  const ratio = median(rates.map(({ per_s }, round) => per_s / (limits[round] as number)))
  return {
    name,
    value: median(rates.map(({ per_s }) => per_s)),
    unit: '/s',
    ratio,
    of,
    must: `≥ ${must.toFixed(2)} × ${of}`,
    reached: ratio >= must,
    used: rates[Math.floor(rates.length / 2)]!.used,
    note: `p50 ${median(rates.flatMap(({ times_ms }) => times_ms)).toFixed(1)} ms`,
  }
}

/** `alone`: the same with one client, who waits for nobody. */
export function quantile(name: string, { times_ms, used, per_s }: Rate, alone: Rate, must_ms: number): Figure {
  const value = at(times_ms, 0.95)
  return {
    name,
    value,
    unit: 'ms p95',
    must: `< ${must_ms} ms`,
    reached: value < must_ms,
    used,
    note: `p50 ${median(times_ms).toFixed(1)} ms, ${per_s.toFixed(0)} /s; one client alone p95 ${at(alone.times_ms, 0.95).toFixed(1)} ms`,
  }
}
