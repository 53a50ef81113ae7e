import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { EventType } from '#platform/events'
import { EVENT_NAMES } from '../web/console/office/log/event-names.ts'

const MODULES = join(import.meta.dirname, '../server/modules')

const isEvent = (value: unknown): value is EventType<unknown> =>
  typeof value === 'object' && value !== null && 'name' in value && 'schema' in value

/** What a module announces, by what its events.ts hands out. */
async function announcedBy(module: string): Promise<string[]> {
  const file = join(MODULES, module, 'events.ts')
  if (!existsSync(file)) return []
  const exported: Record<string, unknown> = await import(file)
  return Object.values(exported)
    .filter(isEvent)
    .map(({ name }) => name)
}

test('the desk has words for every fact a module can announce, and for no other', async () => {
  const announced = (await Promise.all(readdirSync(MODULES).map(announcedBy))).flat()
  expect(Object.keys(EVENT_NAMES).toSorted()).toEqual([...new Set(announced)].toSorted())
})
