import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './generated.ts'
import { checkStatements } from './plans/check.ts'
import { checkFirstDay } from './plans/first-day.ts'
import { LIMITS } from './plans/judge.ts'
import { STATEMENTS, recordTests } from './plans/recording.ts'
import { inWords, settle, unplannedInWords } from './plans/report.ts'
import type { PlanException } from './plans/report.ts'
import { showPlans } from './plans/show.ts'
import { readStatements } from './plans/statements.ts'
import { thinTables } from './plans/sizes.ts'
import { onVolume } from './plans/volume.ts'
import type { Volume } from './plans/volume.ts'
import { helpIfAsked } from './help.ts'

/**
 * Judges the plans of the statements that were recorded while the tests ran, on a shop of some size: the last step of
 * bin/check. Exit code 0 when nothing is to be mended, 1 when something is, 2 for a wrong command line. See
 * docs/decisions/0008-plans.md.
 */
const USAGE = `node tools/plans.ts [--tests PATH …] [--show FILE] [--sql STATEMENT [--values JSON]] [--fill-only] [--shrink]

  (nothing)    judges all that .test/statements holds: the tests of bin/check write it
  --tests      runs these tests and judges what they made the server ask
  --show       shows the plans of what a file of the server asks (server/modules/carts/lists.ts)
  --sql        shows the plans of this one statement
  --values     its values, as a list: ["a text", null, "{one,two}"]
  --fill-only  makes the database the plans are made on, and says how large it is
  --shrink     takes out exceptions that are no longer needed`
helpIfAsked(USAGE)

const DATABASE = join(ROOT, '.test/plans')
const EXCEPTIONS = join(ROOT, 'tools/plans/exceptions.json')

type Options = {
  tests: string[]
  show?: string
  sql?: string
  values: (string | null)[]
  fill_only: boolean
  shrink: boolean
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      tests: { type: 'string', multiple: true, default: [] },
      show: { type: 'string' },
      sql: { type: 'string' },
      values: { type: 'string', default: '[]' },
      'fill-only': { type: 'boolean', default: false },
      shrink: { type: 'boolean', default: false },
    },
  })
  const given: unknown = JSON.parse(values.values)
  if (!Array.isArray(given)) throw new TypeError('--values needs a list')
  return {
    tests: values.tests,
    ...(values.show === undefined ? {} : { show: values.show }),
    ...(values.sql === undefined ? {} : { sql: values.sql }),
    values: given.map((value) => (value === null ? null : String(value))),
    fill_only: values['fill-only'],
    shrink: values.shrink,
  }
}

async function main(options: Options): Promise<number> {
  const folder = options.tests.length === 0 ? STATEMENTS : recordTests(options.tests)
  if (folder === null) return 1
  const began = performance.now()
  const say = (text: string): void => console.log(`${((performance.now() - began) / 1_000).toFixed(1)} s  ${text}`)
  return onVolume(DATABASE, options.fill_only ? say : () => {}, async (volume) => {
    if (options.fill_only) return tellSizes(volume)
    if (options.sql !== undefined) return showOne(volume, options.sql, options.values)
    if (options.show !== undefined) return showFile(volume, folder, options.show)
    return judgeRecorded(volume, folder, options)
  })
}

function tellSizes({ sizes }: Volume): number {
  for (const [table, rows] of [...sizes.rows].toSorted((a, b) => b[1] - a[1])) console.log(`${rows}\t${table}`)
  return 0
}

const showOne = async (volume: Volume, text: string, values: (string | null)[]): Promise<number> =>
  (await showPlans(volume, [{ text, file: 'as given', settings: [], samples: [values] }])) === 0 ? 0 : 1

async function showFile(volume: Volume, folder: string, file: string): Promise<number> {
  const statements = readStatements(folder).filter((statement) => statement.file === file)
  if (statements.length === 0) console.error(`Nothing of ${file} was recorded.`)
  return statements.length > 0 && (await showPlans(volume, statements)) === 0 ? 0 : 1
}

async function judgeRecorded(volume: Volume, folder: string, { shrink }: Options): Promise<number> {
  const statements = readStatements(folder)
  const thin = thinTables(volume.sizes, LIMITS.big)
  const { findings, unplanned } = await checkStatements(volume, statements, LIMITS)
  const exceptions = JSON.parse(readFileSync(EXCEPTIONS, 'utf8')) as PlanException[]
  const { open, loose, shrunk } = settle([...findings, ...(await checkFirstDay(volume, statements))], exceptions)
  // Some of the tests do not need every exception.
  const isAll = folder === STATEMENTS
  if (shrink && isAll) writeFileSync(EXCEPTIONS, `${JSON.stringify(shrunk, null, 2)}\n`)
  const said = [
    ...(statements.length === 0 ? ['No statement was recorded: the tests of bin/check record them.'] : []),
    ...thin.map(
      (table) => `No plan can be judged on ${table}: fill it in tools/plans/rest.ts, or name it there as small.`,
    ),
    ...open.map(inWords),
    ...unplanned.map(unplannedInWords),
  ]
  // No failure: other tests, or the same in another order, may send other values, and get other plans.
  if (!shrink && isAll)
    for (const line of loose) console.log(`exceptions.json may shrink (node tools/plans.ts --shrink): ${line}`)
  for (const words of said) console.error(`\n${words}`)
  if (said.length > 0) console.log(HOW_TO_LOOK)
  console.log(`${statements.length} statements, ${said.length} to mend`)
  return said.length === 0 ? 0 : 1
}

const HOW_TO_LOOK = `
The whole plans of a file:    node tools/plans.ts --show server/modules/…/….ts
The plan of any statement:    node tools/plans.ts --sql 'select …' --values '["…", null]'
Once more after a change:     node tools/plans.ts --tests server/modules/…
Why, and what the limits are: docs/decisions/0008-plans.md
`

/** Null after saying what was wrong with the command line. */
function understood(): Options | null {
  try {
    return readOptions()
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`)
    return null
  }
}

const options = understood()
process.exitCode = options === null ? 2 : await main(options)
