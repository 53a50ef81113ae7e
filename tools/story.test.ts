import { execFile } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from './generated.ts'

/** The demo retailer is seeded once; on a machine that does other things meanwhile that takes its time. */
const SEEDING_MAX_MS = 240_000
const STORY_MAX_MS = 60_000
const STOP_MAX_MS = 30_000
const STEPS = 14

type Ended = { code: number; output: string }

/** Runs the story as anybody would. */
function story(
  options: string[],
  env: Record<string, string>,
  started?: (child: ChildProcess) => void,
): Promise<Ended> {
  const { PATH = '', HOME = '', NODE_OPTIONS = '' } = process.env
  return new Promise((done) => {
    const child = execFile(
      join(ROOT, 'bin/story'),
      options,
      { env: { PATH, HOME, NODE_OPTIONS, ...env } },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        done({ code, output: stdout + stderr })
      },
    )
    started?.(child)
  })
}

const stepsOf = (output: string): unknown[] =>
  output
    .split('\n')
    .filter((line) => /^ ?\d+ {2}\w/.test(line))
    .map((line) => [Number.parseInt(line, 10), line.endsWith('  ok') ? 'ok' : line])
const ALL_OK = Array.from({ length: STEPS }, (_, at) => [at + 1, 'ok'])

let folder: string
let first: Ended
let shop: { url: string; data_dir: string; pid: number }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'story-test-'))
  first = await story(['--keep', '--json', join(folder, 'story.json')], { TMPDIR: folder })
  const [, url = '', data_dir = '', pid = ''] = /goes on at (\S+) on (\S+)\. .* kill (\d+)$/m.exec(first.output) ?? []
  shop = { url, data_dir, pid: Number(pid) }
}, SEEDING_MAX_MS)

afterAll(async () => {
  if (shop?.pid > 0) {
    process.kill(shop.pid, 'SIGTERM')
    while (lives(shop.pid)) await pause(50)
  }
  rmSync(folder, { recursive: true, force: true })
}, STOP_MAX_MS)

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('web, phone, mobile and shop are one thread, every step of it ok', () => {
  expect(stepsOf(first.output), first.output).toEqual(ALL_OK)
  expect(first.code).toBe(0)
  const told = JSON.parse(readFileSync(join(folder, 'story.json'), 'utf8'))
  expect(told).toMatchObject({ ok: true, steps: { length: STEPS } })
  expect(told.ms).toBeLessThan(30_000)
})

test(
  'the next customer lives the same in the same shop',
  async () => {
    const { code, output } = await story(['--at', shop.url], { HILO_DATA: shop.data_dir })
    expect(stepsOf(output), output).toEqual(ALL_OK)
    expect(code).toBe(0)
  },
  STORY_MAX_MS,
)

test(
  'a story that goes another way says what was expected and what was found, and fails',
  async () => {
    const { code, output } = await story(['--at', shop.url, '--expect-total', '1'], { HILO_DATA: shop.data_dir })
    expect(output).toMatch(/^ 7 {2}mobile .*\n +expected: total 1\n +found: +\d+\n +FAILED$/m)
    expect(code).toBe(1)
  },
  STORY_MAX_MS,
)

test(
  'interrupted while the shop is being built, it leaves nothing behind',
  async () => {
    const temporary = mkdtempSync(join(folder, 'interrupted-'))
    const databaseRuns = () =>
      readdirSync(temporary).some((name) => existsSync(join(temporary, name, 'data/postgres/postmaster.pid')))
    const interrupt = async (child: ChildProcess) => {
      while (child.exitCode === null && !databaseRuns()) await pause(20)
      child.kill('SIGINT')
    }
    const { code } = await story([], { TMPDIR: temporary }, (child) => void interrupt(child))
    expect({ code, left: readdirSync(temporary) }).toEqual({ code: 130, left: [] })
  },
  STORY_MAX_MS,
)

test('a wrong command line is no story', async () => {
  for (const options of [['--sabotage'], ['--expect-total', 'x'], ['--at', 'here']]) {
    const { code, output } = await story(options, {})
    expect(code).toBe(2)
    expect(output).toContain('--expect-total')
  }
})
