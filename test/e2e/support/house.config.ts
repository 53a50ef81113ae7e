import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FOR_BROWSERS, openReadyStage } from '../../../tools/story/stage.ts'

/**
 * One house for all browser tests. E2E_URL and HILO_DATA name one that runs already, which is quicker while a screen
 * is being made, and shared with Lighthouse where everything is checked.
 */
export default async function enter(): Promise<() => Promise<void>> {
  const given = process.env['E2E_URL']
  const house = given
    ? { url: given, data_dir: process.env['HILO_DATA'] ?? join(import.meta.dirname, '../../../.data'), stop: nothing }
    : await openReadyStage(FOR_BROWSERS)
  process.env['E2E_URL'] = house.url
  process.env['E2E_ACCESS'] = readFileSync(join(house.data_dir, 'demo.json'), 'utf8')
  process.env['E2E_DATA'] = house.data_dir
  return house.stop
}

const nothing = async (): Promise<void> => {}
