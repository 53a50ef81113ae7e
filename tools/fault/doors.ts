import { setTimeout as pause } from 'node:timers/promises'
import { apiOf, doorOf } from '../trade/api.ts'
import type { Api, Reply } from '../trade/api.ts'
import { drawsOf } from '../trade/draws.ts'
import type { Draws } from '../trade/draws.ts'
import { keep, keepsAnswer } from './answers.ts'
import type { Answers } from './answers.ts'

/** An order somebody was told of: whatever happens afterwards, the shop must be as good as its word. */
export type Promised = { order_id: string; number: string; total: number }

/** What happened at the doors while everything else was being broken. */
export type Visits = {
  calls: number
  /** Calls that were cut off or sent away, and made again with the same Idempotency-Key. */
  repeated: number
  sent_away: number
  cut_off: number
  hung_up: number
  promised: Promised[]
  answers: Answers
  /** What no customer may ever see. */
  broken: string[]
}

export const noVisits = (seed: number): Visits => ({
  calls: 0,
  repeated: 0,
  sent_away: 0,
  cut_off: 0,
  hung_up: 0,
  promised: [],
  answers: { draws: drawsOf(seed), seen: 0, kept: [] },
  broken: [],
})

const PATIENCE_MS = 120_000
const ANSWER_MAX_MS = 40_000
const WAIT_MS = 150
/** How soon a hasty client hangs up. */
const HASTE_MS = 40

/** Who comes through a door; of a shopper it is known once the shop has said it. */
export type Comer = { customer_id: string | null; haste: Draws | null }

/**
 * A door as a good client uses it: where the line is cut, or the shop says 503 or "still in flight", the same request
 * comes again with the same key until there is an answer. Hasty ones also hang up by themselves now and then.
 */
export function patientDoor(url: string, credential: string, visits: Visits, comer: Comer): Api {
  const patiently = patience(url, credential, visits, comer.haste)
  return doorOf(url, async (method, path, body, headers = {}) => {
    const key = headers['idempotency-key'] ?? crypto.randomUUID()
    const all = method === 'POST' ? { ...headers, 'idempotency-key': key } : headers
    const ask = () => patiently(method, path, body, all)
    const reply = await ask()
    const isKept = method === 'POST' && reply.status >= 200 && reply.status < 300 && keepsAnswer(path)
    if (!isKept) return reply
    const { customer_id } = comer
    const { status, body: said } = reply
    keep(visits.answers, {
      call: `POST ${path}`,
      key,
      customer_id,
      status,
      body: said,
      at_ms: performance.now(),
      again: ask,
    })
    if (status === 201 && /^\/(sales|orders|carts\/[^/]+\/orders)$/.test(path)) {
      const { expected_total: total } = JSON.parse(String(body)) as { expected_total: number }
      visits.promised.push({ order_id: said.order_id, number: said.number, total })
    }
    return reply
  })
}

type Ask = (
  method: string,
  path: string,
  body: string | Uint8Array | undefined,
  headers: Record<string, string>,
) => Promise<Reply>

/** Again and again, until there is an answer. */
function patience(url: string, credential: string, visits: Visits, haste: Draws | null): Ask {
  const once = async (...[method, path, body, headers]: Parameters<Ask>): Promise<Reply | null> => {
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

  return async (method, path, body, headers) => {
    const until = performance.now() + PATIENCE_MS
    visits.calls += 1
    for (;;) {
      const reply = await once(method, path, body, headers)
      if (reply) {
        if (reply.status >= 500) visits.broken.push(`${method} ${path} → ${reply.status} ${JSON.stringify(reply.body)}`)
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
}
