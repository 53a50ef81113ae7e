import { Outside } from './errors.ts'

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? ''

/** 40001 serialization_failure, 40P01 deadlock_detected; and a request repeated at the same moment (idempotency.ts). */
export const lostRace = (error: unknown): boolean =>
  codeOf(error) === '40001' ||
  codeOf(error) === '40P01' ||
  (error as { constraint?: string } | null)?.constraint === 'idempotency_pkey'

const UNREACHED = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/
/** Classes 08 connection, 53 resources, 57P operator; 58030 io_error. */
const DOWN = /^(08|53|57P|58030$)/
/** 57014 statement timeout, 25P03 idle in transaction, 55P03 a lock was not to be had. */
const SLOW = /^(57014|25P03|55P03)$/
const GONE = /timeout exceeded when trying to connect|Connection terminated|not queryable/

/** The database is away or full: the work itself may be all right, and is done later. */
export const isAway = (error: unknown): boolean =>
  GONE.test(error instanceof Error ? error.message : '') ||
  UNREACHED.test(codeOf(error)) ||
  DOWN.test(codeOf(error)) ||
  codeOf(error) === AWAY

/** Somebody else keeps the database or a row of it: the work itself may be all right, unless it is always so slow. */
export const isSlow = (error: unknown): boolean => SLOW.test(codeOf(error))

const AWAY = 'database_unavailable'

/** The database away, full or too slow is a failure outside of us: 503, and the caller may come again. */
export const unreachable = (error: unknown): unknown =>
  (isAway(error) || isSlow(error)) && !(error instanceof Outside)
    ? new Outside(AWAY, 'The database does not answer.', { cause: error })
    : error
