import { defineConfig } from '@playwright/test'
import { chromiumHere } from './tools/web/chromium.ts'

/**
 * The faces in a real browser of this machine (the one that comes with the library is not downloaded), against a
 * server of their own with the demo in it (test/e2e/support/house.config.ts).
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: process.env['SHOTS'] ? '**/shots.ts' : '**/*.e2e.ts',
  outputDir: '.test/e2e-results',
  globalSetup: './test/e2e/support/house.config.ts',
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '.test/playwright.json' }]],
  use: {
    ...(process.env['E2E_URL'] ? { baseURL: process.env['E2E_URL'] } : {}),
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    locale: 'es-ES',
    timezoneId: 'Europe/Madrid',
    colorScheme: 'light',
    screenshot: 'only-on-failure',
    // A recording of everything costs a third of the time: TRACE=1 where one is wanted.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    // There is no graphics card here, and drawing as if there were one costs a sixth of the time.
    launchOptions: { executablePath: chromiumHere() ?? '', args: ['--no-sandbox', '--disable-gpu'] },
  },
})
