import { useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
const NEAR_PX = 80
/** Closer to the end than this one reads the newest: what comes is scrolled to. */
const END_PX = 120

type Place = { first: string | undefined; fromEnd: number }

const placeIn = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement, first: string | undefined): Place => ({
  first,
  fromEnd: scrollHeight - clientHeight - scrollTop,
})

/** Holds the place one reads while older moments come in above, and follows the newest below. */
export function useHold(
  shown: readonly { id: string }[] | undefined,
  { hasNextPage, isFetchingNextPage, fetchNextPage }: Pages,
): { box: RefObject<HTMLDivElement | null>; onScroll: () => void } {
  const box = useRef<HTMLDivElement>(null)
  const before = useRef<Place | null>(null)
  const first = shown?.[0]?.id
  useLayoutEffect(() => {
    const element = box.current
    if (!element || !shown) return
    const { scrollHeight, clientHeight } = element
    const was = before.current
    if (was === null || was.fromEnd < END_PX) element.scrollTop = scrollHeight - clientHeight
    else if (was.first !== first) element.scrollTop = scrollHeight - clientHeight - was.fromEnd
    before.current = placeIn(element, first)
  }, [shown, first])
  const onScroll = (): void => {
    const element = box.current
    if (!element) return
    before.current = placeIn(element, first)
    if (element.scrollTop < NEAR_PX && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }
  return { box, onScroll }
}
