import { HiloError } from '#sdk'

/** What did not come through, as we say it ourselves: a file that could not be fetched. */
export class Lost extends Error {}

/**
 * How browsers and Node word a `fetch` that did not come through. All of them throw a bare TypeError, which is also what
 * a slip in our own program throws: only the words tell them apart.
 */
const LOST_WORDS = [
  'failed to fetch',
  'fetch failed',
  'load failed',
  'networkerror',
  'network error',
  'connection',
  'error in input stream',
  'error in body stream',
  'terminated',
]
/** What a proxy says for a server that is away. */
const AWAY_STATUS = [502, 503, 504]

/** Whether an answer is the server's own, and not a proxy's page in its place. */
export const isServersOwn = ({ status, headers }: Pick<Response, 'status' | 'headers'>): boolean =>
  !AWAY_STATUS.includes(status) || (headers.get('content-type') ?? '').includes('json')

/** Whether the server was not reached; a refusal reached it, and a fault of ours has nothing to do with it. */
export function isLost(error: unknown): boolean {
  if (error instanceof Lost) return true
  if (error instanceof HiloError) return AWAY_STATUS.includes(error.status) && error.code === `http_${error.status}`
  if (error instanceof DOMException) return error.name === 'TimeoutError' || error.name === 'NetworkError'
  return error instanceof TypeError && LOST_WORDS.some((words) => error.message.toLowerCase().includes(words))
}
