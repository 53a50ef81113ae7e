import { useEffect, useSyncExternalStore } from 'react'
import { isServersOwn } from '#shared/lost.ts'
import { breaksWhenSilent } from '#shared/silence.ts'

/** While the server is away it is asked this often; the feed alone would wait up to a quarter of a minute. */
const ASK_EVERY_MS = 3_000
const ASK_MAX_MS = 5_000

// Every call of the desk and its feed go through `watched`: a server that stops ends the feed, which is opened anew at
// once, and so a screen that asks nothing hears of it too. Only one tab holds the feed: it tells the others.

type Hear = (reached: boolean) => void
const hearers = new Set<Hear>()
const others = new BroadcastChannel('hilo-desk-reached')
let reached = navigator.onLine
let asking: ReturnType<typeof setInterval> | undefined

/** Whether the server answered last; what the browser says about cables is only a hint. */
export const isReached = (): boolean => reached

function take(now: boolean): void {
  if (now === reached) return
  reached = now
  clearInterval(asking)
  if (!now) asking = setInterval(() => void answers(), ASK_EVERY_MS)
  for (const hear of hearers) hear(now)
}

function tell(now: boolean): void {
  if (now !== reached) others.postMessage(now)
  take(now)
}

others.addEventListener('message', ({ data }: MessageEvent<boolean>) => take(data))
window.addEventListener('offline', () => tell(false))
window.addEventListener('online', () => void answers())

/** `fetch`, and what it says about the server. Of what went wrong with one call only asking tells whether it is away. */
export const watched: typeof fetch = async (address, init) => {
  try {
    const answer = await fetch(address, init)
    if (isServersOwn(answer)) tell(true)
    else void answers()
    return isFeed(answer) ? watchedFeed(answer) : answer
  } catch (error) {
    // What we gave up ourselves says nothing about the server.
    if ((error as Error).name !== 'AbortError') void answers()
    throw error
  }
}

const isFeed = ({ ok, headers }: Response): boolean =>
  ok && (headers.get('content-type') ?? '').startsWith('text/event-stream')

const watchedFeed = ({ body, status, headers }: Response): Response =>
  new Response(body && breaksWhenSilent(body, () => void answers()), { status, headers })

let asked: Promise<boolean> | undefined

/** Asks the server whether it is there, once at a time; a refusal is an answer too. */
export function answers(): Promise<boolean> {
  asked ??= askNow().finally(() => (asked = undefined))
  return asked
}

async function askNow(): Promise<boolean> {
  const signal = AbortSignal.timeout(ASK_MAX_MS)
  const answer = await fetch('/api/me', { headers: { 'hilo-as': 'staff' }, cache: 'no-store', signal }).catch(
    () => null,
  )
  tell(answer !== null && isServersOwn(answer))
  return reached
}

function follow(hear: Hear): () => void {
  hearers.add(hear)
  return () => void hearers.delete(hear)
}

export const useReached = (): boolean => useSyncExternalStore(follow, isReached)

/** Calls `back` when the server is there again; keep the function the same. */
export function useReturn(back: () => void): void {
  useEffect(() => follow((now) => now && back()), [back])
}
