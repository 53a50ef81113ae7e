import { parseArgs } from 'node:util'
import { chromium as browsers } from '@playwright/test'
import lighthouse from 'lighthouse'
import { freePort } from '#platform/free-port'
import { median } from './bench/drive.ts'
import { FOR_BROWSERS, openReadyStage } from './story/stage.ts'
import { chromium } from './web/chromium.ts'
import { helpIfAsked } from './help.ts'

const HELP = `bin/lighthouse: what a phone on a slow network makes of the shop's pages; fails below 95.

  --at URL      a server that runs already (default: one of its own, with the demo)
  --runs N      of each page at most, of which the middle counts (default 3; where more than half are good it is)
  --paths A,B   pages to look at (default: home, a department, a product)`
helpIfAsked(HELP)

const { values } = parseArgs({
  options: {
    at: { type: 'string' },
    runs: { type: 'string', default: '3' },
    paths: { type: 'string', default: '/es,/es/categories/mujer,/es/products/botas-chelsea-brana' },
  },
})

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const SCORE_MIN = 95
const SHIFT_MAX = 0.02

type Scores = Record<(typeof CATEGORIES)[number], number> & { shift: number; failed: string[] }

/** A shop of its own as people start it, with the demo, unless one is named. */
async function openServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  if (values.at !== undefined) return { url: values.at, stop: async () => {} }
  return await openReadyStage(FOR_BROWSERS)
}

async function look(address: string, port: number): Promise<Scores> {
  const result = await lighthouse(address, { port, logLevel: 'error', onlyCategories: [...CATEGORIES] })
  if (!result) throw new Error(`no result for ${address}`)
  const { categories, audits, runtimeError } = result.lhr
  if (runtimeError) throw new Error(`${address}: ${runtimeError.message}`)
  const scores = CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)])
  const refs = CATEGORIES.flatMap((name) => categories[name]?.auditRefs ?? [])
  const failed = refs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9).map(({ id }) => id)
  return {
    ...(Object.fromEntries(scores) as Record<(typeof CATEGORIES)[number], number>),
    shift: audits['cumulative-layout-shift']?.numericValue ?? 0,
    failed: [...new Set(failed)],
  }
}

const isGood = (scores: Scores): boolean =>
  CATEGORIES.every((name) => scores[name] >= SCORE_MIN) && scores.shift <= SHIFT_MAX

async function main(): Promise<number> {
  const path = chromium()
  if (path === null) throw new Error('there is no Chromium here: install it, or name one as CHROMIUM')
  const server = await openServer()
  const port = await freePort()
  const args = [`--remote-debugging-port=${port}`, '--no-sandbox', '--disable-gpu']
  const browser = await browsers.launch({ executablePath: path, args })
  let low = false
  try {
    console.log(['page', ...CATEGORIES, 'shift'].join('\t'))
    for (const page of values.paths.split(',')) {
      const runs: Scores[] = []
      // The middle of three is good when two are: the third is looked at only where it may decide.
      const most = Number(values.runs)
      const enough = () => runs.filter(isGood).length > most / 2
      while (runs.length < most && !enough()) runs.push(await look(server.url + page, port))
      const middle = CATEGORIES.map((name) => median(runs.map((scores) => scores[name])))
      const shift = median(runs.map((scores) => scores.shift))
      console.log([page, ...middle, shift.toFixed(3)].join('\t'))
      const missed = [...new Set(runs.flatMap(({ failed }) => failed))]
      if (missed.length > 0) console.log(`\tlost points: ${missed.join(', ')}`)
      low ||= middle.some((score) => score < SCORE_MIN) || shift > SHIFT_MAX
    }
  } finally {
    await browser.close()
    await server.stop()
  }
  return low ? 1 : 0
}

process.exitCode = await main()
