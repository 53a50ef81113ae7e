import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './generated.ts'
import { STATEMENTS, recordingInto } from './plans/recording.ts'
import { FOR_BROWSERS, openReadyStage } from './story/stage.ts'
import { chromium } from './web/chromium.ts'

/**
 * Every check of the house, cheapest first, two at a time; begins no more once one has failed unless told
 * `--keep-going`. Its last line is `N passed, N failed`: the tests, and each failed step that is no test as one more.
 */
const STEPS: readonly (readonly [name: string, ...command: string[]])[] = [
  ['format', 'oxfmt', '--check'],
  ['lint', 'oxlint'],
  ['types', 'tsc', '--noEmit'],
  ['tidy', 'node', 'tools/tidy.ts'],
  ['dead code', 'knip'],
  ['schema', 'node', 'tools/schema.ts', '--check'],
  ['api', 'node', 'tools/openapi.ts', '--check'],
  ['sdk', 'node', 'tools/sdk.ts', '--check'],
  ['known holes', 'node', 'tools/audit.ts'],
  ['build', 'node', 'tools/web.ts'],
]
/** Judges what the tests made the server ask of the database, so it comes after them. */
const PLANS = ['node', 'tools/plans.ts']
const REPORT = join(ROOT, '.test/vitest.json')
const TESTS = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`]

/** What a phone makes of the shop, once the tests have left the machine alone. */
const LIGHTHOUSE = ['node', 'tools/lighthouse.ts', '--at']
/** The faces in a real browser. */
const SEEN = join(ROOT, '.test/playwright.json')
const BROWSERS = ['playwright', 'test']

type Count = { passed: number; failed: number }

async function main(): Promise<number> {
  const keepGoing = process.argv.includes('--keep-going')
  let failed = 0
  const waiting = STEPS.values()
  const hand = async (): Promise<void> => {
    for (const [name, ...command] of waiting) {
      if (!(await step(name, command, 'pipe'))) failed += 1
      if (failed > 0 && !keepGoing) return
    }
  }
  await Promise.all([hand(), hand()])
  if (failed > 0 && !keepGoing) return say({ passed: 0, failed })
  // Brought before the tests, some of which open one.
  const browser = chromium()
  const tests = await test(browser)
  const seen = failed + tests.failed === 0 || keepGoing ? await look(browser, keepGoing) : { passed: 0, failed: 0 }
  failed += tests.failed + seen.failed
  if ((failed === 0 || keepGoing) && !(await step('plans', PLANS, 'pipe'))) failed += 1
  return say({ passed: tests.passed + seen.passed, failed })
}

/** Quiet where all is well; what a failing step says is shown. */
async function step(
  name: string,
  [program = '', ...args]: string[],
  output: 'pipe' | 'inherit',
  settings: Record<string, string> = {},
): Promise<boolean> {
  const before = performance.now()
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...settings, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` },
  })
  let said = ''
  for (const from of [child.stdout, child.stderr])
    from?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const status = await once(child, 'close').then(
    ([code]) => code as number | null,
    (error: Error) => ((said += error.message), null),
  )
  const good = status === 0
  const seconds = ((performance.now() - before) / 1_000).toFixed(1)
  // A step that could not look says so, also where nothing failed.
  if (!good || /^not audited/m.test(said)) process.stdout.write(said && `${said.trim()}\n`)
  console.log(`${good ? '✓' : '✗'} ${name} (${seconds} s)`)
  return good
}

/** A run that fails without a failed test (a file that does not load, an error nobody caught) counts as one. */
async function test(browser: string | null): Promise<Count> {
  mkdirSync(join(ROOT, '.test'), { recursive: true })
  rmSync(REPORT, { force: true })
  const good = await step('tests', TESTS, 'inherit', {
    ...recordingInto(STATEMENTS),
    ...(browser && { CHROMIUM: browser }),
  })
  const count = readCount()
  return good ? count : { ...count, failed: Math.max(1, count.failed) }
}

/** The faces, all in one house, Lighthouse before the browser tests leave their traces; without a browser it says so. */
async function look(browser: string | null, keepGoing: boolean): Promise<Count> {
  if (browser === null) {
    console.log('– browser (not looked at: no Chromium, and it may not be installed here)')
    return { passed: 0, failed: 0 }
  }
  const house = await openReadyStage(FOR_BROWSERS).catch((error: unknown) => {
    console.log(`✗ the house did not open: ${String(error)}`)
    return null
  })
  if (house === null) return { passed: 0, failed: 1 }
  try {
    const swift = await step('lighthouse', [...LIGHTHOUSE, house.url], 'inherit', { CHROMIUM: browser })
    if (!swift && !keepGoing) return { passed: 0, failed: 1 }
    const { passed, failed } = await browse({ CHROMIUM: browser, E2E_URL: house.url, HILO_DATA: house.data_dir })
    return { passed, failed: failed + (swift ? 0 : 1) }
  } finally {
    await house.stop()
  }
}

async function browse(house: Record<string, string>): Promise<Count> {
  rmSync(SEEN, { force: true })
  const good = await step('browser', BROWSERS, 'inherit', house)
  const count = readSeen()
  return good ? count : { ...count, failed: Math.max(1, count.failed) }
}

function readSeen(): Count {
  try {
    const { stats } = JSON.parse(readFileSync(SEEN, 'utf8')) as {
      stats: { expected: number; unexpected: number; flaky: number }
    }
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function readCount(): Count {
  try {
    const report = JSON.parse(readFileSync(REPORT, 'utf8')) as { numPassedTests: number; numFailedTests: number }
    return { passed: report.numPassedTests, failed: report.numFailedTests }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function say({ passed, failed }: Count): number {
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}

process.exitCode = await main()
