import { pino } from 'pino'
import type { Logger, LoggerOptions } from 'pino'

export type { Logger } from 'pino'

/**
 * One JSON line per fact. Personal data and secrets never reach it: requests are logged by route
 * pattern, not by address, and bodies and query strings not at all.
 */
export const createLog = (level: string): Logger => pino(logOptions(level))

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
