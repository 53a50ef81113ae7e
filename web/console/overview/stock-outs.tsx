import { Avatar, Skeleton } from '@mantine/core'
import { IconHanger } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Trouble } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { ask } from '../queries.ts'
import { ChartCard } from './chart-card.tsx'
import classes from './overview.module.css'

const WORDS = {
  title: { es: 'Lo piden y no está', en: 'Asked for and not there' },
  about: {
    es: 'Vendido, en cestas o mirado estos días, y agotado en alguna tienda',
    en: 'Sold, in carts or looked at these days, and out of stock in a shop',
  },
  empty: {
    es: 'No falta nada de lo que se pide. Cuando algo se agote en una tienda, aparecerá aquí con dónde queda.',
    en: 'Nothing that is asked for is missing. When something runs out in a shop, it will be here with where some is left.',
  },
  out: { es: 'Falta en', en: 'Out in' },
  left: { es: 'Queda en', en: 'Left in' },
  nowhere: { es: 'No queda en ningún sitio', en: 'None left anywhere' },
  more: { es: (count: string) => `y ${count} más`, en: (count: string) => `and ${count} more` },
  sold: { es: (count: string) => `${count} vendidas`, en: (count: string) => `${count} sold` },
  inCarts: { es: (count: string) => `${count} en cestas`, en: (count: string) => `${count} in carts` },
  looked: { es: (count: string) => `${count} visitas`, en: (count: string) => `${count} looks` },
  last: { es: 'última', en: 'last sold' },
  article: { es: 'Artículo', en: 'Article' },
  code: { es: 'Código', en: 'Code' },
  lastSold: { es: 'Última venta', en: 'Last sold' },
} as const

type Item = Reply<'listStockOuts'>['items'][number]

const SHOWN = 6
const PLACES_SHOWN = 2

/** What a shop could have sold: the most asked for first, with where some is left. */
export function StockOuts({ store_id }: { store_id: string | null }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { data, error, refetch } = useQuery({
    ...ask('listStockOuts', { locale: language, limit: SHOWN, ...(store_id && { store_id }) }),
    placeholderData: keepPreviousData,
  })
  if (error && !data) return <Trouble error={error} again={() => void refetch()} />
  const items = data?.items
  const rows = () => [
    [w.code, w.article, w.sold('').trim(), w.lastSold, w.out, w.left],
    ...(items ?? []).map((item) => [
      item.sku,
      nameOf(item),
      item.sold,
      item.last_sold_at,
      item.out.map(({ name }) => name).join(', '),
      item.left.map(({ name, free }) => `${name} ${free}`).join(', '),
    ]),
  ]
  return (
    <ChartCard
      title={w.title}
      about={w.about}
      file={{ name: w.title, rows }}
      empty={items?.length === 0 && <p className={classes['empty']}>{w.empty}</p>}
    >
      {items ? (
        <ul className={classes['outs']}>
          {items.map((item) => (
            <li key={item.variant_id}>
              <OutRow item={item} />
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton h={280} />
      )}
    </ChartCard>
  )
}

const nameOf = ({ name, options }: Item): string => [name, ...Object.values(options)].join(' · ')

function OutRow({ item }: { item: Item }) {
  const w = useWords(WORDS)
  return (
    <Link to={'/stock'} search={{ text: item.sku }} className={classes['out'] as string}>
      <Avatar src={item.picture} alt="" radius={8} size={44} color="gray">
        <IconHanger size={22} stroke={1.75} />
      </Avatar>
      <span className={classes['outText']}>
        <span className={classes['outName']}>{nameOf(item)}</span>
        <Asked item={item} />
        <span className={classes['outPlaces']}>
          <span className={classes['bad']}>{w.out}</span> <Places of={item.out.map(({ name }) => name)} />
        </span>
        <span className={classes['outPlaces']}>
          {item.left.length === 0 ? (
            <span className={classes['bad']}>{w.nowhere}</span>
          ) : (
            <>
              <span className={classes['good']}>{w.left}</span>{' '}
              <Places of={item.left.map(({ name, free }) => `${name} (${free})`)} />
            </>
          )}
        </span>
      </span>
    </Link>
  )
}

function Places({ of }: { of: readonly string[] }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const rest = of.length - PLACES_SHOWN
  return (
    <>
      {of.slice(0, PLACES_SHOWN).join(', ')}
      {rest > 0 && ` ${w.more(number(rest, language))}`}
    </>
  )
}

/** Why it stands here: how much it is asked for. */
function Asked({ item }: { item: Item }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const said: [number, (count: string) => string][] = [
    [item.sold, w.sold],
    [item.in_carts, w.inCarts],
    [item.looked_at, w.looked],
  ]
  return (
    <span className={classes['quiet']}>
      {said
        .filter(([count]) => count > 0)
        .map(([count, say]) => say(number(count, language)))
        .join(' · ')}
      {item.last_sold_at && (
        <>
          {' · '}
          {w.last} <Ago when={item.last_sold_at} />
        </>
      )}
    </span>
  )
}
