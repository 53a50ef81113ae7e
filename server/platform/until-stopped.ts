import closeWithGrace from 'close-with-grace'
import type { Logger } from './log.ts'

/**
 * Runs until a signal comes, or a fault nobody caught leaves nothing to rely on: then everything is stopped in order, and
 * cut off after `within_ms`. A promise that fails while nobody waits for it is a mistake of ours too, but what it
 * belonged to has gone on: it is told as an error, and shop, tills and desk stay open.
 */
export function untilStopped(log: Logger, within_ms: number, stop: () => Promise<void>): void {
  process.on('unhandledRejection', (err) => log.error({ err }, 'something failed that nobody waited for'))
  closeWithGrace({ delay: within_ms, logger: false, skip: ['unhandledRejection'] }, async ({ err }) => {
    if (err) log.error({ err }, 'stopping after a fault')
    await stop()
  })
}
