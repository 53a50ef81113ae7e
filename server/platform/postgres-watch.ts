import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from './log.ts'

/** How often the server is looked for, and how long between tries to start it: soon at first, then patiently. */
const LOOK_EVERY_MS = 200
const WAITS_MS = [0, 500, 1_000, 2_000, 4_000, 8_000] as const
const WAIT_MAX_MS = 15_000
/** A server that lived so long had no trouble starting: when it falls, that is a new story. */
const STEADY_MS = 3_000

export type Watch = { end: () => Promise<void> }

/**
 * Starts a database server again that has gone without being told to. It never gives up, since what keeps it
 * from starting (a full disk) may pass; it only asks more slowly. Meanwhile requests are answered 503.
 */
export function watchPostgres({
  alive,
  start,
  log,
}: {
  alive: () => boolean
  /** Answers once it accepts connections. */
  start: () => Promise<void>
  log: Logger
}): Watch {
  const ending = new AbortController()
  let tries = 0
  let startedAt = performance.now()

  const raise = async (): Promise<void> => {
    if (tries > 0 && performance.now() - startedAt > STEADY_MS) tries = 0
    await pause(WAITS_MS[tries] ?? WAIT_MAX_MS, undefined, { signal: ending.signal })
    tries += 1
    log.error({ tries }, 'the embedded database has gone; it is started again')
    try {
      await start()
      startedAt = performance.now()
      log.warn({ tries }, 'the embedded database is back')
    } catch (error) {
      log.error({ err: error, tries }, 'the embedded database could not be started')
    }
  }

  const watching = (async () => {
    while (!ending.signal.aborted) {
      await pause(LOOK_EVERY_MS, undefined, { signal: ending.signal, ref: false })
      if (!alive()) await raise()
    }
  })().catch((error: unknown) => {
    if (!ending.signal.aborted) log.error({ err: error }, 'the embedded database is watched no more')
  })

  return {
    end: async () => {
      ending.abort()
      await watching
    },
  }
}
