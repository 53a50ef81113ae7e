import { Client } from 'undici'

/** One client of the driver: a connection of its own, kept open, one request at a time. */
export type Caller = (method: string, path: string, credential?: string, body?: unknown) => Promise<Answer>
// The bodies are as many as there are doors; whoever calls knows which one it is.
// oxlint-disable-next-line typescript/no-explicit-any
export type Answer = { status: number; body: any }

export function openCaller(
  url: string,
  headers: Record<string, string> = {},
): { call: Caller; close: () => Promise<void> } {
  const client = new Client(url, { pipelining: 1 })
  const call: Caller = async (method, path, credential, body) => {
    const {
      statusCode,
      headers: said,
      body: stream,
    } = await client.request({
      method: method as 'GET',
      path,
      headers: {
        ...(credential === undefined ? {} : { authorization: `Bearer ${credential}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await stream.text()
    const is_page = String(said['content-type'] ?? '').startsWith('text/html')
    return { status: statusCode, body: text === '' ? null : is_page ? text : JSON.parse(text) }
  }
  return { call, close: () => client.close() }
}

/** The body of a good answer; anything else stops the bench, since it would measure something else. */
export function good({ status, body }: Answer): Answer['body'] {
  if (status < 200 || status > 299) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

export type Driven = { done: number; seconds: number; times_ms: number[] }

/** A closed loop: each client begins its next when the one before is answered. */
export async function drive(
  clients: number,
  seconds: number,
  act: (client: number) => Promise<unknown>,
): Promise<Driven> {
  const begun = performance.now()
  const until = begun + seconds * 1_000
  const times_ms: number[] = []
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const from = performance.now()
        await act(client)
        times_ms.push(performance.now() - from)
      }
    }),
  )
  return { done: times_ms.length, seconds: (performance.now() - begun) / 1_000, times_ms }
}

/** The value below which a share of them lies. */
export function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const median = (values: readonly number[]): number => at(values, 0.5)
