import { once } from 'node:events'
import { afterAll, expect, test } from 'vitest'
import { gate, openPlatform, waiting } from '#test/platform'
import { speaker } from '#test/wire'

const platform = await openPlatform()
afterAll(() => platform.close())

let waitFor: Promise<unknown> = Promise.resolve()
let during = () => {}
const wait = waiting(() => {
  during()
  return waitFor
})
const routes = [wait]

const COME_AGAIN = { status: 503, body: { status: 503, code: 'overloaded', retry_after_s: 1 } }

test('what is being answered is finished, what comes later is not taken', async () => {
  const { server, url, api } = await platform.serve({ routes })
  const [door, inside] = [gate(), gate()]
  waitFor = door.opened
  during = inside.open
  const last = api().get('/wait')
  await inside.opened
  const closed = server.close()
  await new Promise((done) => setImmediate(done))
  door.open()
  expect(await last).toMatchObject({ status: 200, body: { ok: true } })
  await closed
  await expect(fetch(`${url}/api/wait`)).rejects.toThrow('fetch failed')
})

test('who asks on a connection of before is told to come again, as a busy server tells', async () => {
  const { server, url } = await platform.serve({ routes })
  const [door, inside] = [gate(), gate()]
  waitFor = door.opened
  during = inside.open
  const ask = 'GET /api/wait HTTP/1.1\r\nHost: x\r\n\r\n'
  const { socket, heard, closed } = speaker(url, ask)
  await inside.opened
  const ended = server.close()
  await new Promise((done) => setImmediate(done))
  const arrived = once(server.server, 'request')
  socket.write(ask)
  await arrived
  door.open()
  await Promise.all([closed, ended])
  const [, head = '', body = ''] = heard().toLowerCase().split('\r\n\r\n')
  for (const line of ['http/1.1 503', 'content-type: application/problem+json', 'retry-after: 1', 'connection: close'])
    expect(head).toContain(line)
  expect({ status: 503, body: JSON.parse(body) }).toMatchObject(COME_AGAIN)
})

test('an answer that needs others is told the same when these are refused', async () => {
  const { server, api } = await platform.serve({ routes })
  const [door, inside] = [gate(), gate()]
  waitFor = door.opened.then(() => server.inject('/api/wait'))
  during = inside.open
  const page = api().get('/wait')
  await inside.opened
  const ended = server.close()
  setImmediate(door.open)
  expect(await page).toMatchObject(COME_AGAIN)
  await ended
})
