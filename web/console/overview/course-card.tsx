import { Table } from '@mantine/core'
import { useLanguage, useWords } from '#ui/face.tsx'
import { decimal, money, number } from '#shared/show.ts'
import { ChartCard } from './chart-card.tsx'
import { CourseChart } from './course-chart.tsx'
import classes from './overview.module.css'
import { RowsLink } from './rows-link.tsx'
import { stepName } from './steps.ts'
import type { Overview } from './values.ts'

const WORDS = {
  course: { es: 'Ventas', en: 'Sales' },
  hours: {
    es: 'Por hora. La raya es el mismo día de la semana anterior.',
    en: 'By the hour. The line is the same weekday before.',
  },
  days: { es: 'Por día. La raya es el mismo día de antes.', en: 'By the day. The line is the same weekday before.' },
  canceled: { es: 'Cancelado de estos pedidos', en: 'Cancelled of these orders' },
  empty: {
    es: 'Nada vendido en este periodo, ni en los mismos días de antes. La primera venta aparece aquí sola.',
    en: 'Nothing sold in this period, nor on the same days before. The first sale appears here by itself.',
  },
  when: { es: 'Cuándo', en: 'When' },
  orders: { es: 'Pedidos', en: 'Orders' },
  before: { es: 'Antes', en: 'Before' },
} as const

/** Sales step by step, as a chart or a table. */
export function CourseCard({ overview }: { overview: Overview }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { course, canceled, currency, step, from_day, to_day } = overview
  const nothing = course.every(({ gross, before_gross }) => (gross ?? 0) === 0 && before_gross === 0)
  const rows = () => [
    [w.when, w.orders, w.course, w.before],
    ...course.map(({ at, orders, gross, before_gross }) => [
      at,
      orders,
      gross === null ? null : decimal(gross, currency),
      decimal(before_gross, currency),
    ]),
  ]
  return (
    <ChartCard
      title={w.course}
      about={
        <>
          {step === 'hour' ? w.hours : w.days}
          {canceled.orders > 0 && (
            <>
              {' '}
              <RowsLink rows={canceled.rows} className={classes['textLink']}>
                {w.canceled}: {money(-canceled.amount, currency, language)}
              </RowsLink>
            </>
          )}
        </>
      }
      file={{ name: `${w.course} ${from_day} ${to_day}`, rows }}
      table={<CourseTable overview={overview} />}
      empty={nothing && <p className={classes['empty']}>{w.empty}</p>}
    >
      <CourseChart overview={overview} />
    </ChartCard>
  )
}

function CourseTable({ overview }: { overview: Overview }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { course, currency, to, store_id } = overview
  return (
    <Table.ScrollContainer minWidth={380} mah={320}>
      <Table aria-label={w.course}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{w.when}</Table.Th>
            <Table.Th ta="right">{w.orders}</Table.Th>
            <Table.Th ta="right">{w.course}</Table.Th>
            <Table.Th ta="right">{w.before}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {course.map(({ at, orders, gross, before_gross }, index) => {
            const query = { placed_from: at, placed_to: course[index + 1]?.at ?? to, ...(store_id && { store_id }) }
            return (
              <Table.Tr key={at}>
                <Table.Td>
                  <RowsLink rows={{ operation: 'listOrders', query }} className={classes['textLink']}>
                    {stepName(overview, at, language, Infinity)}
                  </RowsLink>
                </Table.Td>
                <Table.Td ta="right">{orders === null ? '' : number(orders, language)}</Table.Td>
                <Table.Td ta="right">{gross === null ? '' : money(gross, currency, language)}</Table.Td>
                <Table.Td ta="right">{money(before_gross, currency, language)}</Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
