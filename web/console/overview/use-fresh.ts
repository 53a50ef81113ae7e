import { useCallback, useEffect, useRef } from 'react'
import type { FeedEvent } from '#sdk'
import { refresh } from '../queries.ts'
import { useHear } from '../shell/live.ts'

/** Sums follow the log a moment behind, and figures that dance cannot be read. */
const CALM_MS = 900
const COUNTED = /^(?:order|cart\.(?:created|merged|expired)|payment|fulfilment|customer|consent|stock)\b/

/** Has the figures asked again when something happened that they count. */
export function useFresh(): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useHear(
    useCallback(({ type }: FeedEvent) => {
      if (!COUNTED.test(type) || timer.current) return
      timer.current = setTimeout(() => {
        timer.current = undefined
        void refresh('getOverview', 'getFlows', 'listStockOuts', 'listCounted')
      }, CALM_MS)
    }, []),
  )
}
