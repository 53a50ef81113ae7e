import type { Client, FeedEvent, FeedFilter } from '#sdk'

/** After a refusal; what is merely lost the client opens again by itself. */
const WAIT_MS = 5_000

export type Hear = (event: FeedEvent) => void
export type Live = {
  /** Calls `hear` for each fact from now on; answers how to stop. */
  listen: (hear: Hear) => () => void
  close: () => void
}

/**
 * What happens, as it happens, with one connection for all tabs of this browser (HTTP/1.1 allows six): the tab that
 * holds the lock listens and tells the others. When it goes, the next one resumes after the last fact that was told,
 * so nothing is missed or told twice. `begun`: it is told from now on, with no place to go on from; what was asked before
 * may have changed unheard.
 */
export function openLive(client: Client, name: string, filter: FeedFilter = {}, begun: () => void = () => {}): Live {
  const hearers = new Set<Hear>()
  const others = new BroadcastChannel(`hilo-live-${name}`)
  const ending = new AbortController()
  const KEY = `hilo-live-${name}`
  const tell = (event: FeedEvent): void => {
    for (const hear of hearers) hear(event)
  }
  others.addEventListener('message', ({ data }: MessageEvent<FeedEvent>) => {
    if (data.id !== '') sessionStorage.setItem(KEY, data.id)
    tell(data)
  })

  async function lead(): Promise<void> {
    while (!ending.signal.aborted) {
      const after = sessionStorage.getItem(KEY) ?? undefined
      try {
        let fresh = after === undefined
        const opened = (): void => {
          if (fresh) begun()
          fresh = false
        }
        for await (const event of client.feed(filter, { signal: ending.signal, opened, ...(after ? { after } : {}) })) {
          if (event.id !== '') sessionStorage.setItem(KEY, event.id)
          others.postMessage(event)
          tell(event)
        }
      } catch {
        // A cursor the server no longer knows, or a session that ended: begin anew from now.
        sessionStorage.removeItem(KEY)
      }
      if (!ending.signal.aborted) await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
    }
  }
  void navigator.locks.request(KEY, { signal: ending.signal }, lead).catch(() => undefined)

  return {
    listen: (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    close: () => {
      ending.abort()
      others.close()
    },
  }
}
