import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { begun, gate, openPlatform } from '#test/platform'
import { systemActor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import { CONVOYS, CROWD } from './station.ts'

const platform = await openPlatform()
afterAll(() => platform.close())
const { db, write, notes } = platform
afterEach(() => write((ctx) => ctx.sql`delete from note`))

describe('turns', () => {
  test('of one turn one is on the way at a time, in the order they came; others go past', async () => {
    const order: string[] = []
    const [begun, free] = [gate(), gate()]
    const of = (turn: string | null, name: string, until?: Promise<unknown>) =>
      db.writeTogether(
        { actor: systemActor('test') },
        async (ctx) => {
          order.push(`${name} begins`)
          begun.open()
          await ctx.sql`select 1`
          await until
          order.push(`${name} ends`)
        },
        turn,
      )
    const first = of('cart 1', 'first', free.opened)
    await begun.opened
    const [second, third, other] = [of('cart 1', 'second'), of('cart 1', 'third'), of('cart 2', 'other')]
    await other
    expect(order).toEqual(['first begins', 'other begins', 'other ends'])
    free.open()
    await Promise.all([first, second, third])
    expect(order.slice(3)).toEqual(['first ends', 'second begins', 'second ends', 'third begins', 'third ends'])
  })

  test('who waits for a row alone keeps the way from nobody for long', async () => {
    const letGo = await begun(write, (ctx) => ctx.sql`insert into note (text) values ('held')`)
    // One at every way, each waiting for whoever has the text.
    const stuck = []
    for (let way = 0; way < CONVOYS; way++) {
      stuck.push(
        db.writeTogether(
          { actor: systemActor('test') },
          (ctx) => ctx.sql`insert into note (text) values ('held') on conflict do nothing`,
        ),
      )
      await new Promise((turn) => setImmediate(turn))
    }
    expect(await db.writeTogether({ actor: systemActor('test') }, (ctx) => ctx.sql`select 1 as one`)).toEqual([
      { one: 1 },
    ])
    await letGo()
    await Promise.all(stuck)
    expect(await notes()).toEqual(['held'])
  })
})

describe('who travels together', () => {
  const together = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    db.writeTogether({ actor: systemActor('test') }, work)
  const xid = () =>
    together(async (ctx) => {
      const [row] = await ctx.sql<{ xid: string }>`select pg_current_xact_id()::text as xid`
      return row?.xid
    })
  const turnsOfTheLoop = async (many: number): Promise<void> => {
    for (let turn = 0; turn < many; turn++) await new Promise((next) => setImmediate(next))
  }
  /** Holds a way for as long as this takes. */
  async function beside<T>(act: () => Promise<T>): Promise<T> {
    const letGo = await begun(together, (ctx) => ctx.sql`select 1`)
    const result = await act()
    await letGo()
    return result
  }

  test('those who come back one after the other are waited for', async () => {
    const clients = [0, 1, 2, 3, 4, 5]
    const rounds = await Promise.all(
      clients.map(async (client) => {
        const xids = []
        for (let round = 0; round < 20; round++) {
          xids.push(await xid())
          await turnsOfTheLoop(2 + client)
        }
        return xids
      }),
    )
    const whole = [...Map.groupBy(rounds.flat(), (one) => one).values()].filter(
      ({ length }) => length === clients.length,
    )
    // On a machine that is busy elsewhere somebody may be late now and then, and is a round behind from then on.
    expect(whole.length).toBeGreaterThan(10)
  })

  test('a crowd sets out beside who is on the way', async () => {
    const xids = await beside(() => Promise.all(Array.from({ length: CROWD }, xid)))
    expect(new Set(xids).size).toBe(1)
  })

  test('fewer do so once they have waited for long, together', async () => {
    const xids = await beside(() => Promise.all([0, 1, 2].map((turns) => turnsOfTheLoop(turns).then(xid))))
    expect(new Set(xids).size).toBe(1)
  })
})
