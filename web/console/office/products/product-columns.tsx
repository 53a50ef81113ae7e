import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Money } from '#ui/show.tsx'
import { number } from '#shared/show.ts'
import type { Column } from '../../frame/data-table.tsx'
import { State } from '../../frame/state.tsx'
import { api } from '../../queries.ts'
import type { RowOf } from '../../queries.ts'
import classes from '../office.module.css'
import { Thumb } from '../../frame/articles.tsx'
import { STATUS, STATUS_TONE } from './words.ts'

const WORDS = {
  product: { es: 'Producto', en: 'Product' },
  brand: { es: 'Marca', en: 'Brand' },
  status: { es: 'Estado', en: 'State' },
  variants: { es: 'Variantes', en: 'Variants' },
  price: { es: 'Precio web', en: 'Web price' },
  none: { es: 'Sin precio', en: 'No price' },
} as const

type Row = RowOf<'listProducts'>
const QUOTED_MAX = 100

export function useColumns(rows: readonly Row[]): readonly Column<Row>[] {
  const w = useWords(WORDS)
  const language = useLanguage()
  const prices = usePrices(rows)
  return [
    {
      key: 'product',
      title: w.product,
      render: ({ name, slug, picture }) => (
        <span className={classes['article']}>
          <Thumb src={picture} />
          <span style={{ minWidth: 0 }}>
            <span className={classes['articleName']}>{name}</span>
            <span className={classes['quiet']}>{slug}</span>
          </span>
        </span>
      ),
    },
    { key: 'brand', title: w.brand, from: 'tablet', render: ({ brand }) => brand ?? '' },
    {
      key: 'status',
      title: w.status,
      width: 130,
      render: ({ status }) => <State tone={STATUS_TONE[status]}>{STATUS[status][language]}</State>,
    },
    {
      key: 'variants',
      title: w.variants,
      align: 'right',
      width: 100,
      from: 'tablet',
      render: ({ variant_ids }) => number(variant_ids.length, language),
    },
    {
      key: 'price',
      title: w.price,
      align: 'right',
      width: 120,
      from: 'tablet',
      render: ({ variant_ids: [first], status }) => {
        const price = first === undefined ? undefined : prices.get(first)
        if (price) return <Money minor={price.minor} currency={price.currency} />
        return status === 'active' && prices.size > 0 ? <span className={classes['quiet']}>{w.none}</span> : ''
      },
    },
  ]
}

const NO_PRICES: ReadonlyMap<string, Price> = new Map()
type Price = { minor: number; currency: string }

/** What the web asks for the first variant of each product, a hundred at a time. */
function usePrices(rows: readonly Row[]): ReadonlyMap<string, Price> {
  const ids = rows.flatMap(({ variant_ids: [first], status }) => (first && status === 'active' ? [first] : []))
  const { data } = useQuery({
    queryKey: ['quotePrices', 'catalogue', ids],
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const found = new Map<string, Price>()
      for (let from = 0; from < ids.length; from += QUOTED_MAX) {
        const lines = ids.slice(from, from + QUOTED_MAX).map((id) => ({ key: id, variant_id: id, quantity: 1 }))
        const quote = await api.quotePrices({ channel: 'web', lines }, { signal })
        for (const line of quote.lines) found.set(line.variant_id, { minor: line.unit_price, currency: quote.currency })
      }
      return found
    },
  })
  return data ?? NO_PRICES
}
