import { Skeleton } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { decimal, number, percent } from '#shared/show.ts'
import { ask } from '../queries.ts'
import { ChartCard } from './chart-card.tsx'
import type { Flows } from './flow-layout.ts'
import { FlowPicture } from './flow-picture.tsx'
import { FlowTable } from './flow-table.tsx'
import classes from './overview.module.css'
import { stopName } from './stop-name.ts'
import type { Overview } from './values.ts'

const WORDS = {
  title: { es: 'Por dónde pasa el hilo', en: 'Where the thread goes' },
  crossed: {
    es: (crossed: number, said: string, share: string) =>
      `${crossed === 1 ? '1 pedido cambió' : `${said} pedidos cambiaron`} de canal (${share})`,
    en: (crossed: number, said: string, share: string) =>
      `${crossed === 1 ? '1 order' : `${said} orders`} changed channel (${share})`,
  },
  cut: {
    es: (count: number, said: string) =>
      count === 1
        ? '1 hilo cortado: dejó la cesta en un canal y compró de nuevo en otro'
        : `${said} hilos cortados: dejaron la cesta en un canal y compraron de nuevo en otro`,
    en: (count: number, said: string) =>
      `${count === 1 ? '1 thread' : `${said} threads`} cut: a cart left in one channel, bought anew in another`,
  },
  whole: { es: 'ningún hilo cortado', en: 'no thread cut' },
  empty: {
    es: 'Cuando entren pedidos verás aquí dónde empiezan, dónde se pagan y dónde se entregan.',
    en: 'Once orders come in you will see here where they begin, are paid and are handed over.',
  },
  began: { es: 'Empezó en', en: 'Begun in' },
  paid: { es: 'Pagado en', en: 'Paid in' },
  received: { es: 'Entrega', en: 'Handed over' },
  orders: { es: 'Pedidos', en: 'Orders' },
  gross: { es: 'Ventas', en: 'Sales' },
} as const

/** The one picture: channels as columns, threads between them, and where they were cut. */
export function FlowCard({ overview }: { overview: Overview }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { from_day: from, to_day: to, store_id } = overview
  const asked = useQuery({
    ...ask('getFlows', { from, to, ...(store_id && { store_id }) }),
    placeholderData: keepPreviousData,
  })
  const flows = asked.data
  if (asked.error && !flows) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  const rows = () => [
    [w.began, w.paid, w.received, w.orders, w.gross],
    ...(flows?.paths ?? []).map((path) => [
      stopName(path.began_in, language),
      stopName(path.paid_in ?? 'unpaid', language),
      stopName(path.received, language),
      path.orders,
      decimal(path.gross, overview.currency),
    ]),
  ]
  return (
    <ChartCard
      title={w.title}
      about={flows && flows.orders > 0 && <About flows={flows} />}
      file={{ name: `${w.title} ${from} ${to}`, rows }}
      {...(flows && flows.orders > 0 && { table: <FlowTable flows={flows} /> })}
      empty={flows?.orders === 0 && <p className={classes['empty']}>{w.empty}</p>}
    >
      {flows ? <Measured flows={flows} /> : <Skeleton h={320} />}
    </ChartCard>
  )
}

function About({ flows }: { flows: Flows }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const cut = flows.cuts.reduce((sum, { orders }) => sum + orders, 0)
  return (
    <>
      {w.crossed(flows.crossed, number(flows.crossed, language), percent(flows.crossed / flows.orders, language))} ·{' '}
      {cut > 0 ? <span className={classes['cutAbout']}>{w.cut(cut, number(cut, language))}</span> : w.whole}
    </>
  )
}

function Measured({ flows }: { flows: Flows }) {
  const { ref, width } = useElementSize()
  const [over, setOver] = useState<string | null>(null)
  return (
    <div ref={ref} className={classes['flow']}>
      {width > 0 && <FlowPicture flows={flows} width={width} over={over} setOver={setOver} />}
    </div>
  )
}
