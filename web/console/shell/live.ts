import { useEffect, useSyncExternalStore } from 'react'
import type { OperationName } from '#sdk'
import { openLive } from '#shared/live.ts'
import type { Hear } from '#shared/live.ts'
import { api, queries } from '../queries.ts'
import { touchedBy } from './touches.ts'

/** Facts come in bursts: an order is ten of them. What they touch is asked once. */
const GATHER_MS = 150
/** The server forgets nobody, but a computer that slept longer asks everything again. */
const SLEPT_MS = 60_000

/** Screens that want every fact. They may be there before the connection is: what is inside of a frame is ready first. */
const listeners = new Set<Hear>()

/** Keeps everything on screen as it is at the server. Once, in the frame of the desk. */
export function useLive(session: string): void {
  useEffect(() => {
    const opened = openLive(api, `desk-${session}`)
    const touched = new Set<OperationName>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = opened.listen((event) => {
      for (const hear of listeners) hear(event)
      for (const name of touchedBy(event)) touched.add(name)
      timer ??= setTimeout(() => {
        timer = undefined
        for (const name of touched) void queries.invalidateQueries({ queryKey: [name] })
        touched.clear()
      }, GATHER_MS)
    })
    const endWatch = watchSleep(() => void queries.invalidateQueries())
    return () => {
      clearTimeout(timer)
      stop()
      endWatch()
      opened.close()
    }
  }, [session])
}

/** Every fact from now on, for a screen that shows who did what: `useHear((event) => …)`; keep the function the same. */
export function useHear(hear: Hear): void {
  useEffect(() => {
    listeners.add(hear)
    return () => void listeners.delete(hear)
  }, [hear])
}

/** A clock that stood still tells that the computer slept. */
function watchSleep(awake: () => void): () => void {
  let last = Date.now()
  const timer = setInterval(() => {
    const now = Date.now()
    if (now - last > SLEPT_MS) awake()
    last = now
  }, 10_000)
  return () => clearInterval(timer)
}

// ── whether the server can be reached: the browser's word, and how the last questions ended ──

const hearers = new Set<() => void>()
let reached = true
const tell = (now: boolean): void => {
  if (now === reached) return
  reached = now
  for (const hear of hearers) hear()
}

function follow(hear: () => void): () => void {
  hearers.add(hear)
  const offline = (): void => tell(false)
  const online = (): void => tell(true)
  window.addEventListener('offline', offline)
  window.addEventListener('online', online)
  const stop = queries.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated') return
    const { fetchFailureReason, status, fetchStatus } = query.state
    if (fetchFailureReason instanceof TypeError) tell(false)
    else if (status === 'success' && fetchStatus === 'idle') tell(navigator.onLine)
  })
  return () => {
    hearers.delete(hear)
    window.removeEventListener('offline', offline)
    window.removeEventListener('online', online)
    stop()
  }
}

export const useReached = (): boolean => useSyncExternalStore(follow, () => reached)
