import { Type } from 'typebox'
import { afterAll, afterEach, expect, test } from 'vitest'
import { openPlatform } from '#test/platform'
import { defineEvent } from './events.ts'
import type { EventRow } from './events.ts'
import { startListeners } from './listeners.ts'
import type { Listening } from './listeners.ts'
import { createLog } from './log.ts'
import type { Listener } from './module.ts'

const platform = await openPlatform()
const { db, write, read, notes } = platform
afterAll(() => platform.close())

const told = defineEvent('note.told', Type.Object({ n: Type.Integer() }))
const n = ({ data }: EventRow): number => data['n'] as number
const tell = (...numbers: number[]) => write(async (ctx) => numbers.forEach((one) => ctx.emit(told, { n: one })))

let listening: Listening
const start = async (listener: Listener, polling: boolean) => {
  listening = await startListeners(db, [listener], createLog('silent'), polling)
}
afterEach(async () => {
  await listening.stop()
  await write((ctx) => ctx.sql`delete from note`)
})

test('who hears many at once is told a hundred in a call, each fact once and in order', async () => {
  const calls: number[][] = []
  const many = {
    name: 'test.many',
    types: ['note.told'],
    handle: async () => {},
    together: { wait_ms: 1, handle: async (_ctx, events) => void calls.push(events.map(n)) },
  } satisfies Listener
  await start(many, true)
  const numbers = Array.from({ length: 250 }, (_, i) => i)
  await tell(...numbers)
  await expect.poll(() => calls.flat().length).toBe(250)
  await listening.settle()
  expect(calls.map((call) => call.length)).toEqual([100, 100, 50])
  expect(calls.flat()).toEqual(numbers)
})

test('of many told at once the one that cannot be taken is parked, the others leave their effect once', async () => {
  const take: Listener['handle'] = async (ctx, event) => {
    await ctx.sql`insert into note (text) values (${`took ${n(event)}`})`
    if (n(event) === 2) throw new Error('not this one')
  }
  const many = {
    name: 'test.careful',
    types: ['note.told'],
    handle: take,
    together: {
      wait_ms: 1,
      handle: async (ctx, events) => {
        for (const event of events) await take(ctx, event)
      },
    },
  } satisfies Listener
  await start(many, false)
  await tell(1, 2, 3)
  await listening.settle()
  expect(await notes()).toEqual(['took 1', 'took 3'])
  const letters = await read(
    (ctx) => ctx.sql<{ n: number; error: string }>`
      select (event->'data'->>'n')::int as n, error from dead_letter where listener = ${many.name}`,
  )
  expect(letters).toEqual([{ n: 2, error: 'Error: not this one' }])
})
