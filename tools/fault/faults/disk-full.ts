import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { play } from '../../trade/cast.ts'
import { openWorld } from '../../trade/world.ts'
import { Impossible } from '../fault.ts'
import type { Fault } from '../fault.ts'
import type { House } from '../house.ts'
import { visitsOf } from '../told.ts'

const SIZE = '256m'
const CAST = { shoppers: 6, callers: 1, clerks: 1, tills: 1, pickers: 1 }
const CALM_MS = 500
const FULL_MS = 2_000
const NOTICED_MAX_MS = 20_000
const CHUNK = Buffer.alloc(1024 * 1024)

export const diskFull: Fault = {
  name: 'disk-full',
  says: 'no byte left where the database lives (a small tmpfs); then there is room again',
  times: 4,
  seconds: 0,
  place: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hilo-fault-disk-'))
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder], { stdio: 'pipe' })
    } catch (error) {
      rmdirSync(folder)
      throw new Impossible(`no disk of our own can be mounted here (${String((error as Error).message).trim()})`)
    }
    return {
      options: { folder },
      clear: () => {
        execFileSync('umount', ['--lazy', folder])
        rmdirSync(folder)
      },
    }
  },
  strike: async (house, { times, seed, say }) => {
    say(`${times} times the disk of ${SIZE} is filled to the last byte while people trade, and emptied again`)
    const world = await openWorld(house.trade)
    const findings: string[] = []
    let over = false
    const trading = play(world, { cast: CAST, seed, over: () => over })
    // Its failure is told where it is waited for.
    trading.catch(() => {})
    try {
      for (let n = 0; n < times; n++) {
        await pause(CALM_MS)
        findings.push(...(await fillOnce(house)))
      }
      await pause(CALM_MS)
    } finally {
      over = true
    }
    const done = await trading
    return { did: visitsOf(house.visits, done), findings }
  },
}

async function fillOnce({ folder, visits, server }: House): Promise<string[]> {
  const filler = join(folder, 'filler')
  const before = visits.sent_away
  const findings: string[] = []
  fill(filler)
  try {
    const until = performance.now() + NOTICED_MAX_MS
    while (visits.sent_away === before && performance.now() < until) {
      await pause(100)
      fill(filler)
    }
    if (visits.sent_away === before) findings.push(`nobody noticed a full disk within ${NOTICED_MAX_MS / 1_000} s`)
    await pause(FULL_MS)
    const health = await fetch(`${server.url}/health`).catch(() => null)
    if (!health?.ok) findings.push(`/health says ${health?.status ?? 'nothing'} while the disk is full`)
  } finally {
    rmSync(filler, { force: true })
  }
  await server.ready()
  return findings
}

/** What is given free meanwhile is taken too. */
function fill(path: string): void {
  const file = openSync(path, 'a')
  try {
    for (let size = CHUNK.length; size >= 1; size = Math.floor(size / 2)) writeUntilFull(file, CHUNK.subarray(0, size))
  } finally {
    closeSync(file)
  }
}

function writeUntilFull(file: number, bytes: Buffer): void {
  try {
    for (;;) if (writeSync(file, bytes) < bytes.length) return
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error
  }
}
