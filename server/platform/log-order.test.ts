import { Type } from 'typebox'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { openPlatform } from '#test/platform'
import { defineEvent } from './events.ts'
import { startListeners } from './listeners.ts'
import { createLog } from './log.ts'
import { migrate } from './migrate.ts'

const platform = await openPlatform()
const { db, url, write, read } = platform
afterAll(() => platform.close())

const silent = createLog('silent')
const told = defineEvent('note.told', Type.Object({ n: Type.Integer() }))
const AHEAD = 30_000

/** As the log of a server stands on another one that has counted less far. */
async function restored(): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${db.schema}` })
  await client.connect()
  await client.query(`
    update event set xid = ((xid::text)::bigint + ${AHEAD})::text::xid8`)
  await client.query(`update listener set xid = ((xid::text)::bigint + ${AHEAD})::text::xid8`)
  await client.end()
}

test('a database restored on a server that has counted less far is heard on, from where it was', async () => {
  const heard: number[] = []
  const name = 'test.restored'
  const handle = async (_: unknown, { data }: { data: Record<string, unknown> }) => void heard.push(data['n'] as number)
  const listen = () => startListeners(db, [{ name, types: [told.name], handle }], silent, false)
  const tell = (n: number) => write(async (ctx) => ctx.emit(told, { n }))

  const before = await listen()
  await tell(1)
  await before.settle()
  await before.stop()
  await tell(2)
  await restored()

  await migrate({ url, schema: db.schema, log: silent })
  const after = await listen()
  await tell(3)
  await after.settle()
  await after.stop()
  expect(heard).toEqual([1, 2, 3])
  const [place] = await read(
    (ctx) => ctx.sql<{ behind: boolean }>`
      select exists (select from event where xid >= pg_snapshot_xmax(pg_current_snapshot())) as behind`,
  )
  expect(place).toEqual({ behind: false })
})

test('nothing is counted where the log is where it belongs', async () => {
  const next = () =>
    read((ctx) => ctx.sql<{ next: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as next`)
  const [first] = await next()
  await migrate({ url, schema: db.schema, log: silent })
  const [second] = await next()
  expect(Number(second!.next) - Number(first!.next)).toBeLessThan(AHEAD / 10)
})
