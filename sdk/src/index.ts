import { routes } from './api.gen.ts'
import type { Operations } from './api.gen.ts'
import { followFeed } from './feed.ts'
import type { FeedEvent, FeedFilter, FeedOptions } from './feed.ts'
import { openTransport } from './transport.ts'
import type { CallOptions, ClientOptions, Outgoing, Transport } from './transport.ts'

export type { Operations, Problem } from './api.gen.ts'
export { HiloError } from './errors.ts'
export type { FeedEvent, FeedFilter, FeedOptions } from './feed.ts'
export { FIRST_HASH, hashFact } from './till-chain.ts'
export type { ChainedFact } from './till-chain.ts'
export type { Answered, CallOptions, ClientOptions, Fetch } from './transport.ts'

export type OperationName = keyof Operations
export type Input<Name extends OperationName> = Operations[Name]['input']
export type Reply<Name extends OperationName> = Operations[Name]['reply']

/** Operations that answer pages: they take `after` and answer `{ items, next }`. */
export type PagedName = {
  [Name in OperationName]: Reply<Name> extends { items: unknown[]; next: string | null } ? Name : never
}[OperationName]
type PageOf<Name extends PagedName> = Extract<Reply<Name>, { items: unknown[]; next: string | null }>
type ItemOf<Name extends PagedName> = PageOf<Name>['items'][number]

type Method<Name extends OperationName> =
  Record<never, never> extends Input<Name>
    ? (input?: Input<Name>, options?: CallOptions) => Promise<Reply<Name>>
    : Input<Name> extends Record<string, never>
      ? (input?: Input<Name>, options?: CallOptions) => Promise<Reply<Name>>
      : (input: Input<Name>, options?: CallOptions) => Promise<Reply<Name>>

/**
 * A method per operation. Its input is one flat object: the fields of path, query and body side by
 * side (`client.addLine({ cart_id, variant_id, quantity })`); only a body that is no plain object, or
 * whose names collide with the path's, goes under `body`.
 */
export type Client = { readonly [Name in OperationName]: Method<Name> } & {
  /** For callers that know the operation only at run time. */
  call: (name: OperationName, input?: Record<string, unknown>, options?: CallOptions) => Promise<unknown>
  /** All pages of a list, one after the other. */
  pages: <Name extends PagedName>(name: Name, input: Input<Name>, options?: CallOptions) => AsyncGenerator<PageOf<Name>>
  /** All rows of a list. */
  each: <Name extends PagedName>(name: Name, input: Input<Name>, options?: CallOptions) => AsyncGenerator<ItemOf<Name>>
  /** What happens, as it happens; resumes by itself. */
  feed: (filter?: FeedFilter, options?: FeedOptions) => AsyncGenerator<FeedEvent>
}

/**
 * The API of a Hilo server. POSTs carry an Idempotency-Key, the same for every try; 429, 503 and lost
 * connections are tried again, a bounded number of times. Failures throw HiloError.
 */
export function createClient(options: ClientOptions): Client {
  const transport = openTransport(options)
  const call = async (
    name: OperationName,
    input: Record<string, unknown> = {},
    options?: CallOptions,
  ): Promise<unknown> => answer(transport, outgoing(name, input), options)

  async function* pages(
    name: PagedName,
    input: object,
    options?: CallOptions,
  ): AsyncGenerator<{ items: unknown[]; next: string | null }> {
    let after: string | null | undefined = (input as { after?: string }).after
    do {
      const page = (await call(name, { ...input, ...(after ? { after } : {}) }, options)) as {
        items: unknown[]
        next: string | null
      }
      yield page
      after = page.next
    } while (after !== null)
  }

  async function* each(name: PagedName, input: object, options?: CallOptions): AsyncGenerator<unknown> {
    for await (const page of pages(name, input, options)) yield* page.items
  }

  const feed = (filter: FeedFilter = {}, options: FeedOptions = {}): AsyncGenerator<FeedEvent> =>
    followFeed(transport, filter, options)
  // The table of routes and the types of the methods are written from one document.
  return Object.assign(Object.create(METHODS), { call, pages, each, feed }) as Client
}

/** A method per operation, made when it is asked for: a server opens a client per request and uses three of them. */
const METHODS: object = Object.defineProperties(
  {},
  Object.fromEntries(
    (Object.keys(routes) as OperationName[]).map((name) => [
      name,
      {
        get(this: Pick<Client, 'call'>) {
          const { call } = this
          return (input?: Record<string, unknown>, options?: CallOptions) => call(name, input, options)
        },
      },
    ]),
  ),
)

async function answer(transport: Transport, request: Outgoing, options?: CallOptions): Promise<unknown> {
  const response = await transport.send(request, options)
  if (response.status === 204) return undefined
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

/** Sorts the fields of a flat input into path, query and body. */
export function outgoing(name: OperationName, input: Record<string, unknown>): Outgoing {
  const { method, path: pattern, query: queried = [], keyed = false, whole_body = false } = routes[name]
  const left = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const take = (field: string): unknown => {
    const value = left.get(field)
    left.delete(field)
    return value
  }
  const path = pattern.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = take(field)
    if (value === undefined || value === null || value === '') throw new TypeError(`${name} needs ${field}`)
    return encodeURIComponent(String(value))
  })
  const query = new URLSearchParams()
  for (const field of queried) {
    const value = take(field)
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined && item !== null) query.append(field, textOf(item))
  }
  const body = whole_body ? take('body') : left.size > 0 || needsBody(method) ? Object.fromEntries(left) : undefined
  const address = query.size === 0 ? path : `${path}?${query}`
  return { method, path: address, keyed, ...(method === 'GET' || body === undefined ? {} : { body }) }
}

const needsBody = (method: string): boolean => method === 'POST' || method === 'PUT' || method === 'PATCH'
const textOf = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value))
