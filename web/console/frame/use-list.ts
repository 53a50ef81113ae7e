import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Input, PagedName } from '#sdk'
import { askPages } from '../queries.ts'
import type { RowOf } from '../queries.ts'

/** A list as a table needs it; `rows` is undefined until the first page is there. */
export type List<Row> = {
  rows: Row[] | undefined
  error: Error | null
  again: () => void
  /** Loads the next page; undefined where there is none. */
  more: (() => void) | undefined
  loadingMore: boolean
  /** Rows of the filter before this one are still shown. */
  changing: boolean
}

/** All rows of a list so far, page by page: `useList('listOrders', { status: 'placed' })`. */
export function useList<Name extends PagedName>(name: Name, input: Input<Name>): List<RowOf<Name>> {
  const asked = useInfiniteQuery({ ...askPages(name, input), placeholderData: keepPreviousData })
  const rows = useMemo(() => asked.data?.pages.flatMap(({ items }) => items), [asked.data])
  return {
    rows,
    error: rows === undefined ? asked.error : null,
    again: () => void asked.refetch(),
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : undefined,
    loadingMore: asked.isFetchingNextPage,
    changing: asked.isPlaceholderData,
  }
}
