import { IconArrowDownRight, IconArrowUpRight, IconClockExclamation, IconEqual } from '@tabler/icons-react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { number } from '#shared/show.ts'
import classes from './overview.module.css'
import { RowsLink } from './rows-link.tsx'
import { Sparkline } from './sparkline.tsx'
import { useCounted } from './use-counted.ts'
import { changeOf, written } from './values.ts'
import type { Figure } from './values.ts'

const WORDS = {
  sales: { es: 'Ventas', en: 'Sales' },
  orders: { es: 'Pedidos', en: 'Orders' },
  basket: { es: 'Cesta media', en: 'Average basket' },
  units: { es: 'Unidades', en: 'Units' },
  promise: { es: 'Promesa cumplida', en: 'Promise kept' },
  pickups: { es: 'Recogidas esperando', en: 'Pick-ups waiting' },
  conversion: { es: 'Cestas que compran', en: 'Carts that buy' },
  customers: { es: 'Clientes nuevos', en: 'New customers' },
  reachable: { es: 'Aceptan ofertas', en: 'Accept offers' },
  before: { es: (value: string) => `antes ${value}`, en: (value: string) => `before ${value}` },
  of: { es: (count: string) => `de ${count}`, en: (count: string) => `of ${count}` },
  // Not of those that wait: these the shops have not made ready yet.
  late: {
    es: (count: string) => `${count} más por preparar, tarde`,
    en: (count: string) => `${count} more to prepare, late`,
  },
  onTime: { es: 'ninguna tarde', en: 'none late' },
  nothing: { es: 'Todavía no hay', en: 'None yet' },
  whole: { es: 'Solo de todas las tiendas', en: 'Of all shops only' },
} as const

/** One figure: what it is, how it was, its course, and the way to its rows. */
export function FigureTile({ figure, currency, whole }: { figure: Figure; currency: string; whole: boolean }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const shown = useCounted(figure.value)
  const withoutStore = figure.value === null && !whole && (figure.name === 'customers' || figure.name === 'reachable')
  return (
    <RowsLink rows={figure.rows} className={classes['tile']}>
      <span className={classes['tileName']}>{w[figure.name]}</span>
      <span className={classes['tileValue']}>
        {shown === null ? '–' : written(shown, figure.unit, currency, language)}
      </span>
      <span className={classes['tileAbout']}>
        {withoutStore ? w.whole : figure.value === null ? w.nothing : <About figure={figure} currency={currency} />}
      </span>
      <Sparkline line={figure.line} />
    </RowsLink>
  )
}

function About({ figure, currency }: { figure: Figure; currency: string }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { value, before, unit, late, name, of } = figure
  if (name === 'pickups')
    return late ? (
      <span className={classes['bad']}>
        <IconClockExclamation size={14} stroke={2} aria-hidden />
        {w.late(number(late, language))}
      </span>
    ) : (
      <>{w.onTime}</>
    )
  const change = changeOf(value, before, unit, language)
  return (
    <>
      {change && <ChangeMark {...change} />}
      <span className={classes['quiet']}>
        {before !== null
          ? w.before(written(before, unit, currency, language))
          : of !== null && w.of(number(of, language))}
      </span>
    </>
  )
}

const SIGNS = { up: IconArrowUpRight, down: IconArrowDownRight, same: IconEqual } as const
const INKS = { up: 'good', down: 'bad', same: 'quiet' } as const

export function ChangeMark({ text, tone }: { text: string; tone: 'up' | 'down' | 'same' }) {
  const Sign = SIGNS[tone]
  return (
    <span className={classes[INKS[tone]]}>
      <Sign size={14} stroke={2} aria-hidden />
      {tone === 'down' ? `−${text}` : tone === 'up' ? `+${text}` : text}
    </span>
  )
}
