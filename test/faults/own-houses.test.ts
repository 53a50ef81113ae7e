import { expect, test } from 'vitest'
import type { TestContext } from 'vitest'
import { Impossible, run } from '../../tools/fault/fault.ts'
import type { Fault, Wishes } from '../../tools/fault/fault.ts'
import { databaseAway } from '../../tools/fault/faults/database-down.ts'
import { diskFull } from '../../tools/fault/faults/disk-full.ts'
import { simulator } from '../../tools/fault/faults/simulator.ts'

/** Odd: the first time the database goes away, rather than freezes. */
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 500_000) * 2 + 1)
const TIMEOUT_MS = 300_000

const survives = async (fault: Fault, wishes: Pick<Wishes, 'times' | 'seconds'>, { skip }: TestContext) => {
  try {
    expect((await run(fault, { ...wishes, seed: SEED, say: () => {} })).findings).toEqual([])
  } catch (error) {
    if (error instanceof Impossible) skip(error.message)
    throw error
  }
}

test(
  `the disk is full (SEED=${SEED}): 503, nothing half done, and on with it when there is room`,
  { timeout: TIMEOUT_MS },
  (context) => survives(diskFull, { times: 1, seconds: 0 }, context),
)

test('an external database goes away and comes back', { timeout: TIMEOUT_MS }, (context) =>
  survives(databaseAway, { times: 1, seconds: 0 }, context),
)

test(`everybody trades while everything crashes (SEED=${SEED})`, { timeout: TIMEOUT_MS }, (context) =>
  survives(simulator, { times: 1, seconds: 4 }, context),
)
