import { Type } from 'typebox'
import { afterAll, expect, test } from 'vitest'
import { echo, gate, openPlatform, staff, waiting } from '#test/platform'
import { askFrom, speaker } from '#test/wire'
import { registry } from './metrics.ts'
import { readRoute } from './route.ts'

const platform = await openPlatform()
afterAll(() => platform.close())

let waitFor: Promise<void> = Promise.resolve()
const wait = waiting(() => waitFor)
const MUCH = 20_000_000
const much = readRoute({
  operation: 'much',
  method: 'GET',
  path: '/much',
  summary: 'Says much',
  who: ['public'],
  reply: Type.String(),
  handle: async () => 'x'.repeat(MUCH),
})
const routes = [wait, much, echo]

const refusal = (status: number, code: string) => ({ status, body: { status, code, type: `about:blank#${code}` } })
const inFlight = async (): Promise<number> =>
  (await registry.getSingleMetric('hilo_requests_in_flight')!.get()).values[0]!.value

test('a caller who asks too much is told to slow down, the others are served', async () => {
  const { api } = await platform.serve({ routes, actors: { ana: staff() }, rate_limit_per_s: 2 })
  const answers = await Promise.all(Array.from({ length: 12 }, () => api().get('/wait')))
  const slowed = answers.filter(({ status }) => status === 429)
  expect(slowed.length).toBeGreaterThanOrEqual(4)
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(6)
  expect(slowed[0]).toMatchObject(refusal(429, 'too_many_requests'))
  expect(slowed[0]?.headers.get('retry-after')).toBe('1')
  expect(await api('ana').get('/wait')).toMatchObject({ status: 200 })
})

test('beyond so many at once the rest is refused early, and taken again afterwards', async () => {
  const { url } = await platform.serve({ routes, max_in_flight: 3 })
  const door = gate()
  waitFor = door.opened
  const inside = [1, 2, 3].map((n) => askFrom(`127.0.0.${n}`, `${url}/api/wait`))
  await expect.poll(inFlight).toBe(3)
  const refused = await askFrom('127.0.0.4', `${url}/api/wait`)
  expect(refused).toMatchObject(refusal(503, 'overloaded'))
  expect(refused.headers['retry-after']).toBe('1')
  door.open()
  expect((await Promise.all(inside)).map(({ status }) => status)).toEqual([200, 200, 200])
  await expect.poll(inFlight).toBe(0)
  expect((await askFrom('127.0.0.4', `${url}/api/wait`)).status).toBe(200)
})

test('whoever watches over the server is answered, whatever is refused to others', async () => {
  const { url, api } = await platform.serve({ routes, statics: true, max_in_flight: 1, rate_limit_per_s: 1 })
  const door = gate()
  waitFor = door.opened
  const inside = api().get('/wait')
  await expect.poll(inFlight).toBe(1)
  expect((await api().get('/wait')).status).toBe(429)
  const asked = Array.from({ length: 20 }, (_, n) => fetch(`${url}${n % 2 === 0 ? '/health' : '/ready'}`))
  expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([200]))
  door.open()
  expect((await inside).status).toBe(200)
})

test('who begins bodies and never ends them holds a quarter of the places, and the others are served', async () => {
  const { url } = await platform.serve({ routes, max_in_flight: 8 })
  const half = 'POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{'
  const idlers = Array.from({ length: 8 }, () => speaker(url, half))
  await expect.poll(() => idlers.filter(({ heard }) => heard().includes('429')).length).toBe(6)
  const refused = await askFrom('127.0.0.1', `${url}/api/wait`)
  expect(refused).toMatchObject(refusal(429, 'too_many_requests'))
  expect(refused.headers['retry-after']).toBe('1')
  expect((await askFrom('127.0.0.2', `${url}/api/wait`)).status).toBe(200)
  for (const { socket } of idlers) socket.destroy()
  await expect.poll(inFlight).toBe(0)
  expect((await askFrom('127.0.0.1', `${url}/api/wait`)).status).toBe(200)
})

test('who asks for much and does not read it is let go; who reads slowly gets it all', async () => {
  const { url } = await platform.serve({ routes, idle_ms: 300 })
  const [deaf, slow] = [1, 2].map(() => speaker(url, 'GET /api/much HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))
  deaf!.socket.pause()
  slow!.socket.on('data', () => {
    slow!.socket.pause()
    setTimeout(() => slow!.socket.resume(), 5)
  })
  await slow!.closed
  expect(slow!.heard().length).toBeGreaterThan(MUCH)
  await expect.poll(inFlight, { timeout: 3_000 }).toBe(0)
  deaf!.socket.resume()
  await deaf!.closed
  expect(deaf!.heard().length).toBeLessThan(MUCH)
})
