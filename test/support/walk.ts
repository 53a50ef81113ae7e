import type { Actor } from '../../server/platform/actor.ts'
import type { Route } from '../../server/platform/route.ts'
import { FOREIGN, pathOf } from './samples.ts'
import type { Ids } from './samples.ts'

/**
 * Looks at every route from outside, the way a hostile stranger would: nothing here knows what a route
 * does, all input is made from its own schemas. A fault is a sentence; no faults is an empty list.
 */
export type Callers = {
  /** Credentials by what they are; each with the actor it resolves to, to tell who is admitted. */
  credentials: { name: string; secret: string; actor: Actor }[]
  url: string
  /** Things that exist, by the name of the parameter or field: what is asked beyond 404 is asked of these. */
  ids?: Ids
}
export type Answer = { status: number; type: string; code: unknown; text: string }

export async function call(
  url: string,
  method: string,
  path: string,
  secret: string | null,
  body?: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: {
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: body as BodyInit }),
  })
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel()
    return { status: response.status, type, code: undefined, text: '' }
  }
  const text = await response.text()
  let code: unknown
  try {
    code = type.includes('json') ? JSON.parse(text).code : undefined
  } catch {
    code = undefined
  }
  return { status: response.status, type, code, text: text.slice(0, 300) }
}

/** What is wrong with an answer whatever was asked: a fault of ours, or a refusal not in the agreed form. */
export function faultOf(what: string, answer: Answer): string[] {
  const said = `${what} → ${answer.status} ${String(answer.code ?? '')} ${answer.text}`
  if (answer.status >= 500) return [`broke: ${said}`]
  if (answer.status < 400) return []
  if (!answer.type.startsWith('application/problem+json')) return [`refused without problem+json: ${said}`]
  return typeof answer.code === 'string' && answer.code !== '' ? [] : [`refused without a code: ${said}`]
}

/** Written again on purpose, from the words of route.ts, so that the server's own check is checked. */
export const isAdmitted = ({ who }: Route, actor: Actor): boolean =>
  who.some(
    (word) =>
      word === 'public' ||
      word === actor.kind ||
      (word === 'verified' && actor.kind === 'customer' && actor.verified) ||
      actor.permissions.has(word),
  )

export const nameOf = ({ method, path }: Route): string => `${method} ${path}`

export async function faultsOfAdmission(route: Route, { url, credentials }: Callers): Promise<string[]> {
  const faults: string[] = []
  const path = pathOf(route, FOREIGN)
  const isPublic = route.who.includes('public')
  const expect = (what: string, answer: Answer, statuses: number[] | null) => {
    faults.push(...faultOf(`${nameOf(route)} ${what}`, answer))
    if (statuses && !statuses.includes(answer.status))
      faults.push(`${nameOf(route)} ${what}: ${answer.status}, not ${statuses.join(' or ')}`)
  }
  const stranger = await call(url, route.method, path, null)
  expect('without a credential', stranger, isPublic ? null : [401])
  for (const bad of [`hs_${'x'.repeat(43)}`, `hsk_${'A'.repeat(43)}`, 'garbage', "'; drop table staff; --"]) {
    expect(`with ${bad.slice(0, 12)}`, await call(url, route.method, path, bad), [401])
  }
  expect('with Basic', await call(url, route.method, path, null, undefined, { authorization: 'Basic YTpi' }), [401])
  for (const { name: who, secret, actor } of credentials) {
    if (isAdmitted(route, actor)) continue
    expect(`as ${who}`, await call(url, route.method, path, secret), [403])
  }
  return faults
}
