import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { play } from './story/play.ts'
import type { Open } from './story/play.ts'
import { openReport } from './story/report.ts'
import { openStage } from './story/stage.ts'
import type { Stage } from './story/stage.ts'
import { helpIfAsked } from './help.ts'

/**
 * bin/story: plays the main job over the public API against a server of its own. Exit code 0 when every
 * step is as it should be, 1 when one is not, 2 for a wrong command line.
 */
const USAGE = `bin/story [--keep] [--at URL] [--json FILE] [--expect-total CENTS]

  --keep          leaves the server running and says how to stop it
  --at URL        plays in the demo shop that runs there, on the data folder HILO_DATA (default .data)
  --json FILE     writes what was seen, step by step
  --expect-total  expects another total, to see the story fail`
helpIfAsked(USAGE)

const say = (text: string): void => console.log(text)

type Options = { keep: boolean; at?: string; json?: string; expect_total?: number }

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      keep: { type: 'boolean', default: false },
      at: { type: 'string' },
      json: { type: 'string' },
      'expect-total': { type: 'string' },
    },
  })
  const { 'expect-total': total, ...options } = values
  if (options.at !== undefined && !URL.canParse(options.at)) throw new TypeError('--at needs an address')
  if (total === undefined) return options
  if (!/^\d{1,12}$/.test(total)) throw new TypeError('--expect-total needs cents')
  return { ...options, expect_total: Number(total) }
}

async function tell({ keep, at, json, expect_total }: Options): Promise<boolean> {
  let stage: Stage | null = null
  const open = at === undefined ? () => startShop((started) => (stage = started)) : () => runningShop(at)
  const report = openReport(say)
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => (stopping ??= stage?.stop() ?? Promise.resolve())
  stopWhenTold(stop)
  // The step that fails has said so.
  const ok = await play(report, { open, expect_total }).then(
    () => true,
    () => false,
  )
  const ms = report.lines.slice(1).reduce((sum, line) => sum + line.ms, 0)
  const good = report.lines.filter((line) => line.ok).length
  say(`\n${good} steps ok${ok ? '' : ', FAILED'}; ${(ms / 1_000).toFixed(1)} s without the start`)
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ ok, ms, steps: report.lines }, null, 2)}\n`)
  if (keep && stage !== null) leave(stage)
  else await stop()
  return ok
}

async function startShop(started: (stage: Stage) => void): Promise<Open> {
  const began = performance.now()
  const stage = await openStage()
  started(stage)
  await stage.ready()
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  return { url: stage.url, data_dir: stage.data_dir, seen: `on an empty folder, demo retailer seeded, ${seconds} s` }
}

const runningShop = async (url: string): Promise<Open> => ({
  url: url.replace(/\/$/, ''),
  data_dir: resolve(process.env['HILO_DATA'] || '.data'),
  seen: `it runs at ${url}`,
})

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

function stopWhenTold(stop: () => Promise<void>): void {
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.once(signal, () => void stop().finally(() => process.exit(code)))
  }
}

function leave({ url, pid, data_dir, leave }: Stage): void {
  leave()
  say(`The server goes on at ${url} on ${data_dir}. Stop it with: kill ${pid}`)
}

try {
  process.exitCode = (await tell(readOptions())) ? 0 : 1
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  console.error(`${error.message}\n\n${USAGE}`)
  process.exitCode = 2
}
