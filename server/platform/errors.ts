/**
 * Three kinds of failure (house.md §5). **Refused**: expected and named, becomes a 4xx with a stable
 * code. **Broken**: a bug, fails the request with 500 and is logged. **Outside**: a provider or the
 * network, becomes 502/503 and may be tried again.
 */
export type Details = Record<string, unknown>

export class Refused extends Error {
  readonly code: string
  readonly status: number
  readonly details: Details
  constructor(code: string, details: Details = {}, status = 422, message?: string) {
    super(message ?? code.replaceAll('_', ' '))
    this.name = 'Refused'
    this.code = code
    this.status = status
    this.details = details
  }
}

export class Outside extends Error {
  readonly code: string
  readonly retry_after_s: number
  constructor(code: string, message: string, options: { cause?: unknown; retry_after_s?: number } = {}) {
    super(message, { cause: options.cause })
    this.name = 'Outside'
    this.code = code
    this.retry_after_s = options.retry_after_s ?? 5
  }
}

export class Broken extends Error {
  override readonly name = 'Broken'
}

/** A rule of the business says no. `detail` is a sentence for people; `details` are facts for programs. */
export function refused(code: string, details: Details & { detail?: string } = {}, status = 422): Refused {
  const { detail, ...facts } = details
  return new Refused(code, facts, status, detail)
}

/** 404: it is not there, or it is not yours; the answer is the same so that ids cannot be probed. */
export function notFound(what: string, id?: string): Refused {
  return new Refused('not_found', { what, ...(id ? { id } : {}) }, 404, `No such ${what.replaceAll('_', ' ')}.`)
}

export function forbidden(code = 'forbidden', details: Details & { detail?: string } = {}): Refused {
  return refused(code, { detail: 'You may not do this.', ...details }, 403)
}

/** 409: what you saw has changed meanwhile. */
export function conflict(code: string, details: Details & { detail?: string } = {}): Refused {
  return refused(code, details, 409)
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Broken(message)
}
