import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { echo, openPlatform } from '#test/platform'

const told: { msg: string; proxy?: string }[] = []
const log = pino({ level: 'warn' }, { write: (line) => void told.push(JSON.parse(line)) })
const platform = await openPlatform({ log })
afterAll(() => platform.close())

test('whoever runs the server is told, once, that requests come through a proxy that is not believed', async () => {
  const { url } = await platform.serve({ routes: [echo] })
  await fetch(`${url}/api/echo`)
  expect(told).toEqual([])
  for (const address of ['8.8.8.8', '9.9.9.9'])
    await fetch(`${url}/api/echo`, { headers: { 'x-forwarded-for': address } })
  expect(told).toMatchObject([{ proxy: '127.0.0.1', msg: expect.stringContaining('TRUST_PROXY=1') }])
})
