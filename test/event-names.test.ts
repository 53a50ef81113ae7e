import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { EventType } from '#platform/events'
import { kindOf } from '../web/console/customers/thread/kinds.ts'
import { tell } from '../web/console/customers/thread/tell.ts'
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

/** What a visitor does is no event, and stands in the thread as well. */
const { TRACKED } = (await import(join(MODULES, 'touchpoints/events.ts'))) as { TRACKED: readonly string[] }
const announced = [...new Set((await Promise.all(readdirSync(MODULES).map(announcedBy))).flat())]

test('the desk has words for every fact a module can announce, and for no other', () => {
  expect(Object.keys(EVENT_NAMES).toSorted()).toEqual(announced.toSorted())
})

test('nothing stands in a thread by its bare name, and what customers do at the door is told of them', () => {
  const told = [...announced, ...TRACKED].flatMap((type) =>
    (['es', 'en'] as const).map((language) => ({ type, title: tell({ type, data: {} }, language).title })),
  )
  expect(told.filter(({ type, title }) => title === type)).toEqual([])
  // The log's own words for these are about staff.
  expect(tell({ type: 'session.ended', data: {} }, 'es').title).not.toBe(EVENT_NAMES['session.ended']?.es)
  expect(['one_time_code.asked', 'session.revoked', 'passkey.removed'].map(kindOf)).toEqual(Array(3).fill('person'))
})
