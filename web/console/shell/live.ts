import { useRouter } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import type { OperationName } from '#sdk'
import { openLive } from '#shared/live.ts'
import type { Hear } from '#shared/live.ts'
import { api, queries } from '../queries.ts'
import { useReturn } from '../reached.ts'
import { touchedBy } from './touches.ts'

/** Facts come in bursts: an order is ten of them. What they touch is asked once. */
const GATHER_MS = 150
/** The server forgets nobody, but a computer that slept longer asks everything again. */
const SLEPT_MS = 60_000

/** Screens that want every fact. They may be there before the connection is: what is inside of a frame is ready first. */
const listeners = new Set<Hear>()

/** Keeps everything on screen as it is at the server. Once, in the frame of the desk. */
export function useLive(session: string): void {
  useAskAgain()
  useEffect(() => {
    const opened = openLive(api, `desk-${session}`, {}, () => void queries.invalidateQueries())
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

/** The feed goes on after the last fact it told; what was asked in vain meanwhile nobody else asks again. */
function useAskAgain(): void {
  const router = useRouter()
  const again = useCallback(() => {
    void queries.invalidateQueries()
    void router.invalidate()
  }, [router])
  useReturn(again)
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
