import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Money, When } from '#ui/show.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { SidePanel } from '../../frame/side-panel.tsx'
import { Facts } from '../../frame/state.tsx'
import { ask } from '../../queries.ts'
import classes from '../office.module.css'
import { Variance } from './variance.tsx'

const WORDS = {
  x: { es: 'Informe X, sin cerrar', en: 'X report, still open' },
  z: { es: (count: string) => `Informe Z ${count}`, en: (count: string) => `Z report ${count}` },
  till: { es: 'Caja', en: 'Till' },
  opened: { es: 'Abierto', en: 'Opened' },
  closed: { es: 'Cerrado', en: 'Closed' },
  sales: { es: 'Ventas', en: 'Sales' },
  net: { es: 'Base', en: 'Net' },
  gross: { es: 'Total con impuestos', en: 'Total with tax' },
  collected: { es: 'Cobrado de otros pedidos', en: 'Taken for other orders' },
  receipts: { es: 'Tiques', en: 'Receipts' },
  float: { es: 'Fondo', en: 'Float' },
  paidIn: { es: 'Entradas', en: 'Paid in' },
  paidOut: { es: 'Salidas', en: 'Paid out' },
  drawer: { es: 'Arqueo', en: 'Drawer' },
  tender: { es: 'Medio', en: 'Tender' },
  cash: { es: 'Efectivo', en: 'Cash' },
  terminal: { es: 'Tarjeta', en: 'Card' },
  expected: { es: 'Debería haber', en: 'Expected' },
  counted: { es: 'Contado', en: 'Counted' },
  variance: { es: 'Descuadre', en: 'Variance' },
  taxes: { es: 'Impuestos', en: 'Taxes' },
  tax: { es: 'Impuesto', en: 'Tax' },
  people: { es: 'Por persona', en: 'By person' },
  movements: { es: 'Entradas y salidas', en: 'Paid in and out' },
  voided: { es: 'Tiques anulados', en: 'Voided tickets' },
} as const

type Report = Reply<'getShiftReport'>

/** The X of a shift that is open, the Z of one that is closed. */
export function ShiftPanel({ shift_id, onClose }: { shift_id: string; onClose: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const report = useQuery(ask('getShiftReport', { shift_id }))
  const title = report.data?.kind === 'z' ? w.z(number(report.data.z_number ?? 0, language)) : w.x
  return (
    <SidePanel opened onClose={onClose} title={title}>
      {report.error && <Trouble error={report.error} again={() => void report.refetch()} />}
      {!report.data && !report.error && <Loading />}
      {report.data && (
        <Stack>
          <Sums report={report.data} />
          <Drawer report={report.data} />
          <Rest report={report.data} />
        </Stack>
      )}
    </SidePanel>
  )
}

function Sums({
  report: { shift, sales, collected, receipts, float, cash_in, cash_out, currency },
}: {
  report: Report
}) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const sum = (key: string, minor: number) => <Money key={key} minor={minor} currency={currency} />
  return (
    <Facts
      of={[
        [w.till, `${shift.device_name} · ${shift.store_name}`],
        [
          w.opened,
          <span key="opened">
            <When when={shift.opened_at} /> · {shift.opened_by_name}
          </span>,
        ],
        ...(shift.closed_at === null
          ? []
          : [
              [
                w.closed,
                <span key="closed">
                  <When when={shift.closed_at} /> · {shift.closed_by_name}
                </span>,
              ] as const,
            ]),
        [w.sales, number(sales.count, language)],
        [w.net, sum('net', sales.net)],
        [w.gross, sum('gross', sales.gross)],
        ...(collected.count === 0 ? [] : [[w.collected, sum('collected', collected.amount)] as const]),
        ...(receipts.first === null
          ? []
          : [[w.receipts, `${receipts.series} ${receipts.first}–${receipts.last}`] as const]),
        [w.float, sum('float', float)],
        [w.paidIn, sum('in', cash_in)],
        [w.paidOut, sum('out', cash_out)],
      ]}
    />
  )
}

function Drawer({ report: { tenders, expected, counted, variance, currency } }: { report: Report }) {
  const w = useWords(WORDS)
  const kinds = ['cash', 'terminal'] as const
  return (
    <Grid label={w.drawer} heads={[w.tender, w.sales, w.expected, w.counted, w.variance]}>
      {kinds.map((kind) => (
        <tr key={kind}>
          <td>{w[kind]}</td>
          <td data-right>
            <Money minor={tenders.find((one) => one.kind === kind)?.amount ?? 0} currency={currency} />
          </td>
          <td data-right>
            <Money minor={expected[kind]} currency={currency} />
          </td>
          <td data-right>{counted && <Money minor={counted[kind]} currency={currency} />}</td>
          <td data-right>{variance && <Variance minor={variance[kind]} currency={currency} />}</td>
        </tr>
      ))}
    </Grid>
  )
}

function Rest({ report: { taxes, by_staff, movements, voided, currency } }: { report: Report }) {
  const w = useWords(WORDS)
  const cell = (minor: number) => (
    <td data-right>
      <Money minor={minor} currency={currency} />
    </td>
  )
  return (
    <>
      {taxes.length > 0 && (
        <Grid label={w.taxes} heads={[w.tax, w.net, w.tax, w.gross]}>
          {taxes.map(({ name, net, tax, gross }) => (
            <tr key={name}>
              <td>{name}</td>
              {cell(net)}
              {cell(tax)}
              {cell(gross)}
            </tr>
          ))}
        </Grid>
      )}
      {by_staff.length > 0 && (
        <Grid label={w.people} heads={[w.people, w.gross]}>
          {by_staff.map(({ staff_id, staff_name, gross }) => (
            <tr key={staff_id}>
              <td>{staff_name}</td>
              {cell(gross)}
            </tr>
          ))}
        </Grid>
      )}
      {movements.length > 0 && (
        <Grid label={w.movements} heads={[w.movements, w.gross]}>
          {movements.map(({ movement_id, direction, amount, reason, staff_name }) => (
            <tr key={movement_id}>
              <td>
                {reason} <span className={classes['quiet']}>{staff_name}</span>
              </td>
              {cell(direction === 'in' ? amount : -amount)}
            </tr>
          ))}
        </Grid>
      )}
      {voided.length > 0 && (
        <Grid label={w.voided} heads={[w.voided, w.gross]}>
          {voided.map(({ ticket_id, reason, staff_name, gross }) => (
            <tr key={ticket_id}>
              <td>
                {reason} <span className={classes['quiet']}>{staff_name}</span>
              </td>
              {cell(gross)}
            </tr>
          ))}
        </Grid>
      )}
    </>
  )
}

/** A name to the left, figures to the right. */
function Grid({ label, heads, children }: { label: string; heads: readonly string[]; children: ReactNode }) {
  return (
    <table className={classes['plainTable']} aria-label={label}>
      <thead>
        <tr>
          {heads.map((head, at) => (
            <th key={`${at} ${head}`} data-right={at > 0 || undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
