import { randomBytes } from 'node:crypto'
import { callerOf, expired } from './cast.ts'
import type { Caller } from './cast.ts'
import type { Document } from './document.ts'

/** Everybody who calls, made over the API by an owner, and what of it the run must leave alone. */
export type Cast = { callers: Caller[]; ended: Caller; spared: string[] }
export type Recruiting = {
  url: string
  owner: string
  document: Document
  /** The one-time code that was sent to a mail address; absent where nobody can read its mail. */
  codeFor?: (email: string) => Promise<string>
}
type Body = Readonly<Record<string, unknown>>
/** What is read of answers here. */
type Reply = {
  id: string
  token: string
  secret: string
  challenge_id: string
  session_id: string | null
  items: Reply[]
}

const ROLES = ['owner', 'manager', 'assistant', 'agent', 'analyst'] as const
/** Signing in is limited per address: an owner comes with a session to spare, the others have theirs. */
const sessionsOf = (role: string): number => (role === 'owner' ? 2 : 1)

export async function recruit({ url, owner, document, codeFor }: Recruiting): Promise<Cast> {
  const call = callsOf(url)
  const as = (token: string | null) => (method: string, path: string, body?: Body) => call(token, method, path, body)
  const boss = as(owner)
  const suffix = randomBytes(4).toString('hex')
  const { items: stores } = await boss('GET', '/api/stores')
  const store = stores[0] as Reply

  const person = async (role: string): Promise<Caller> => {
    const email = `fuzz-${role}-${suffix}@tienda.example`
    const [given, password] = [randomBytes(18), randomBytes(18)].map((bytes) => bytes.toString('base64url'))
    const store_ids = role === 'assistant' ? [store.id] : null
    const { id } = await boss('POST', '/api/staff', { email, name: `Fuzz ${role}`, role, store_ids })
    await boss('PUT', `/api/staff/${id}/password`, { password: given })
    const signIn = async (body: Body) => (await as(null)('POST', '/api/sign-in', { email, ...body })).token
    const sessions = [await signIn({ password: given, new_password: password })]
    while (sessions.length < sessionsOf(role)) sessions.push(await signIn({ password }))
    return callerOf(role, sessions.pop() as string, async () => sessions.pop() ?? null)
  }
  const key = async (fields: Body): Promise<string> =>
    (await boss('POST', '/api/keys', { name: `fuzz ${suffix}`, ...fields })).secret

  const shopFront = await key({ kind: 'publishable', channel: 'web' })
  const visit = async (): Promise<string> => (await as(shopFront)('POST', '/api/visits', {})).token
  const shopper = async (): Promise<string | null> => {
    if (codeFor === undefined) return null
    const email = `fuzz-${randomBytes(6).toString('hex')}@correo.es`
    const visitor = as(await visit())
    const { challenge_id } = await visitor('POST', '/api/one-time-codes', { kind: 'email', value: email })
    return (await visitor('POST', `/api/one-time-codes/${challenge_id}/answer`, { code: await codeFor(email) })).token
  }
  const till = async (): Promise<string> => {
    const register_id = crypto.randomUUID()
    const code = `f-${randomBytes(4).toString('hex')}`
    await boss('PUT', `/api/registers/${register_id}`, { store_id: store.id, code, name: 'Fuzz' })
    return (await boss('POST', '/api/devices', { register_id, name: `fuzz ${suffix}` })).token
  }

  const callers: Caller[] = []
  for (const role of ROLES) callers.push(await person(role))
  callers.push(
    callerOf('visitor', await visit(), visit),
    callerOf('shop front', shopFront),
    callerOf('till', await till(), till),
  )
  const machine = () => key({ kind: 'secret', permissions: permissionsIn(document) })
  callers.push(
    callerOf('machine', await machine(), machine),
    callerOf('machine without rights', await key({ kind: 'secret' })),
  )
  const known = await shopper()
  if (known !== null) callers.push(callerOf('shopper', known, shopper))

  const ended = await visit()
  await as(ended)('POST', '/api/sign-out')
  return { callers, ended: expired(ended), spared: await belongings(as, owner, callers) }
}

/** The document says of each operation which permission it asks for. */
const permissionsIn = (document: Document): string[] => [
  ...new Set(
    [...JSON.stringify(document.paths).matchAll(/permission `([a-z_.]+)`/g)].map(([, name]) => name as string),
  ),
]

/** Ids of people, keys, tills and sessions there are now: a run that ended them would end itself, or lock its owner out. */
async function belongings(
  as: (token: string) => (method: string, path: string) => Promise<Reply>,
  owner: string,
  callers: Caller[],
): Promise<string[]> {
  const lists = ['/api/staff', '/api/keys', '/api/devices']
  const found = await Promise.all(lists.map(async (path) => (await as(owner)('GET', path)).items.map(({ id }) => id)))
  const ids = found.flat()
  for (const caller of callers) {
    const { session_id, id } = await as((caller.header?.[1] ?? '').replace('Bearer ', ''))('GET', '/api/me')
    ids.push(...[session_id, caller.name === 'visitor' ? null : id].filter((one): one is string => one !== null))
  }
  return ids
}

const callsOf =
  (url: string) =>
  async (token: string | null, method: string, path: string, body?: Body): Promise<Reply> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    })
    const text = await response.text()
    if (!response.ok)
      throw new Error(`the cast cannot come together: ${method} ${path} → ${response.status} ${text.slice(0, 300)}`)
    return JSON.parse(text === '' ? '{}' : text) as Reply
  }
