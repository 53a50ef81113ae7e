import { Type } from 'typebox'
import { afterAll, expect, test } from 'vitest'
import { openPlatform } from '#test/platform'
import { defineEvent } from './events.ts'
import { startListeners } from './listeners.ts'
import { createLog } from './log.ts'
import type { Listener } from './module.ts'

const platform = await openPlatform()
const { db, write, read } = platform
afterAll(() => platform.close())

const told = defineEvent('note.told', Type.Object({ text: Type.String() }))
const other = defineEvent('note.other', Type.Object({ text: Type.String() }))

test.each([
  ['one by one', undefined],
  ['together', { wait_ms: 0 }],
])(
  'a fact that leads to what the database refuses at the commit is parked, the others are heard: %s',
  async (how, many) => {
    const name = `test.half ${how}`
    // Half of a sign of two halves is no text the database takes; it goes there with the commit.
    const handle: Listener['handle'] = async (ctx, { data }) =>
      ctx.emit(other, { text: String(data['text']).slice(0, 1) })
    const listener: Listener = {
      name,
      types: [told.name],
      handle,
      ...(many && {
        together: {
          ...many,
          handle: async (ctx, events) => {
            for (const event of events) await handle(ctx, event)
          },
        },
      }),
    }
    const listening = await startListeners(db, [listener], createLog('silent'), false)
    await write(async (ctx) => {
      for (const text of ['first', '😀 second', 'third', '😀 fourth', 'fifth']) ctx.emit(told, { text })
    })
    await listening.settle()
    await listening.stop()
    const parked = await read(
      (ctx) => ctx.sql<{ text: string }>`
      select event -> 'data' ->> 'text' as text from dead_letter where listener = ${name} order by event ->> 'position'`,
    )
    expect(parked.map(({ text }) => text)).toEqual(['😀 second', '😀 fourth'])
    const heard = await read(
      (ctx) => ctx.sql<{ text: string }>`
      select data ->> 'text' as text from event where type = ${other.name} order by xid desc, position desc limit 3`,
    )
    expect(heard.map(({ text }) => text).toReversed()).toEqual(['f', 't', 'f'])
  },
)
