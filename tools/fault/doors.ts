import { setTimeout as pause } from 'node:timers/promises'
import { apiOf, doorOf } from '../trade/api.ts'
import type { Api, Reply } from '../trade/api.ts'
import type { Draws } from '../trade/draws.ts'

/** An answer the shop gave: whatever happens afterwards, it must be as good as its word. */
export type Promised = {
  api: Api
  path: string
  body: unknown
  key: string
  order_id: string
  number: string
  total: number
}

/** What happened at the doors while everything else was being broken. */
export type Visits = {
  calls: number
  /** Calls that were cut off or sent away, and made again with the same Idempotency-Key. */
  repeated: number
  sent_away: number
  cut_off: number
  hung_up: number
  promised: Promised[]
  /** What no customer may ever see. */
  broken: string[]
}

export const noVisits = (): Visits => ({
  calls: 0,
  repeated: 0,
  sent_away: 0,
  cut_off: 0,
  hung_up: 0,
  promised: [],
  broken: [],
})

const PATIENCE_MS = 120_000
const ANSWER_MAX_MS = 40_000
const WAIT_MS = 150
/** How soon a hasty client hangs up. */
const HASTE_MS = 40

/**
 * A door as a good client uses it: where the line is cut, or the shop says 503 or "still in flight", the same request
 * comes again with the same key until there is an answer. Hasty ones also hang up by themselves now and then.
 */
export function patientDoor(url: string, credential: string, visits: Visits, haste: Draws | null = null): Api {
  const once = async (
    method: string,
    path: string,
    body: string | Uint8Array | undefined,
    headers: Record<string, string>,
  ): Promise<Reply | null> => {
    const hangsUp = haste?.chance(0.05) ? haste.upTo(HASTE_MS) : null
    const signal = AbortSignal.timeout(hangsUp ?? ANSWER_MAX_MS)
    try {
      const reply = await apiOf(url, credential, {}, signal).raw(method, path, body, headers)
      const later = reply.status === 503 || (reply.status === 409 && reply.body.code === 'still_in_flight')
      if (!later) return reply
      if (reply.status === 503 && reply.headers.get('retry-after') === null)
        visits.broken.push(`${method} ${path} → 503 without Retry-After`)
      visits.sent_away += 1
    } catch {
      if (hangsUp === null) visits.cut_off += 1
      else visits.hung_up += 1
    }
    return null
  }

  const raw: Api['raw'] = async (method, path, body, headers = {}) => {
    const key = headers['idempotency-key'] ?? crypto.randomUUID()
    const all = method === 'POST' ? { ...headers, 'idempotency-key': key } : headers
    const until = performance.now() + PATIENCE_MS
    visits.calls += 1
    for (;;) {
      const reply = await once(method, path, body, all)
      if (reply) {
        if (reply.status >= 500) visits.broken.push(`${method} ${path} → ${reply.status} ${JSON.stringify(reply.body)}`)
        remember({ method, path, body, key }, reply)
        return reply
      }
      if (performance.now() > until) {
        visits.broken.push(`${method} ${path} got no answer within ${PATIENCE_MS / 1_000} s`)
        throw new Error(`no answer to ${method} ${path}`)
      }
      visits.repeated += 1
      await pause(WAIT_MS)
    }
  }

  function remember(
    request: { method: string; path: string; body: unknown; key: string },
    { status, body }: Reply,
  ): void {
    const { method, path, key } = request
    if (method !== 'POST' || status !== 201 || !/^\/(sales|orders|carts\/[^/]+\/orders)$/.test(path)) return
    const sent = JSON.parse(String(request.body)) as { expected_total: number }
    visits.promised.push({
      api,
      path,
      body: sent,
      key,
      order_id: body.order_id,
      number: body.number,
      total: sent.expected_total,
    })
  }

  const api = doorOf(url, raw)
  return api
}
