/**
 * Does the API stand up to a stranger for long? Several seeds, each in a demo shop of its own, since a shop that was
 * fuzzed is no longer one to walk through.
 *
 *   node_modules/.bin/node test/load/fuzz.ts                 three seeds of ten minutes
 *   SEEDS=7,8 SECONDS=1800 node_modules/.bin/node test/load/fuzz.ts
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const SEEDS_MAX = 50
const START_AND_STOP_S = 300

const seeds = (process.env['SEEDS'] ?? '1,2,3').split(',').slice(0, SEEDS_MAX)
const seconds = Number(process.env['SECONDS'] ?? 600)

const failed = seeds.filter((seed) => {
  const { status } = spawnSync(process.execPath, ['tools/fuzz.ts', '--seed', seed, '--seconds', String(seconds)], {
    cwd: ROOT,
    stdio: 'inherit',
    timeout: (seconds + START_AND_STOP_S) * 1_000,
  })
  return status !== 0
})
console.log(failed.length === 0 ? `${seeds.length} seeds, nothing found` : `found something with: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
