import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../generated.ts'

/** Where a run of all tests leaves what the server asked. */
export const STATEMENTS = join(ROOT, '.test/statements')

/** What makes every Node process of a run write its statements into a folder, which is emptied first. */
export function recordingInto(folder: string): { NODE_OPTIONS: string; STATEMENTS_FOLDER: string } {
  rmSync(folder, { recursive: true, force: true })
  const recorder = pathToFileURL(join(ROOT, 'tools/plans/record.ts')).href
  return {
    NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${recorder}`.trim(),
    STATEMENTS_FOLDER: folder,
  }
}

/** Runs some of the tests, by what vitest is told, and answers where their statements are; null when one fails. */
export function recordTests(some: readonly string[]): string | null {
  const folder = `${STATEMENTS}-of-some`
  const { status } = spawnSync('vitest', ['run', ...some], {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...recordingInto(folder),
      PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    },
  })
  return status === 0 ? folder : null
}
