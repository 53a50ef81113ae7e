import { errorOf } from './errors.ts'

/** What a client needs of an answer: all of it is in a `Response`, and whoever calls without a network gives no more. */
export type Answered = Pick<Response, 'ok' | 'status' | 'statusText' | 'text' | 'body'> & {
  headers: Pick<Headers, 'get'>
}
export type Fetch = (address: string, request: RequestInit) => Promise<Answered>

export type ClientOptions = {
  /** Address of the server, without /api; '' in a browser on the same origin. */
  url: string
  /** A publishable or secret key, … */
  key?: string
  /** … or the token of a session or device; asked anew for every call when it is a function. */
  token?: string | (() => string | undefined)
  /** Code of the channel the calls come through, where the credential does not say it. */
  channel?: string
  fetch?: Fetch
  /** Tries after the first; 3. */
  retries?: number
  /** For each try; 30 s. Null where `fetch` itself always ends. */
  timeout_ms?: number | null
}

export type CallOptions = {
  signal?: AbortSignal
  /** Your own Idempotency-Key, to repeat a call of an earlier run of the program. */
  idempotency_key?: string
  headers?: Record<string, string>
}

export type Outgoing = { method: string; path: string; body?: unknown; keyed: boolean }

const RETRIES = 3
const TIMEOUT_MS = 30_000
const WAIT_FIRST_MS = 200
const WAIT_MAX_MS = 10_000
const COME_AGAIN = [429, 502, 503, 504]

export type Transport = {
  send: (outgoing: Outgoing, options?: CallOptions) => Promise<Answered>
  open: (path: string, headers: Record<string, string>, signal: AbortSignal) => Promise<Answered>
}

export function openTransport(options: ClientOptions): Transport {
  const { retries = RETRIES, timeout_ms = TIMEOUT_MS, fetch: fetcher = globalThis.fetch } = options
  const base = options.url.replace(/\/$/, '')

  const headers = (): Record<string, string> => {
    const credential = typeof options.token === 'function' ? options.token() : (options.token ?? options.key)
    return {
      ...(credential ? { authorization: `Bearer ${credential}` } : {}),
      ...(options.channel ? { 'hilo-channel': options.channel } : {}),
    }
  }

  /** One idempotency key for all tries: however often it is sent, it is done once. */
  async function send({ method, path, body, keyed }: Outgoing, call: CallOptions = {}): Promise<Answered> {
    const key = call.idempotency_key ?? (keyed ? crypto.randomUUID() : undefined)
    const repeatable = method !== 'POST' || key !== undefined
    const request = (): RequestInit => ({
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...headers(),
        ...call.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: endedBy(timeout_ms, call.signal),
    })
    for (let attempt = 0; ; attempt++) {
      const last = attempt >= retries
      try {
        const response = await fetcher(base + path, request())
        if (response.ok) return response
        const error = await errorOf(response)
        const passing = repeatable
          ? COME_AGAIN.includes(error.status) || error.code === 'still_in_flight'
          : error.status === 429
        if (!passing || last) throw error
        await pause(waitOf(response, attempt), call.signal)
      } catch (error) {
        // Without a key nobody knows whether a lost POST was done: the caller must decide.
        if (!isNetwork(error) || !repeatable || last || call.signal?.aborted) throw error
        await pause(backoff(attempt), call.signal)
      }
    }
  }

  return {
    send,
    open: (path, more, signal) =>
      fetcher(base + path, { headers: { accept: 'text/event-stream', ...headers(), ...more }, signal }),
  }
}

/** Made only where there is something to end: for a call within one program they cost as much as parsing its answer. */
function endedBy(timeout_ms: number | null, signal?: AbortSignal): AbortSignal | null {
  if (timeout_ms === null) return signal ?? null
  const timeout = AbortSignal.timeout(timeout_ms)
  return signal ? AbortSignal.any([timeout, signal]) : timeout
}

/** fetch says TypeError for a lost connection and TimeoutError for our own limit. */
const isNetwork = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')

const backoff = (attempt: number): number =>
  Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * 2 ** attempt) * (0.5 + Math.random() / 2)

/** Retry-After in seconds or as a date (RFC 9110 §10.2.3), never longer than we care to wait. */
function waitOf(response: Answered, attempt: number): number {
  const after = response.headers.get('retry-after')
  if (after === null) return backoff(attempt)
  const ms = /^\d+$/.test(after) ? Number(after) * 1_000 : Date.parse(after) - Date.now()
  return Number.isFinite(ms) ? Math.min(WAIT_MAX_MS, Math.max(0, ms)) : backoff(attempt)
}

export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error)
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
