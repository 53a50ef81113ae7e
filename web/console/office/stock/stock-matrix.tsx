import { Skeleton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { number } from '#shared/show.ts'
import { api } from '../../queries.ts'
import type { RowOf } from '../../queries.ts'
import { Thumb, optionText, useVariants } from '../../frame/articles.tsx'
import { usePlaces } from '../pieces/places.tsx'
import type { StockPlace } from '../pieces/places.tsx'
import classes from './stock.module.css'

const WORDS = {
  label: { es: 'Disponible por producto y sitio', en: 'Available by product and place' },
  product: { es: 'Producto', en: 'Product' },
  total: { es: 'Total', en: 'Total' },
  cell: {
    es: (what: string, where: string, count: string) => `${what} en ${where}: ${count} disponibles. Ver por qué`,
    en: (what: string, where: string, count: string) => `${what} in ${where}: ${count} available. See why`,
  },
  out: { es: 'Agotado', en: 'Out of stock' },
  low: { es: 'Quedan pocas', en: 'Few left' },
  many: { es: 'Más verde, más unidades', en: 'Greener, more pieces' },
} as const

export type Level = RowOf<'listLevels'>
type Shown = { id: string; name: string; picture: string | null }
type Props = {
  products: readonly Shown[]
  opened: string | null
  open: (variant_id: string, location_id: string) => void
  more: ReactNode
}

const LEVELS_MAX = 2_000
const LOW = 3
const HEAT_MAX = 34
const HEAT_PER_UNIT = 1.1

/** Available units as a heat picture; a product opens into its variants, a variant's number into its ledger. */
export function StockMatrix({ products, opened, open, more }: Props) {
  const w = useWords(WORDS)
  const { places } = usePlaces()
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set(opened === null ? [] : [opened]))
  const levels = useLevels(products.map(({ id }) => id))
  const toggle = (id: string): void =>
    setUnfolded(new Set(unfolded.has(id) ? [...unfolded].filter((one) => one !== id) : [...unfolded, id]))
  const shown = places.filter(({ active }) => active)
  return (
    <>
      <div className={classes['matrix']}>
        <table aria-label={w.label}>
          <thead>
            <tr>
              <th scope="col">{w.product}</th>
              {shown.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col" className={classes['total']}>
                {w.total}
              </th>
            </tr>
          </thead>
          <tbody>
            {products.map((product) => {
              const isOpen = unfolded.has(product.id)
              const of = levels.get(product.id)
              return (
                <Fragment key={product.id}>
                  <ProductRow product={product} levels={of} places={shown} isOpen={isOpen} toggle={toggle} />
                  {isOpen && of && <VariantRows levels={of} places={shown} open={open} />}
                </Fragment>
              )
            })}
          </tbody>
        </table>
        {more && <div style={{ padding: 8, textAlign: 'center' }}>{more}</div>}
      </div>
      <div className={classes['legend']} aria-hidden>
        <span>
          <span style={{ background: 'var(--bad-wash)' }} />
          {w.out}
        </span>
        <span>
          <span style={{ background: 'var(--warn-wash)' }} />
          {w.low}
        </span>
        <span>
          <span style={{ background: 'color-mix(in srgb, var(--ok) 30%, transparent)' }} />
          {w.many}
        </span>
      </div>
    </>
  )
}

function useLevels(product_ids: readonly string[]): ReadonlyMap<string, readonly Level[]> {
  return useQueries({
    queries: product_ids.map((product_id) => ({
      queryKey: ['listLevels', 'product', product_id],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const rows: Level[] = []
        for await (const row of api.each('listLevels', { product_id, limit: 200 }, { signal })) {
          rows.push(row as Level)
          if (rows.length >= LEVELS_MAX) break
        }
        return { product_id, rows }
      },
    })),
    combine: (found) => new Map(found.flatMap(({ data }) => (data ? [[data.product_id, data.rows] as const] : []))),
  })
}

const sumOf = (levels: readonly Level[]): number => levels.reduce((sum, { available }) => sum + available, 0)

type RowProps = {
  product: Shown
  levels: readonly Level[] | undefined
  places: readonly StockPlace[]
  isOpen: boolean
  toggle: (id: string) => void
}

function ProductRow({ product, levels, places, isOpen, toggle }: RowProps) {
  const language = useLanguage()
  return (
    <tr>
      <th scope="row">
        <button type="button" className={classes['opener']} aria-expanded={isOpen} onClick={() => toggle(product.id)}>
          <IconChevronRight size={14} stroke={1.75} aria-hidden />
          <Thumb src={product.picture} size={28} />
          <span>{product.name}</span>
        </button>
      </th>
      {places.map(({ id }) => {
        const here = levels?.filter(({ location_id }) => location_id === id)
        return <td key={id}>{here ? <Cell count={here.length === 0 ? null : sumOf(here)} /> : <Skeleton h={28} />}</td>
      })}
      <td className={classes['total']}>{levels && number(sumOf(levels), language)}</td>
    </tr>
  )
}

type VariantProps = { levels: readonly Level[]; places: readonly StockPlace[]; open: Props['open'] }

function VariantRows({ levels, places, open }: VariantProps) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const ids = [...new Set(levels.map(({ variant_id }) => variant_id))]
  const variants = useVariants(ids)
  return ids.map((id) => {
    const variant = variants.get(id)
    const own = levels.filter(({ variant_id }) => variant_id === id)
    const name = (variant && optionText(variant.options)) || (own[0]?.sku ?? '')
    return (
      <tr key={id}>
        <th scope="row" className={classes['variant']}>
          {name}
        </th>
        {places.map((place) => {
          const level = own.find(({ location_id }) => location_id === place.id)
          return (
            <td key={place.id}>
              <Cell
                count={level?.available ?? null}
                {...(level
                  ? {
                      label: w.cell(name, place.name, number(level.available, language)),
                      go: () => open(id, place.id),
                    }
                  : {})}
              />
            </td>
          )
        })}
        <td className={classes['total']}>{number(sumOf(own), language)}</td>
      </tr>
    )
  })
}

/** Null: the article was never there. */
function Cell({ count, label, go }: { count: number | null; label?: string; go?: () => void }) {
  const language = useLanguage()
  if (count === null) return <span aria-hidden>·</span>
  const look = {
    className: classes['cell'],
    'data-out': count <= 0 || undefined,
    'data-low': (count > 0 && count <= LOW) || undefined,
    style: { '--heat': Math.min(HEAT_MAX, 4 + count * HEAT_PER_UNIT) } as React.CSSProperties,
  }
  if (!go) return <span {...look}>{number(count, language)}</span>
  return (
    <button type="button" {...look} aria-label={label} onClick={go}>
      {number(count, language)}
    </button>
  )
}
