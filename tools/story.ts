import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { play } from './story/play.ts'
import { openReport } from './story/report.ts'
import type { Stage } from './story/stage.ts'

/**
 * bin/story: plays the main job over the public API against a server of its own. Exit code 0 when every
 * step is as it should be, 1 when one is not, 2 for a wrong command line.
 */
const USAGE = `bin/story [--keep] [--json FILE] [--expect-total CENTS]

  --keep          leaves the server running and says how to stop it
  --json FILE     writes what was seen, step by step
  --expect-total  expects another total, to see the story fail`

const say = (text: string): void => console.log(text)

type Options = { keep: boolean; json: string | undefined; expect_total: number | undefined }

function readOptions(): Options {
  const { values } = parseArgs({
    options: { keep: { type: 'boolean' }, json: { type: 'string' }, 'expect-total': { type: 'string' } },
  })
  const expect_total = values['expect-total'] === undefined ? undefined : Number(values['expect-total'])
  if (expect_total !== undefined && !Number.isSafeInteger(expect_total)) throw new TypeError('--expect-total needs cents')
  return { keep: values.keep ?? false, json: values.json, expect_total }
}

async function tell({ keep, json, expect_total }: Options): Promise<boolean> {
  const report = openReport(say)
  let stage: Stage | null = null
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => (stopping ??= stage?.stop() ?? Promise.resolve())
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(code)))
  }
  const failure = await play(report, { expect_total, opened: (open) => (stage = open) }).then(
    () => null,
    (error: unknown) => error ?? new Error('failed'),
  )
  // A failing step has said so itself; what fails between the steps has not.
  if (failure !== null && report.lines.every(({ ok }) => ok)) say(`FAILED: ${String((failure as Error).stack ?? failure)}`)
  const ok = failure === null
  const ms = report.lines.slice(1).reduce((sum, line) => sum + line.ms, 0)
  say(`\n${report.lines.filter((line) => line.ok).length} steps ok${ok ? '' : ', FAILED'}; ${(ms / 1_000).toFixed(1)} s without the start`)
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ ok, ms, steps: report.lines }, null, 2)}\n`)
  if (keep && stage !== null) leave(stage)
  else await stop()
  return ok
}

function leave({ url, pid, data_dir, leave }: Stage): void {
  leave()
  say(`The server goes on at ${url} (data in ${data_dir}). Stop it with: kill ${pid}`)
}

try {
  process.exitCode = (await tell(readOptions())) ? 0 : 1
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  console.error(`${error.message}\n\n${USAGE}`)
  process.exitCode = 2
}
