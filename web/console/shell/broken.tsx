import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { isLost } from '#shared/lost.ts'
import { Trouble } from '#ui/states.tsx'
import { Unfetched } from '../frame/screen.ts'
import { answers, useReturn } from '../reached.ts'

const RELOADED = 'hilo-desk-reloaded'
/** A page that was loaded anew so short ago and still lacks a file will not get it by being loaded once more. */
const RELOADED_MS = 20_000

/** In the place of a screen that could not be shown. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = useCallback(() => {
    reset()
    void router.invalidate()
  }, [router, reset])
  if (error instanceof Unfetched) return <Unloaded error={error} />
  return isLost(error) ? <Away error={error} again={again} /> : <Trouble error={error} again={again} />
}

function Away({ error, again }: { error: unknown; again: () => void }) {
  useReturn(again)
  return <Trouble error={error} again={again} />
}

/** Waits for the server and loads the page anew; whoever came here has left what they were doing. */
function Unloaded({ error }: { error: Unfetched }) {
  const [inVain, setInVain] = useState(false)
  useReturn(reload)
  useEffect(() => {
    void answers().then((there) => {
      if (!there) return
      if (wasReloaded()) setInVain(true)
      else reload()
    })
  }, [])
  return <Trouble error={inVain ? new Error(error.message) : error} again={reload} />
}

const wasReloaded = (): boolean => Date.now() - Number(sessionStorage.getItem(RELOADED)) < RELOADED_MS

function reload(): void {
  sessionStorage.setItem(RELOADED, String(Date.now()))
  window.location.reload()
}
