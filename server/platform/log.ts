import { pino } from 'pino'
import type { Logger } from 'pino'

export type { Logger } from 'pino'

/**
 * One JSON line per fact. Personal data and secrets never reach it: requests are logged by route
 * pattern, not by address, and bodies and query strings not at all.
 */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['authorization', 'cookie', 'password', 'token', 'secret', 'code', 'email', 'phone', '*.password', '*.token', '*.secret', '*.email', '*.phone'],
      censor: '[kept out]',
    },
  })
}
