import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './generated.ts'
import { checkStatements } from './plans/check.ts'
import { plansOf } from './plans/explain.ts'
import type { Node } from './plans/explain.ts'
import { LIMITS, judge } from './plans/judge.ts'
import { inWords, settle, unplannedInWords } from './plans/report.ts'
import { readStatements } from './plans/statements.ts'
import { onVolume, thinTables } from './plans/volume.ts'
import type { Volume } from './plans/volume.ts'
import type { Exception } from './tidy/exceptions.ts'

/**
 * Judges the plans of the statements that were recorded while the tests ran, on a shop of some size. Exit code
 * 0 when nothing is to be mended, 1 when something is, 2 for a wrong command line. See docs/decisions/0008-plans.md.
 */
const USAGE = `node tools/plans.ts [--sql STATEMENT [--values JSON]] [--fill-only] [--shrink]

  (nothing)    judges what .test/statements holds: bin/test writes it
  --sql        judges this one statement, and shows its plans
  --values     its values, as a list: ["a text", null, "{one,two}"]
  --fill-only  makes the database the plans are made on, and says how large it is
  --shrink     takes out exceptions that are no longer needed`

const DATABASE = join(ROOT, '.test/plans')
const STATEMENTS = join(ROOT, '.test/statements')
const EXCEPTIONS = join(ROOT, 'tools/plans/exceptions.json')

type Options = { sql?: string; values: (string | null)[]; fill_only: boolean; shrink: boolean }

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      sql: { type: 'string' },
      values: { type: 'string', default: '[]' },
      'fill-only': { type: 'boolean', default: false },
      shrink: { type: 'boolean', default: false },
    },
  })
  const given: unknown = JSON.parse(values.values)
  if (!Array.isArray(given)) throw new TypeError('--values needs a list')
  return {
    ...(values.sql === undefined ? {} : { sql: values.sql }),
    values: given.map((value) => (value === null ? null : String(value))),
    fill_only: values['fill-only'],
    shrink: values.shrink,
  }
}

async function main(options: Options): Promise<number> {
  const began = performance.now()
  const say = (text: string): void => console.log(`${((performance.now() - began) / 1_000).toFixed(1)} s  ${text}`)
  return onVolume(DATABASE, options.fill_only ? say : () => {}, async (volume) => {
    if (options.fill_only) return tellSizes(volume)
    return options.sql === undefined ? judgeRecorded(volume, options) : judgeOne(volume, options.sql, options.values)
  })
}

function tellSizes({ sizes }: Volume): number {
  for (const [table, rows] of [...sizes.rows].toSorted((a, b) => b[1] - a[1])) console.log(`${rows}\t${table}`)
  return 0
}

async function judgeRecorded(volume: Volume, { shrink }: Options): Promise<number> {
  const statements = readStatements(STATEMENTS)
  const thin = thinTables(volume.sizes, LIMITS.big)
  const { findings, unplanned } = await checkStatements(volume, statements, LIMITS)
  const exceptions = JSON.parse(readFileSync(EXCEPTIONS, 'utf8')) as Exception[]
  const { open, loose, shrunk } = settle(findings, exceptions)
  if (shrink && loose.length > 0) {
    writeFileSync(EXCEPTIONS, `${JSON.stringify(shrunk, null, 2)}\n`)
    loose.length = 0
  }
  const said = [
    ...(statements.length === 0 ? ['No statement was recorded: bin/test records them.'] : []),
    ...thin.map(
      (table) => `No plan can be judged on ${table}: fill it in tools/plans/rest.ts, or name it there as small.`,
    ),
    ...open.map(inWords),
    ...unplanned.map(unplannedInWords),
    ...loose.map((line) => `exceptions.json may shrink (tools/plans.ts --shrink): ${line}`),
  ]
  for (const words of said) console.error(`\n${words}`)
  console.log(`${said.length === 0 ? '' : '\n'}${statements.length} statements, ${said.length} to mend`)
  return said.length === 0 ? 0 : 1
}

async function judgeOne({ db, sizes }: Volume, text: string, values: (string | null)[]): Promise<number> {
  const client = await db.pool.connect()
  try {
    const plans = await plansOf(client, { text, file: '', samples: [values] })
    let code = 0
    for (const plan of plans) {
      console.log(plan.values === null ? '\nwhatever the values' : `\nwith ${JSON.stringify(plan.values)}`)
      console.log(drawn(plan.node))
      for (const { says, table, rows } of judge(plan.node, sizes, LIMITS)) {
        console.error(`✗ ${says} (${rows} rows of ${table})`)
        code = 1
      }
    }
    return code
  } finally {
    client.release(true)
  }
}

function drawn(node: Node, depth = 1): string {
  const of = [node['Index Name'], node['Relation Name']].filter(Boolean).join(' on ')
  const condition = node['Index Cond'] ?? node['Recheck Cond'] ?? node.Filter ?? ''
  const line = `${'  '.repeat(depth)}${node['Node Type']} ${of} (${node['Plan Rows']} rows) ${condition}`.trimEnd()
  return [line, ...(node.Plans ?? []).map((child) => drawn(child, depth + 1))].join('\n')
}

try {
  process.exitCode = await main(readOptions())
} catch (error) {
  if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error
  console.error(`${error.message}\n\n${USAGE}`)
  process.exitCode = 2
}
