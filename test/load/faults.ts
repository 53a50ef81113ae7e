/**
 * Every fault long enough to find what a short run misses (about an hour).
 *
 *   node_modules/.bin/node test/load/faults.ts               seeds are drawn and printed
 *   ROUNDS=5 node_modules/.bin/node test/load/faults.ts      five times, each with other seeds
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ROUNDS = Number(process.env['ROUNDS'] ?? 1)
const RUN_MAX_MS = 3_600_000

const LONG: readonly (readonly [name: string, times: number, seconds: number])[] = [
  ['kill-server', 60, 300],
  ['kill-postgres', 100, 300],
  ['kill-both', 60, 300],
  ['cut-lines', 60, 300],
  ['provider', 60, 0],
  ['clock-skew', 40, 120],
  ['one-cart', 60, 0],
  ['disk-full', 20, 0],
  ['database-down', 12, 0],
  ['database-away', 12, 0],
  ['simulator', 60, 600],
]

const failed: string[] = []
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, times, seconds] of LONG) {
    const command = ['tools/fault.ts', name, '--times', String(times), '--seconds', String(seconds)]
    const { status } = spawnSync(process.execPath, command, {
      cwd: join(import.meta.dirname, '../..'),
      stdio: 'inherit',
      timeout: RUN_MAX_MS,
    })
    if (status !== 0) failed.push(name)
  }
}
console.log(failed.length === 0 ? '\nall survived' : `\nnot survived: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
