import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { at, median } from './bench/drive.ts'
import {
  availabilities,
  bareRead,
  bareTx,
  checkouts,
  checkoutsAtOnce,
  checkoutsInSteps,
  finding,
  hotSku,
  lagUnderLoad,
  middle,
  openDesk,
  placeOrders,
  productPages,
  productReads,
  readsWhileSelling,
  quantile,
  startToAnswer,
} from './bench/figures.ts'
import type { Desk, Rate } from './bench/figures.ts'
import { asJson, table } from './bench/report.ts'
import type { Figure } from './bench/report.ts'
import { peakMemory } from './bench/gauge.ts'
import { openStage } from './bench/stage.ts'
import { scans } from './bench/till.ts'
import { openProvider } from './trade/provider.ts'
import type { Provider } from './trade/provider.ts'
import type { Size, Stage } from './bench/stage.ts'
import { helpIfAsked } from './help.ts'

const HELP = `bin/bench: the speed of the spine beside the limits of the same machine, in one run.

  --json FILE      the figures as [{name, value, unit, ratio?, of?}]
  --only A,B       groups: rates, growth, availability, find, hot, lag, start, till
  --seconds N      of each figure and round (default 5)
  --rounds N       of the rates, of which the middle counts (default 3)
  --scale N        1 = as measured; 0.01 fills a hundredth, to try it out
  --data FOLDER    where the database is kept for the next run (default ${join(tmpdir(), 'hilo-bench')})
  --database URL   another PostgreSQL than the embedded one; schemas bench_… are made in it`
helpIfAsked(HELP)

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    scale: { type: 'string', default: '1' },
    data: { type: 'string', default: join(tmpdir(), 'hilo-bench') },
    database: { type: 'string' },
  },
})

const [seconds, rounds, factor] = [Number(values.seconds), Number(values.rounds), Number(values.scale)]
const say = (text: string): void => void process.stderr.write(`${text}\n`)
const wants = (group: string): boolean => values.only === undefined || values.only.split(',').includes(group)

async function inShop(
  stage: Stage,
  size: Size,
  work: (desk: Desk) => Promise<Figure[]>,
  provider?: Provider,
): Promise<Figure[]> {
  const shop = await stage.shop(size, factor, say)
  const served = await stage.serve(shop, provider)
  const desk = await openDesk(shop, served)
  try {
    const figures = await work(desk)
    peaks.push({ shop: size, mb: peakMemory(served.pid) })
    return figures
  } finally {
    for (const hand of desk.hands) await hand.close()
    await served.stop()
    await shop.db.close()
  }
}

/** Of every server of the run, whatever was done to it. */
const peaks: { shop: string; mb: number }[] = []

function memory(): Figure[] {
  const most = peaks.toSorted((a, b) => b.mb - a.mb)[0]
  if (!most) return []
  const note = `highest peak of ${peaks.length} servers under load, in the shop "${most.shop}"`
  return [{ name: 'memory', value: most.mb, unit: 'MB', must: '< 300 MB', reached: most.mb < 300, note }]
}

/** A shop is measured as it is by day, not in its first half minute, while V8 still compiles what is asked. */
const WARM_UP_S = 15

/** What is done how often in a second, and the part of its limit it must reach. */
const RATES: Record<
  string,
  { act: (desk: Desk, seconds: number) => Promise<Rate>; of: 'bare_tx' | 'bare_read'; must: number }
> = {
  place_order: { act: placeOrders, of: 'bare_tx', must: 0.4 },
  checkout: { act: checkouts, of: 'bare_tx', must: 0.12 },
  checkout_at_once: { act: checkoutsAtOnce, of: 'bare_tx', must: 0.12 },
  checkout_in_steps: { act: checkoutsInSteps, of: 'bare_tx', must: 0.12 },
  product_read: { act: productReads, of: 'bare_read', must: 0.5 },
  read_while_selling: { act: readsWhileSelling, of: 'bare_read', must: 0.5 },
  product_page: { act: productPages, of: 'bare_read', must: 0.25 },
  page_written: { act: (desk, time) => productPages(desk, time, true), of: 'bare_read', must: 0.25 },
}

async function rates(stage: Stage): Promise<Figure[]> {
  return inShop(stage, 'fresh', async (desk) => {
    const acts = Object.entries(RATES).map(([name, rate]) => ({ name, ...rate, done: [] as Rate[] }))
    for (const { act } of acts) await act(desk, WARM_UP_S)
    const limits = { bare_tx: [] as number[], bare_read: [] as number[] }
    const named: number[] = []
    for (let round = 1; round <= rounds; round++) {
      say(`round ${round} of ${rounds}`)
      limits.bare_tx.push(bareTx(stage.url, seconds))
      named.push(bareTx(stage.url, seconds, true))
      limits.bare_read.push(await bareRead(stage.url, seconds))
      for (const { act, done } of acts) done.push(await act(desk, seconds))
    }
    return [
      {
        name: 'bare_tx',
        value: median(limits.bare_tx),
        unit: '/s',
        note: `with prepared statements ${median(named).toFixed(0)} /s`,
      },
      { name: 'bare_read', value: median(limits.bare_read), unit: '/s' },
      ...acts.map(({ name, done, of, must }) => middle(name, done, limits[of], of, must)),
    ]
  })
}

/** The same act in a shop that has just opened and in one that is years old, by turns. */
async function growth(stage: Stage): Promise<Figure[]> {
  return inShop(stage, 'fresh', (young) =>
    inShop(stage, 'grown', async (old) => {
      const [fresh, grown]: [Rate[], Rate[]] = [[], []]
      for (const desk of [young, old]) await placeOrders(desk, WARM_UP_S)
      for (let round = 1; round <= rounds; round++) {
        fresh.push(await placeOrders(young, seconds))
        grown.push(await placeOrders(old, seconds))
      }
      return [
        middle(
          'growth',
          grown,
          fresh.map(({ per_s }) => per_s),
          'place_order, fresh',
          0.85,
        ),
      ]
    }),
  )
}

const availability = (stage: Stage): Promise<Figure[]> =>
  inShop(stage, 'wide', async (desk) => {
    await availabilities(desk, WARM_UP_S)
    return [
      quantile('availability_500', await availabilities(desk, seconds), await availabilities(desk, seconds, 1), 15),
    ]
  })

const find = (stage: Stage): Promise<Figure[]> =>
  inShop(stage, 'crowd', async (desk) => {
    await finding(desk, WARM_UP_S)
    return [quantile('find_customer', await finding(desk, seconds * 2), await finding(desk, seconds, 1), 50)]
  })

const hot = (stage: Stage): Promise<Figure[]> =>
  inShop(stage, 'fresh', async (desk) => {
    await placeOrders(desk, WARM_UP_S)
    const runs = []
    for (let round = 1; round <= rounds; round++) runs.push(await hotSku(desk))
    const p95 = median(runs.map(({ times_ms }) => at(times_ms, 0.95)))
    const exact = runs.every(({ sold, left }) => sold === 100 && left === 0)
    return [
      {
        name: 'hot_sku',
        value: p95,
        unit: 'ms p95',
        must: '100 sold, < 400 ms',
        reached: exact && p95 < 400,
        note: `sold ${runs.map(({ sold }) => sold).join(', ')} of 100; left ${runs.map(({ left }) => left).join(', ')}`,
      },
    ]
  })

/** The only load that makes listeners work: cards, whose provider tells the shop what came of them. */
async function lag(stage: Stage): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-bench-provider-'))
  const provider = await openProvider(folder)
  const work = async (desk: Desk): Promise<Figure[]> => {
    await lagUnderLoad(desk, provider, WARM_UP_S)
    const { p99_ms, heard, per_s } = await lagUnderLoad(desk, provider, seconds * 2)
    return [
      {
        name: 'listener_lag',
        value: p99_ms,
        unit: 'ms p99',
        must: '< 300 ms',
        reached: p99_ms < 300,
        note: `upper bound of its bucket; ${heard} facts heard, ${per_s.toFixed(0)} checkouts by card /s`,
      },
    ]
  }
  return inShop(stage, 'fresh', work, provider).finally(async () => {
    await provider.close()
    rmSync(folder, { recursive: true, force: true })
  })
}

async function start(): Promise<Figure[]> {
  const value = median(await startToAnswer(rounds)) / 1_000
  return [
    {
      name: 'start',
      value,
      unit: 's',
      must: '< 3 s',
      reached: value < 3,
      note: 'shell to first answer, its database too',
    },
  ]
}

/** In a browser without a network, with the whole assortment in it. */
async function till(stage: Stage): Promise<Figure[]> {
  const shop = await stage.shop('shelf', factor, say)
  const served = await stage.serve(shop)
  try {
    const { load_s, times_ms } = await scans(shop, served)
    const p95 = at(times_ms, 0.95)
    return [
      { name: 'till_load', value: load_s, unit: 's', note: 'once per device: the assortment of 100,000' },
      {
        name: 'till_scan',
        value: p95,
        unit: 'ms p95',
        must: '< 100 ms',
        reached: p95 < 100,
        note: `from Enter to the line in the picture; median ${median(times_ms).toFixed(0)} ms`,
      },
    ]
  } finally {
    await served.stop()
    await shop.db.close()
  }
}

async function main(): Promise<number> {
  say(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(2)} before the run`)
  const stage = await openStage(values.data, values.database)
  const groups = { rates, growth, availability, find, hot, lag, start, till }
  const figures: Figure[] = []
  try {
    for (const [name, group] of Object.entries(groups)) {
      if (!wants(name)) continue
      say(name)
      figures.push(...(await group(stage)))
    }
    figures.push(...memory())
  } finally {
    await stage.stop()
  }
  console.log(table(figures))
  if (values.json) writeFileSync(values.json, asJson(figures))
  return figures.every(({ reached }) => reached !== false) ? 0 : 1
}

process.exitCode = await main()
