import { Type } from 'typebox'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { feedRoute, readEvents } from '#test/event-stream'
import type { EventReader } from '#test/event-stream'
import { openPlatform, shopper, staff } from '#test/platform'
import type { Served } from '#test/platform'
import type { Actor } from './actor.ts'
import { Outside } from './errors.ts'
import { defineEvent } from './events.ts'
import { newId } from './ids.ts'

/** What is withdrawn ends its streams at the next look: far below the five minutes a stream lives anyway. */
const ASK_EVERY_MS = 25
const [sol, gracia] = [newId(), newId()]

const platform = await openPlatform()
afterAll(() => platform.close())

const told = defineEvent('note.told', Type.Any())

/** Everybody who may come in now, and how often each was asked after; a fault is what asking runs into. */
const admitted: Record<string, Actor> = {}
const asked: Record<string, number> = {}
let fault: Error | null = null
const atTheDoor = new Proxy(admitted, {
  get: (_all, who: string) => {
    asked[who] = (asked[who] ?? 0) + 1
    if (fault) throw fault
    return admitted[who]
  },
})

let served: Served
let open: EventReader[] = []
beforeAll(async () => {
  served = await platform.serve({ routes: [feedRoute], actors: atTheDoor, ask_every_ms: ASK_EVERY_MS })
})
beforeEach(() => {
  Object.assign(admitted, { desk: staff(), ana: staff({ store_ids: [sol, gracia] }), eva: shopper(newId()) })
})
afterEach(() => {
  fault = null
  for (const reader of open) reader.hangUp()
  open = []
})

async function listen(who: string, last?: string): Promise<EventReader> {
  const reader = await readEvents(`${served.url}/api/feed`, who, last)
  open.push(reader)
  return reader
}
const tell = (n: number, store_id?: string) =>
  platform.write(async (ctx) => ctx.emit(told, { n }, store_id === undefined ? {} : { store_id }))
const numbers = (reader: EventReader): number[] => reader.told.map(({ data }) => data.data.n)

/** Two more rounds of looks: whatever the first of them found is done. */
async function rounds(who: string): Promise<void> {
  const before = asked[who] ?? 0
  await expect.poll(() => asked[who] ?? 0).toBeGreaterThan(before + 2)
}

test('a credential that is withdrawn ends all its streams, and those of nobody else', async () => {
  const [one, two, other] = [await listen('ana'), await listen('ana'), await listen('desk')]
  delete admitted['ana']
  await Promise.all([one.ended, two.ended])
  await tell(1, sol)
  await other.until((list) => list.length === 1)
  expect(numbers(one)).toEqual([])
  expect((await listen('ana')).status).toBe(401)
})

test('whose shops are narrowed comes again after what they heard, and hears of the shops that are left', async () => {
  const before = await listen('ana')
  await tell(1, gracia)
  await before.until((list) => list.length === 1)
  admitted['ana'] = { ...admitted['ana']!, store_ids: [sol] }
  await before.ended
  await tell(2, gracia)
  await tell(3, sol)
  const after = await listen('ana', before.told.at(-1)!.id)
  await after.until((list) => list.length === 1)
  expect(numbers(before)).toEqual([1])
  expect(numbers(after)).toEqual([3])
})

test.each([
  ['a right is taken away', 'desk', { permissions: new Set(['stock.read']) }],
  ['a right is added', 'desk', { permissions: new Set(['events.read', 'stock.read']) }],
  ['a session becomes that of another person', 'eva', { customer_id: newId() }],
  ['a contact is proved', 'eva', { verified: true }],
] as const)('a stream ends when %s', async (_what, who, change) => {
  const reader = await listen(who)
  admitted[who] = { ...admitted[who]!, ...change }
  await reader.ended
})

test('who is still the same stays, though each look builds the person anew', async () => {
  const reader = await listen('ana')
  const { permissions, store_ids } = admitted['ana']!
  admitted['ana'] = { ...admitted['ana']!, permissions: new Set(permissions), store_ids: [...store_ids!] }
  await rounds('ana')
  await tell(1, sol)
  await reader.until((list) => list.length === 1)
})

test('a database that is away, or a fault of ours, ends no stream; a definite no does, once it can be had', async () => {
  const [desk, ana] = [await listen('desk'), await listen('ana')]
  fault = new Outside('database_unavailable', 'The database does not answer.')
  await rounds('desk')
  fault = new TypeError('a bug')
  await rounds('desk')
  delete admitted['ana']
  fault = null
  await ana.ended
  await tell(1)
  await desk.until((list) => list.length === 1)
})

test('the screens of one credential are one look', async () => {
  await Promise.all([listen('ana'), listen('ana'), listen('ana'), listen('ana'), listen('ana')])
  await listen('desk')
  const [anas, desks] = [asked['ana']!, asked['desk']!]
  await rounds('desk')
  // The looks of a round are not of one moment.
  expect(asked['ana']! - anas).toBeLessThanOrEqual(asked['desk']! - desks + 1)
})

test('nobody is asked after any more once the feed has stopped', async () => {
  const { feed, url } = await platform.serve({ routes: [feedRoute], actors: atTheDoor, ask_every_ms: ASK_EVERY_MS })
  admitted['last'] = staff()
  const reader = await readEvents(`${url}/api/feed`, 'last')
  await rounds('last')
  await feed.stop()
  await reader.ended
  const before = asked['last']!
  await listen('desk')
  await rounds('desk')
  expect(asked['last']).toBe(before)
})
