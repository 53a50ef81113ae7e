import { useRef, useState } from 'react'
import type { Reply } from '#sdk'
import { api } from '../../queries.ts'

export type Finding = Reply<'runDoctor'>['findings'][number]
export type CheckUp = {
  running: boolean
  stopped: boolean
  /** Parts that were gone through to their end. */
  checked: readonly string[]
  /** The part it is in. */
  at: string | null
  findings: readonly Finding[]
  more: number
}

/** As short as it may be, so that the progress is seen. */
const SLICE_S = 2
const SHOWN_MAX = 1_000

/** Every counter against its ledger, slice by slice: the shop stays open meanwhile. */
export function useDoctor() {
  const [state, setState] = useState<CheckUp | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const stop = useRef(false)
  const run = async (): Promise<void> => {
    stop.current = false
    setError(null)
    let now: CheckUp = { running: true, stopped: false, checked: [], at: null, findings: [], more: 0 }
    setState(now)
    try {
      let after: string | null = null
      do {
        const slice: Reply<'runDoctor'> = await api.runDoctor({
          seconds: SLICE_S,
          ...(after === null ? {} : { after }),
        })
        const findings = [...now.findings, ...slice.findings].slice(0, SHOWN_MAX)
        const left = now.findings.length + slice.findings.length - findings.length
        now = {
          ...now,
          checked: [...new Set([...now.checked, ...slice.checked])],
          at: slice.at,
          findings,
          more: now.more + slice.more + left,
        }
        setState(now)
        after = slice.next
      } while (after !== null && !stop.current)
      setState({ ...now, running: false, stopped: after !== null, at: null })
    } catch (failure) {
      setError(failure as Error)
      setState({ ...now, running: false, stopped: true })
    }
  }
  return {
    state,
    error,
    run,
    stop: () => {
      stop.current = true
    },
  }
}
