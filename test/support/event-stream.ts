import { request } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { Type } from 'typebox'
import { Shape, streamRoute } from '#platform/route'

/** The door of the feed in a platform without modules. */
export const feedRoute = streamRoute({
  operation: 'follow',
  method: 'GET',
  path: '/feed',
  summary: 'The feed',
  who: ['customer', 'events.read'],
  query: Shape({ subject_id: Type.Optional(Type.String()) }),
  reply: Type.String(),
  handle: (stream, { query }) => stream.follow(query),
})

export type Told = { id: string; type: string; data: any }

/** A reader of server-sent events that can stop reading, or hang up at any byte. */
export type EventReader = {
  told: Told[]
  status: number
  response: IncomingMessage
  /** Waits until so many facts have come. */
  until: (enough: (told: Told[]) => boolean) => Promise<void>
  ended: Promise<void>
  hangUp: () => void
}

export async function readEvents(url: string, credential: string, last_event_id?: string): Promise<EventReader> {
  const { call, response } = await open(url, credential, last_event_id)
  const told: Told[] = []
  let waiting: (() => void)[] = []
  let rest = ''
  response.setEncoding('utf8')
  const wake = () => {
    for (const done of waiting.splice(0)) done()
  }
  response.on('data', (text: string) => {
    const frames = (rest + text).split('\n\n')
    rest = frames.pop() ?? ''
    told.push(...frames.flatMap(parse))
    wake()
  })
  const ended = new Promise<void>((done) => {
    response.on('error', () => {})
    response.on('close', () => {
      done()
      wake()
    })
  })
  return {
    told,
    status: response.statusCode ?? 0,
    response,
    ended,
    until: async (enough) => {
      while (!enough(told)) {
        if (response.closed) throw new Error(`the stream ended after ${told.length} facts`)
        await new Promise<void>((done) => waiting.push(done))
      }
      waiting = []
    },
    hangUp: () => call.destroy(),
  }
}

const open = (url: string, credential: string, last_event_id?: string) =>
  new Promise<{ call: ClientRequest; response: IncomingMessage }>((done, failed) => {
    const headers = {
      authorization: `Bearer ${credential}`,
      ...(last_event_id === undefined ? {} : { 'last-event-id': last_event_id }),
    }
    const call = request(url, { headers, agent: false })
    call.on('error', failed)
    call.on('response', (response) => done({ call, response }))
    call.end()
  })

function parse(frame: string): Told[] {
  const fields = Object.fromEntries(
    frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  return fields['data'] === undefined
    ? []
    : [{ id: fields['id'] ?? '', type: fields['event'] ?? '', data: JSON.parse(fields['data']) }]
}
