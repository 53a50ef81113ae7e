/** Plain HTTP for tests: what a stranger with curl would see. */
export type Reply<T = any> = { status: number; body: T; headers: Headers }

export type Api = {
  url: string
  get: <T = any>(path: string, headers?: Record<string, string>) => Promise<Reply<T>>
  post: <T = any>(path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply<T>>
  put: <T = any>(path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply<T>>
  patch: <T = any>(path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply<T>>
  delete: <T = any>(path: string, headers?: Record<string, string>) => Promise<Reply<T>>
  /** Any method, any bytes. */
  raw: (
    method: string,
    path: string,
    body: string | Uint8Array | undefined,
    headers?: Record<string, string>,
  ) => Promise<Reply>
}

/** POSTs carry a fresh Idempotency-Key unless one is given ('' sends none). Paths begin after /api. */
export function apiOf(
  url: string,
  credential?: string,
  always: Record<string, string> = {},
  signal: AbortSignal | null = null,
): Api {
  return doorOf(url, async (method, path, body, headers = {}) => {
    const all: Record<string, string> = {
      ...(credential === undefined ? {} : { authorization: `Bearer ${credential}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
      ...always,
      ...headers,
    }
    if (all['idempotency-key'] === '') delete all['idempotency-key']
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: all,
      signal,
      ...(body === undefined ? {} : { body: body as BodyInit }),
    })
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text, headers: response.headers }
  })
}

/** The methods of a door, on whatever sends them. */
export function doorOf(url: string, raw: Api['raw']): Api {
  const withBody = (method: string) => (path: string, body?: unknown, headers?: Record<string, string>) =>
    raw(method, path, body === undefined ? undefined : JSON.stringify(body), headers)
  return {
    url,
    raw,
    get: (path, headers) => raw('GET', path, undefined, headers),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
    delete: (path, headers) => raw('DELETE', path, undefined, headers),
  }
}
