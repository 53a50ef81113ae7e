import { useCallback, useEffect, useRef } from 'react'
import type { FeedEvent } from '#sdk'
import { refresh } from '../queries.ts'
import { useHear } from '../shell/live.ts'

/** Sums follow the log a moment behind, and figures that dance cannot be read. */
const CALM_MS = 900
/** In a busy hour the moment is longer: when it is quiet again, the figures are asked once more. */
const SURE_MS = 4_000
const COUNTED = /^(?:order|cart\.(?:created|merged|expired)|payment|fulfilment|customer|consent|stock)\b/

const askAgain = (): void => void refresh('getOverview', 'getFlows', 'listStockOuts', 'listCounted')

/** Has the figures asked again when something happened that they count. */
export function useFresh(): void {
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sure = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(
    () => () => {
      clearTimeout(soon.current)
      clearTimeout(sure.current)
    },
    [],
  )
  useHear(
    useCallback(({ type }: FeedEvent) => {
      if (!COUNTED.test(type)) return
      soon.current ??= setTimeout(() => {
        soon.current = undefined
        askAgain()
      }, CALM_MS)
      clearTimeout(sure.current)
      sure.current = setTimeout(askAgain, SURE_MS)
    }, []),
  )
}
