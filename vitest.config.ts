import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** They begin with what a server is told at its start, which it reads once. */
const ALONE = ['test/security/over-tls.test.ts']

/** They begin first, so that nobody waits at the end for one alone that takes minutes. */
const LONGEST = [
  'test/faults/one-house.test.ts',
  'test/walk.test.ts',
  'tools/story.test.ts',
  'test/security/foreign.test.ts',
  'test/faults/own-houses.test.ts',
  'test/imports.test.ts',
]
const turnOf = ({ moduleId }: TestSpecification): number => {
  const turn = LONGEST.findIndex((path) => moduleId.endsWith(path))
  return turn === -1 ? LONGEST.length : turn
}
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => turnOf(one) - turnOf(other))
  }
}

const PATIENCE = { testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    globalSetup: ['test/support/postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    reporters: ['default'],
    projects: [
      {
        test: {
          ...PATIENCE,
          name: 'together',
          include: [
            'server/**/*.test.ts',
            'sdk/**/*.test.ts',
            'tools/**/*.test.ts',
            'test/**/*.test.ts',
            'web/**/*.test.ts',
          ],
          exclude: [...configDefaults.exclude, ...ALONE],
          // The program is loaded once in each worker and not for each of its files: nearly half of the time.
          isolate: false,
          setupFiles: ['test/support/clean-env.ts'],
        },
      },
      { test: { ...PATIENCE, name: 'alone', include: ALONE } },
    ],
  },
})
