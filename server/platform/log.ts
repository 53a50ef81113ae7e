import { pino } from 'pino'
import type { Logger, LoggerOptions } from 'pino'

export type { Logger } from 'pino'

/**
 * One JSON line per fact. Personal data and secrets never reach it: requests are logged by route
 * pattern, not by address, and bodies and query strings not at all.
 */
export const createLog = (level: string): Logger => pino(logOptions(level), { write })

/** Lines that wait for room are kept up to here; later ones are lost. */
const WAITING_CHARS_MAX = 1024 * 1024
const TOGETHER_CHARS_MAX = 8_192

const destination = pino.destination({
  dest: 1,
  sync: true,
  minLength: TOGETHER_CHARS_MAX,
  maxLength: WAITING_CHARS_MAX,
})
// A log that cannot be written (its disk is full, its reader gone) takes nothing else down with it.
destination.on('error', () => {})

let waiting = false
const flush = (): void => {
  waiting = false
  destination.flush()
}
process.once('exit', flush)

/** What is told in one turn of the event loop is written at once: a line alone costs a call and wakes its reader. */
function write(line: string): void {
  destination.write(line)
  if (waiting) return
  waiting = true
  setImmediate(flush)
}

const SECRET = ['authorization', 'cookie', 'password', 'token', 'secret', 'email', 'phone']

export const logOptions = (level: string): LoggerOptions => ({
  level,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    // err.detail and err.where: PostgreSQL repeats the row that broke a rule. err.client: a lost connection whole, with the
    // key that cancels what is said on it.
    paths: ['code', ...SECRET, ...SECRET.map((name) => `*.${name}`), 'err.detail', 'err.where', 'err.client'],
    censor: '[kept out]',
  },
})
