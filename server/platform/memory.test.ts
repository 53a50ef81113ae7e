import { afterAll, expect, test } from 'vitest'
import { gate, openPlatform } from '#test/platform'
import type { Ctx } from './ctx.ts'
import { openDatabase } from './db.ts'
import { createLog } from './log.ts'
import { recall, recallOne, remembered, topicsWritten } from './memory.ts'

const NOTES = remembered('note', { tables: ['note'], most: 3 })
const LETTERS = remembered('letter', { tables: ['letter'], growing: ['letter'], most: 3 })

const platform = await openPlatform()
afterAll(() => platform.close())
const { write, read, db } = platform

let asked: string[] = []
const notes = (ctx: Ctx, ...keys: string[]) =>
  recall<string>(ctx, NOTES, keys, async (missing) => {
    asked.push(...missing)
    const rows = await ctx.sql<{ id: number; text: string }>`
      select id, text from note where id = any(${missing.map(Number)}::bigint[])`
    return new Map(rows.map(({ id, text }) => [String(id), text]))
  })
const note = async (text: string): Promise<string> => {
  const [row] = await write((ctx) => ctx.sql<{ id: number }>`insert into note (text) values (${text}) returning id`)
  return String(row!.id)
}
const forgetAsked = () => {
  asked = []
}

test('what was asked once is known, until it is written', async () => {
  const [one, two] = [await note('one'), await note('two')]
  forgetAsked()
  expect([...(await read((ctx) => notes(ctx, one, two))).values()]).toEqual(['one', 'two'])
  expect([...(await read((ctx) => notes(ctx, one, two))).values()]).toEqual(['one', 'two'])
  expect(asked).toEqual([one, two])
  await write((ctx) => ctx.sql`update note set text = 'uno' where id = ${Number(one)}`)
  expect([...(await read((ctx) => notes(ctx, one))).values()]).toEqual(['uno'])
})

test('who writes sees its own writing, nobody else does before the commit, and never what was undone', async () => {
  const key = await note('before')
  const [written, seen] = [gate(), gate()]
  const writing = write(async (ctx) => {
    await ctx.sql`update note set text = 'after' where id = ${Number(key)}`
    expect((await notes(ctx, key)).get(key)).toBe('after')
    written.open()
    await seen.opened
    throw new Error('no')
  }).catch((error: Error) => error.message)
  await written.opened
  expect((await read((ctx) => notes(ctx, key))).get(key)).toBe('before')
  seen.open()
  expect(await writing).toBe('no')
  expect((await read((ctx) => notes(ctx, key))).get(key)).toBe('before')
})

test('a writer that loads and is undone leaves nothing behind', async () => {
  const key = await note('true')
  await write(async (ctx) => {
    await ctx.sql`update note set text = 'false' where id = ${Number(key)}`
    await notes(ctx, key)
    throw new Error('no')
  }).catch(() => {})
  expect((await read((ctx) => notes(ctx, key))).get(key)).toBe('true')
})

test('what another process changed is seen', async () => {
  const key = await note('here')
  await read((ctx) => notes(ctx, key))
  const other = openDatabase({ url: platform.url, schema: 'hilo', log: createLog('silent') })
  const system = { actor: { ...(await read(async (ctx) => ctx.actor)) } }
  await other.write(system, (ctx) => ctx.sql`update note set text = 'there' where id = ${Number(key)}`)
  await expect.poll(async () => (await read((ctx) => notes(ctx, key))).get(key)).toBe('there')
  await other.close()
})

test('a value read before a change and kept after it is not believed', async () => {
  const key = await note('old')
  const [begun, changed] = [gate(), gate()]
  const slow = db.read({ actor: (await read(async (ctx) => ctx)).actor }, (ctx) =>
    recall<string>(ctx, NOTES, [key], async () => {
      begun.open()
      await changed.opened
      return new Map([[key, 'old']])
    }),
  )
  await begun.opened
  await write((ctx) => ctx.sql`update note set text = 'new' where id = ${Number(key)}`)
  expect((await read((ctx) => notes(ctx, key))).get(key)).toBe('new')
  changed.open()
  await slow
  expect((await read((ctx) => notes(ctx, key))).get(key)).toBe('new')
})

test('no more is kept than was said, and the one thing of its kind is kept too', async () => {
  const keys = await Promise.all(['a', 'b', 'c', 'd'].map(note))
  await read((ctx) => notes(ctx, ...keys))
  forgetAsked()
  await read((ctx) => notes(ctx, ...keys.slice(1)))
  expect(asked).toEqual([])
  await read((ctx) => notes(ctx, keys[0]!))
  expect(asked).toEqual([keys[0]])
  let counted = 0
  const only = remembered('only', { tables: ['note'], most: 1 })
  const count = () => read((ctx) => recallOne(ctx, only, async () => ++counted))
  expect([await count(), await count()]).toEqual([1, 1])
})

test('statements are known by what they write', () => {
  expect(topicsWritten('select * from note for update of note')).toEqual([])
  expect(topicsWritten('insert into note (text) values ($1)')).toContain('note')
  expect(topicsWritten('with gone as (delete from only "note" returning *) select 1 from gone')).toContain('note')
  expect(topicsWritten('merge into note using x on true when matched then delete')).toContain('note')
  expect(topicsWritten('insert into letter (id) values ($1)')).toEqual([])
  expect(topicsWritten('insert into letter (id) values ($1) on conflict (id) do update set id = 2')).toEqual(['letter'])
  expect(topicsWritten('update letter set id = 1')).toEqual(['letter'])
  expect(LETTERS.topic).toBe('letter')
})
