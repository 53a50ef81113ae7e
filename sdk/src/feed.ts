import { errorOf } from './errors.ts'
import { pause } from './transport.ts'
import type { Answered, Transport } from './transport.ts'

export type FeedFilter = { customer_id?: string; subject_id?: string; store_id?: string; types?: readonly string[] }
/** `id` is the place in the log: hand it back as `after` to go on from there. */
export type FeedEvent = { id: string; type: string; data: Record<string, unknown> }
/** `opened` is called each time the stream is open: from then on every fact is told. */
export type FeedOptions = { after?: string; signal?: AbortSignal; opened?: () => void }

const PATH = '/api/feed'
const WAIT_FIRST_MS = 500
const WAIT_MAX_MS = 15_000
const FRAME_CHARS_MAX = 4 * 1024 * 1024

/**
 * What happens, as it happens. A lost connection is opened again after the last event seen, so nothing
 * is missed or told twice. Ends when `signal` aborts; throws when the server refuses.
 */
export async function* followFeed(
  transport: Transport,
  filter: FeedFilter,
  { after, signal, opened }: FeedOptions,
): AsyncGenerator<FeedEvent> {
  const ending = new AbortController()
  const stopped = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal
  let last = after
  let wait = WAIT_FIRST_MS
  try {
    while (!stopped.aborted) {
      try {
        const response = await transport.open(
          PATH + queryOf(filter),
          last === undefined ? {} : { 'last-event-id': last },
          stopped,
        )
        if (!response.ok) await refuseUnlessPassing(response)
        else {
          opened?.()
          for await (const event of readEvents(response)) {
            last = event.id
            wait = WAIT_FIRST_MS
            yield event
          }
        }
      } catch (error) {
        if (!(error instanceof TypeError) && !stopped.aborted) throw error
      }
      if (!stopped.aborted) await pause(wait, stopped).catch(() => undefined)
      wait = Math.min(WAIT_MAX_MS, wait * 2)
    }
  } finally {
    ending.abort()
  }
}

async function refuseUnlessPassing(response: Answered): Promise<void> {
  const error = await errorOf(response)
  if (error.status !== 429 && error.status < 500) throw error
}

function queryOf({ types, ...rest }: FeedFilter): string {
  const query = new URLSearchParams(
    Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  if (types !== undefined) query.set('types', types.join(','))
  return query.size === 0 ? '' : `?${query}`
}

/** Server-sent events (WHATWG HTML §9.2.6): blank lines end an event, lines are `field: value`. */
async function* readEvents(response: Answered): AsyncGenerator<FeedEvent> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(chunk, { stream: true })
    if (rest.length > FRAME_CHARS_MAX) throw new Error('an event of the feed is too long')
    // A lone \r at the end may be half of \r\n: it waits for the next chunk.
    const frames = rest.replace(/\r\n|\r(?!$)/g, '\n').split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      const event = parse(frame)
      if (event !== null) yield event
    }
  }
}

function parse(frame: string): FeedEvent | null {
  const fields: Record<string, string[]> = {}
  for (const line of frame.split('\n')) {
    const [, name, value] = /^([a-z]+)(?:: ?(.*))?$/.exec(line) ?? []
    if (name !== undefined) (fields[name] ??= []).push(value ?? '')
  }
  if (fields['data'] === undefined) return null
  const data = JSON.parse(fields['data'].join('\n')) as Record<string, unknown>
  return { id: fields['id']?.at(-1) ?? '', type: fields['event']?.at(-1) ?? 'message', data }
}
