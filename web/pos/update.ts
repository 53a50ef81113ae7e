import { phase } from './session.ts'
import { value } from './store/value.ts'

/** Whether a newer version of this app is there, and this window still runs the one before. */
export const newer = value(false)

const LOOK_EVERY_MS = 60 * 60_000

/**
 * The worker keeps the app itself, so that it opens without a network. A till stays open for weeks, so it looks for a
 * newer version by itself; what is kept on the disk (ticket, queue, chain) does not notice. It changes over when nobody
 * stands at it, or when somebody says so.
 */
export async function keepApp(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!workers) return
  const had = workers.controller !== null
  workers.addEventListener('controllerchange', () => {
    // The first worker of all is no news.
    if (had) newer.set(true)
  })
  newer.listen(changeOver)
  phase.listen(changeOver)
  const kept = await workers.register('/pos/sw.js', { scope: '/pos' })
  setInterval(() => void kept.update().catch(() => undefined), LOOK_EVERY_MS)
}

function changeOver(): void {
  if (newer.get() && phase.get() === 'locked') window.location.reload()
}
