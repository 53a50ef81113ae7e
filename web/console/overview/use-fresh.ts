import { useCallback, useEffect, useRef } from 'react'
import type { FeedEvent } from '#sdk'
import { refresh } from '../queries.ts'
import { useHear } from '../shell/live.ts'

/** Figures that dance cannot be read; and sums follow the log a moment behind. */
const CALM_MS = 900
const COUNTED = /^(?:order|cart\.(?:created|merged|parted|expired)|payment|fulfilment|customer|consent|stock)\b/

const askAgain = (): void => void refresh('getOverview', 'getFlows', 'listStockOuts', 'listCounted')

/**
 * Has the figures asked again when something happened that they count, and until it is in them: `missed_at` is when an
 * answer came that says it is not, or none came; null where the last one is whole.
 */
export function useFresh(missed_at: number | null): void {
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined)
  const askSoon = useCallback(() => {
    soon.current ??= setTimeout(() => {
      soon.current = undefined
      askAgain()
    }, CALM_MS)
  }, [])
  useEffect(
    () => () => {
      clearTimeout(soon.current)
      soon.current = undefined
    },
    [],
  )
  useEffect(() => {
    if (missed_at !== null) askSoon()
  }, [missed_at, askSoon])
  useHear(
    useCallback(
      ({ type }: FeedEvent) => {
        if (COUNTED.test(type)) askSoon()
      },
      [askSoon],
    ),
  )
}
