import { Alert, Skeleton } from '@mantine/core'
import { IconClockPlay } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { TAG } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { PageHeader } from '../frame/page-header.tsx'
import { OwedNotice } from '../orders/owed-notice.tsx'
import { ask } from '../queries.ts'
import { useMe } from '../session.ts'
import { CourseCard } from './course-card.tsx'
import { FigureTile } from './figure-tile.tsx'
import { FlowCard } from './flow-card.tsx'
import classes from './overview.module.css'
import { ChannelParts, StoreParts } from './parts.tsx'
import { usePeriod } from './period.ts'
import { Pickers } from './pickers.tsx'
import { RowsPanel } from './rows-panel.tsx'
import { StockOuts } from './stock-outs.tsx'
import { useFresh } from './use-fresh.ts'
import type { Figure, Overview } from './values.ts'

const WORDS = {
  title: { es: 'Resumen', en: 'Overview' },
  compared: { es: 'comparado con', en: 'compared with' },
  counting: {
    es: 'Se están contando los pedidos de antes. Las cifras crecen solas hasta estar completas.',
    en: 'Earlier orders are being counted. The figures grow by themselves until they are complete.',
  },
} as const

const SERVING: readonly Figure['name'][] = ['sales', 'orders', 'basket', 'promise', 'pickups', 'conversion']
const WINNING: readonly Figure['name'][] = ['customers', 'reachable', 'conversion', 'sales', 'orders', 'basket']

/** Today by channel and shop, beside the same weekday before; marketers see first whom they may write to. */
export function OverviewPage() {
  const w = useWords(WORDS)
  const [period, narrow] = usePeriod()
  const { days, day, store_id } = period
  const asked = useQuery({
    ...ask('getOverview', { days, ...(day && { day }), ...(store_id && { store_id }) }),
    placeholderData: keepPreviousData,
  })
  const overview = asked.data
  const behind_at = overview?.behind ? asked.dataUpdatedAt : null
  useFresh(overview && asked.isError ? asked.errorUpdatedAt : behind_at)
  return (
    <>
      <PageHeader
        title={w.title}
        about={overview ? <Days overview={overview} /> : ' '}
        actions={<Pickers period={period} narrow={narrow} shown={overview} />}
      />
      <OwedNotice />
      {overview ? (
        <Figures overview={overview} changing={asked.isPlaceholderData} />
      ) : asked.error ? (
        <Trouble error={asked.error} again={() => void asked.refetch()} />
      ) : (
        <Ghosts />
      )}
      <RowsPanel rows={period.rows} close={() => narrow({ rows: null })} />
    </>
  )
}

function Figures({ overview, changing }: { overview: Overview; changing: boolean }) {
  const w = useWords(WORDS)
  const { staff, store_ids } = useMe()
  const shown = staff?.role === 'marketer' ? WINNING : SERVING
  const whole = store_ids === null && overview.store_id === null
  return (
    <div className={classes['page']} data-changing={changing || undefined}>
      {!overview.counted && (
        <Alert color="gray" icon={<IconClockPlay stroke={1.75} />}>
          {w.counting}
        </Alert>
      )}
      <div className={classes['tiles']}>
        {shown.map((name) => {
          const figure = overview.figures.find((one) => one.name === name)
          return figure && <FigureTile key={name} figure={figure} currency={overview.currency} whole={whole} />
        })}
      </div>
      <div className={classes['wide']}>
        <CourseCard overview={overview} />
        <ChannelParts overview={overview} />
      </div>
      <FlowCard overview={overview} />
      <div className={classes['halves']}>
        <StoreParts overview={overview} />
        <StockOuts store_id={overview.store_id} />
      </div>
    </div>
  )
}

/** Which days, and which they are compared with. */
function Days({ overview: { from_day, to_day, before_from_day } }: { overview: Overview }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const one = from_day === to_day
  const name = (day: string, style: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(TAG[language], { ...style, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
  const long = { weekday: 'long', day: 'numeric', month: 'long' } as const
  const short = { day: 'numeric', month: 'short' } as const
  const length = Date.parse(to_day) - Date.parse(from_day)
  const before_to_day = new Date(Date.parse(before_from_day) + length).toISOString().slice(0, 10)
  const said = one ? name(to_day, long) : `${name(from_day, short)} – ${name(to_day, short)}`
  const before = one ? name(before_from_day, long) : `${name(before_from_day, short)} – ${name(before_to_day, short)}`
  return (
    <>
      {said}, {w.compared} {before}
    </>
  )
}

const Ghosts = () => (
  <div className={classes['page']}>
    <div className={classes['tiles']}>
      {SERVING.map((name) => (
        <Skeleton key={name} h={126} />
      ))}
    </div>
    <div className={classes['wide']}>
      <Skeleton h={300} />
      <Skeleton h={300} />
    </div>
    <Skeleton h={400} />
  </div>
)
