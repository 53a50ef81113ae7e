import net from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { cloneDatabase } from '#test/database'
import { publicActor } from './actor.ts'
import { openDatabase } from './db.ts'
import { createLog } from './log.ts'

const { url, drop } = await cloneDatabase()
const { hostname, port } = new URL(url)
const lines = new Set<[Socket, Socket]>()

/** A path to the database whose open connections can stop carrying anything, without a word to either side. */
const path = net.createServer((here) => {
  const there = net.connect(Number(port), hostname)
  const line: [Socket, Socket] = [here, there]
  lines.add(line)
  for (const end of line) end.on('error', () => {})
  here.pipe(there)
  there.pipe(here)
  here.on('close', () => {
    there.destroy()
    lines.delete(line)
  })
})
await new Promise<void>((done) => path.listen(0, '127.0.0.1', done))
const through = new URL(url)
through.hostname = '127.0.0.1'
through.port = String((path.address() as AddressInfo).port)
const db = openDatabase({ url: through.href, schema: 'hilo', log: createLog('silent') })

afterAll(async () => {
  await db.close()
  for (const ends of lines) ends.forEach((end) => end.destroy())
  path.close()
  await drop()
})

function lose(): void {
  for (const [here, there] of lines) {
    here.unpipe(there)
    there.unpipe(here)
    here.resume()
    there.resume()
  }
}

test('whoever waits on a line that carries nothing any more hangs up and calls anew: requests, and the runner of jobs', async () => {
  const ask = () => db.read({ actor: publicActor }, (ctx) => ctx.sql<{ one: number }>`select 1 as one`)
  const run = () => db.pool.query<{ one: number }>('select 1 as one')
  await Promise.all([ask(), run()])
  lose()
  const lost = await Promise.allSettled([ask(), run()])
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await ask()).toEqual([{ one: 1 }])
  expect((await run()).rows).toEqual([{ one: 1 }])
}, 30_000)
