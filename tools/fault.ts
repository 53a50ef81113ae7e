import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { Impossible, run } from './fault/fault.ts'
import type { Fault } from './fault/fault.ts'
import { closeAllHouses } from './fault/house.ts'
import { faults } from './fault/list.ts'
import { helpIfAsked } from './help.ts'

/**
 * bin/fault: breaks a shop of its own on purpose and looks whether anything was lost. Exit code 0 when nothing
 * was, 1 when something was, 2 for a wrong command line.
 */
const USAGE = `bin/fault NAME … | --all | --list  [--times N] [--seconds S] [--seed N]

  --times N     how often it strikes          --seconds S   how long people trade at least
  --seed N      the same draws as another time; else drawn and printed`
helpIfAsked(USAGE)

const SEEDS = 1_000_000
const TIMES_MAX = 10_000
const SECONDS_MAX = 86_400

type Options = { chosen: readonly Fault[]; list: boolean; times?: number; seconds?: number; seed?: number }

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      times: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string' },
    },
  })
  const unknown = positionals.find((name) => !faults.some((fault) => fault.name === name))
  if (unknown !== undefined) throw new TypeError(`there is no fault ${unknown}; see bin/fault --list`)
  const chosen = values.all ? faults : faults.filter(({ name }) => positionals.includes(name))
  if (chosen.length === 0 && !values.list) throw new TypeError('which fault?')
  return {
    chosen,
    list: values.list,
    ...number('times', values.times, TIMES_MAX),
    ...number('seconds', values.seconds, SECONDS_MAX),
    ...number('seed', values.seed, Number.MAX_SAFE_INTEGER),
  }
}

function number(name: string, text: string | undefined, most: number): Record<string, number> {
  if (text === undefined) return {}
  if (!/^\d{1,16}$/.test(text) || Number(text) > most)
    throw new TypeError(`--${name} needs a whole number up to ${most}`)
  return { [name]: Number(text) }
}

async function tell(fault: Fault, { times, seconds, seed = randomInt(SEEDS) }: Options): Promise<boolean> {
  const wishes = { times: times ?? fault.times, seconds: seconds ?? fault.seconds, seed }
  console.log(`\n${fault.name} (seed ${seed}, times ${wishes.times}): ${fault.says}`)
  const began = performance.now()
  const took = (): string => `${((performance.now() - began) / 1_000).toFixed(1)} s`
  try {
    const { did, findings } = await run(fault, { ...wishes, say: (line) => console.log(`  ${line}`) })
    console.log(`  ${did}`)
    for (const finding of findings) console.log(`  ✗ ${finding}`)
    console.log(`  ${findings.length === 0 ? 'nothing lost' : `${findings.length} findings`} (${took()})`)
    return findings.length === 0
  } catch (error) {
    const skipped = error instanceof Impossible
    console.log(skipped ? `  skipped: ${error.message}` : `  ✗ it broke off after ${took()}: ${(error as Error).stack}`)
    return skipped
  }
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

for (const [signal, code] of Object.entries(SIGNALS)) {
  process.once(signal, () => void closeAllHouses().finally(() => process.exit(code)))
}

try {
  const options = readOptions()
  if (options.list) for (const { name, says } of faults) console.log(`${name.padEnd(14)} ${says}`)
  const lost: string[] = []
  for (const fault of options.chosen) if (!(await tell(fault, options))) lost.push(fault.name)
  if (options.chosen.length > 0)
    console.log(
      `\n${options.chosen.length - lost.length} survived, ${lost.length} not${lost.length > 0 ? `: ${lost.join(', ')}` : ''}`,
    )
  process.exitCode = lost.length === 0 ? 0 : 1
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  console.error(`${error.message}\n\n${USAGE}`)
  process.exitCode = 2
}
