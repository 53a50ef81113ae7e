import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { gate, openPlatform } from '#test/platform'
import { systemActor } from './actor.ts'
import { changing, glance, momentary } from './crowd.ts'
import type { Ctx } from './ctx.ts'
import { openDatabase } from './db.ts'
import { createLog } from './log.ts'

const FOR_MS = 200
const SHOWN = momentary('shown.note', { tables: ['note'], for_ms: FOR_MS, most: 3 })

const platform = await openPlatform()
afterAll(() => platform.close())
const { db, write, clock } = platform

const asked: string[][] = []
beforeEach(() => void asked.splice(0))

const look = (ctx: Ctx, keys: readonly string[], about = 'all') =>
  glance<string>(ctx, SHOWN, { about, keys }, async (missing) => {
    asked.push(missing)
    const rows = await ctx.sql<{ id: string; text: string }>`
      select id::text, text from note where id = any(${missing.map(Number)}::bigint[])`
    return new Map(rows.map(({ id, text }) => [id, text]))
  })
const together = { actor: systemActor('test'), planned: 'together' } as const
const shown = (...keys: string[]) => db.read(together, async (ctx) => [...(await look(ctx, keys)).values()])
const note = async (text: string): Promise<string> => {
  const [row] = await write(
    (ctx) => ctx.sql<{ id: string }>`insert into note (text) values (${text}) returning id::text`,
  )
  return row!.id
}
const change = (key: string, text: string, by = db) =>
  by.write({ actor: together.actor }, (ctx) => ctx.sql`update note set text = ${text} where id = ${Number(key)}`)

test('who asks in the same turn is asked for in one statement, each given their own', async () => {
  const [one, two, three] = [await note('one'), await note('two'), await note('three')]
  const answers = await Promise.all([shown(one, two), shown(two, three), shown(three), shown('999999')])
  expect(answers).toEqual([['one', 'two'], ['two', 'three'], ['three'], []])
  expect(asked).toEqual([[one, two, three, '999999']])
})

test('what was shown is shown for a moment; what is asked about something else is not the same', async () => {
  const key = await note('now')
  expect([await shown(key), await shown(key)]).toEqual([['now'], ['now']])
  expect(asked).toEqual([[key]])
  await db.read(together, (ctx) => look(ctx, [key], 'another place'))
  expect(asked).toEqual([[key], [key]])
  await pause(FOR_MS + 20)
  await shown(key)
  expect(asked).toHaveLength(3)
})

test('a clock that jumps makes what was shown the past', async () => {
  const key = await note('by the clock')
  await shown(key)
  clock.now = new Date(clock.now.getTime() + FOR_MS)
  await shown(key)
  expect(asked).toHaveLength(2)
})

test('whose clock jumps while it is asked is not told, nor shown later, what was true before', async () => {
  const key = await note('by two clocks')
  const before = shown(key)
  clock.now = new Date(clock.now.getTime() + FOR_MS)
  await Promise.all([before, shown(key)])
  expect(asked).toEqual([[key], [key]])
})

test('what this process commits is seen at once, what it undoes never', async () => {
  const key = await note('before')
  await shown(key)
  await write(async (ctx) => {
    await ctx.sql`update note set text = 'undone' where id = ${Number(key)}`
    throw new Error('no')
  }).catch(() => {})
  expect(await shown(key)).toEqual(['before'])
  await change(key, 'after')
  expect(await shown(key)).toEqual(['after'])
})

test('what was read before a change and told after it is not shown to anybody else', async () => {
  const key = await note('old')
  const [read, changed] = [gate(), gate()]
  const slow = db.read(together, (ctx) =>
    glance(ctx, SHOWN, { about: 'all', keys: [key] }, async () => {
      read.open()
      await changed.opened
      return new Map([[key, 'old']])
    }),
  )
  await read.opened
  await change(key, 'new')
  changed.open()
  await slow
  expect(await shown(key)).toEqual(['new'])
})

test('of a statement that says what it changes only that is forgotten, in an answer under way too', async () => {
  const [one, two] = [await note('one of two'), await note('two of two')]
  await shown(one, two)
  const rename = (key: string, text: string) =>
    write((ctx) =>
      changing(
        ctx,
        SHOWN,
        () => ctx.sql<{ id: string }>`update note set text = ${text} where id = ${Number(key)} returning id::text`,
        (rows) => rows.map(({ id }) => id),
      ),
    )
  await rename(one, 'uno')
  expect(await shown(one, two)).toEqual(expect.arrayContaining(['uno', 'two of two']))
  expect(asked).toEqual([[one, two], [one]])

  const [read, changed] = [gate(), gate()]
  await pause(FOR_MS + 20)
  const slow = db.read(together, (ctx) =>
    glance(ctx, SHOWN, { about: 'all', keys: [one, two] }, async () => {
      read.open()
      await changed.opened
      return new Map([one, two].map((key) => [key, 'as it was']))
    }),
  )
  await read.opened
  await rename(one, 'eins')
  changed.open()
  await slow
  expect(await shown(one, two)).toEqual(expect.arrayContaining(['eins', 'as it was']))
})

test('what another process commits is seen after the moment', async () => {
  const key = await note('here')
  await shown(key)
  const other = openDatabase({ url: platform.url, schema: db.schema, log: createLog('silent') })
  await change(key, 'there', other)
  await other.close()
  await expect.poll(() => shown(key), { timeout: FOR_MS * 10 }).toEqual(['there'])
})

test('who is in a transaction, or alone on a connection, asks for themselves; nothing is counted', async () => {
  const key = await note('true')
  await shown(key)
  await write(async (ctx) => {
    await ctx.sql`update note set text = 'mine' where id = ${Number(key)}`
    expect([...(await look(ctx, [key])).values()]).toEqual(['mine'])
  })
  await platform.read((ctx) => look(ctx, [key, key]))
  expect(asked).toEqual([[key], [key], [key]])
  const topics = await platform.read((ctx) => ctx.sql`select from revision where topic = ${SHOWN.topic}`)
  expect(topics).toEqual([])
})

test('no more is kept than was said, and a question that fails fails those who asked it', async () => {
  const keys = await Promise.all(['a', 'b', 'c', 'd'].map(note))
  await shown(...keys)
  await shown(...keys.slice(1))
  expect(asked).toHaveLength(1)
  await shown(keys[0]!)
  expect(asked).toHaveLength(2)
  const fails = db.read(together, (ctx) =>
    glance(ctx, SHOWN, { about: 'all', keys: ['1'] }, () => Promise.reject(new Error('away'))),
  )
  const along = shown('1')
  await expect(fails).rejects.toThrow('away')
  await expect(along).rejects.toThrow('away')
  expect(await shown(keys[0]!)).toEqual(['a'])
})
