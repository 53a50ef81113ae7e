import { configDefaults, defineConfig } from 'vitest/config'

/** They begin with what a server is told at its start, which it reads once. */
const ALONE = ['test/security/over-tls.test.ts']

const PATIENCE = { testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    globalSetup: ['test/support/postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
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
