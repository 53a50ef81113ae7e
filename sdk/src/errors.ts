import type { Problem } from './api.gen.ts'
import type { Answered } from './transport.ts'

/** An answer that is no success. `code` is stable; `problem` holds the facts beside it (RFC 9457). */
export class HiloError extends Error {
  readonly status: number
  readonly code: string
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'HiloError'
    this.status = problem.status
    this.code = problem.code
    this.problem = problem
  }
}

/** Reads a failed answer; a proxy's page of HTML becomes a problem too. */
export async function errorOf(response: Answered): Promise<HiloError> {
  const text = await response.text().catch(() => '')
  try {
    const problem = JSON.parse(text) as Problem
    if (typeof problem.code === 'string') return new HiloError({ ...problem, status: response.status })
  } catch {
    // not JSON: said below
  }
  const request_id = response.headers.get('x-request-id') ?? ''
  const title = response.statusText || `HTTP ${response.status}`
  return new HiloError({
    type: 'about:blank',
    title,
    status: response.status,
    code: `http_${response.status}`,
    request_id,
  })
}
