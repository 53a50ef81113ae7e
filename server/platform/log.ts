import { pino } from 'pino'
import type { Logger, LoggerOptions } from 'pino'

export type { Logger } from 'pino'

/**
 * One JSON line per fact. Personal data and secrets never reach it: requests are logged by route
 * pattern, not by address, and bodies and query strings not at all.
 */
export function createLog(level: string): Logger {
  const destination = pino.destination({ dest: 1, sync: true, maxLength: WAITING_CHARS_MAX })
  // A log that cannot be written (its disk is full, its reader gone) takes nothing else down with it.
  destination.on('error', () => {})
  return pino(logOptions(level), destination)
}

/** Lines that wait for room are kept up to here; later ones are lost. */
const WAITING_CHARS_MAX = 1024 * 1024

const SECRET = ['authorization', 'cookie', 'password', 'token', 'secret', 'email', 'phone']

export const logOptions = (level: string): LoggerOptions => ({
  level,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    // err.detail and err.where: PostgreSQL repeats the row that broke a rule.
    paths: ['code', ...SECRET, ...SECRET.map((name) => `*.${name}`), 'err.detail', 'err.where'],
    censor: '[kept out]',
  },
})
