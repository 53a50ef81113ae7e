import { useQueries } from '@tanstack/react-query'
import { IconPhoto } from '@tabler/icons-react'
import type { Reply } from '#sdk'
import { useLanguage } from '#ui/face.tsx'
import { ask } from '../queries.ts'
import classes from './articles.module.css'

export type Variant = Reply<'listVariants'>['items'][number]

const ASKED_MAX = 100
const KEPT_MS = 5 * 60_000

/** The articles of some rows, by id, as many calls as it takes. */
export function useVariants(ids: readonly string[]): ReadonlyMap<string, Variant> {
  const locale = useLanguage()
  const distinct = [...new Set(ids)].toSorted()
  const chunks = Array.from({ length: Math.ceil(distinct.length / ASKED_MAX) }, (_, index) =>
    distinct.slice(index * ASKED_MAX, (index + 1) * ASKED_MAX).join(','),
  )
  return useQueries({
    queries: chunks.map((asked) => ({ ...ask('listVariants', { ids: asked, locale }), staleTime: KEPT_MS })),
    combine: (found) => new Map(found.flatMap(({ data }) => data?.items.map((one) => [one.id, one] as const) ?? [])),
  })
}

export const optionText = (options: Readonly<Record<string, string>>): string => Object.values(options).join(' · ')

export function Thumb({ src, size = 32 }: { src: string | null | undefined; size?: number }) {
  if (!src)
    return (
      <span
        className={classes['thumb']}
        style={{ width: size, height: size, display: 'grid', placeItems: 'center' }}
        aria-hidden
      >
        <IconPhoto size={size / 2} stroke={1.5} color="var(--ink-soft)" />
      </span>
    )
  return <img className={classes['thumb']} src={src} alt="" width={size} height={size} loading="lazy" />
}

/** An article in a row: what it looks like, its name, and what tells it from its sisters. */
export function ArticleCell({ variant, sku }: { variant: Variant | undefined; sku?: string }) {
  const options = variant ? optionText(variant.options) : ''
  return (
    <span className={classes['article']}>
      <Thumb src={variant?.picture} />
      <span style={{ minWidth: 0 }}>
        <span className={classes['name']}>{variant?.name ?? sku}</span>
        <span className={classes['quiet']}>
          {options === '' ? '' : `${options} · `}
          {variant?.sku ?? sku}
        </span>
      </span>
    </span>
  )
}
