import { Table } from '@mantine/core'
import { useLanguage, useWords } from '#ui/face.tsx'
import { money, number } from '#shared/show.ts'
import { State } from '../frame/state.tsx'
import { stopName } from './stop-name.ts'
import type { Flows } from './flow-layout.ts'
import classes from './overview.module.css'
import { RowsLink } from './rows-link.tsx'

const WORDS = {
  way: { es: 'Camino', en: 'Way' },
  orders: { es: 'Pedidos', en: 'Orders' },
  gross: { es: 'Ventas', en: 'Sales' },
  changed: { es: 'Cambia de canal', en: 'Changes channel' },
  cut: { es: 'Hilo cortado', en: 'Thread cut' },
} as const

/** The same ways, to be read: one row each, cuts last. */
export function FlowTable({ flows }: { flows: Flows }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const name = (...codes: string[]): string => codes.map((code) => stopName(code, language)).join(' → ')
  const lines = [
    ...flows.paths.map((path) => ({
      ...path,
      name: name(path.began_in, path.paid_in ?? 'unpaid', path.received),
      state: path.crossed ? <State tone="info">{w.changed}</State> : null,
    })),
    ...flows.cuts.map((cut) => ({
      ...cut,
      name: name(cut.left_in, cut.began_in),
      state: <State tone="bad">{w.cut}</State>,
    })),
  ]
  return (
    <Table.ScrollContainer minWidth={460}>
      <Table aria-label={w.way}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{w.way}</Table.Th>
            <Table.Th />
            <Table.Th ta="right">{w.orders}</Table.Th>
            <Table.Th ta="right">{w.gross}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.name}>
              <Table.Td>
                <RowsLink rows={line.rows} className={classes['textLink']}>
                  {line.name}
                </RowsLink>
              </Table.Td>
              <Table.Td>{line.state}</Table.Td>
              <Table.Td ta="right">{number(line.orders, language)}</Table.Td>
              <Table.Td ta="right">{money(line.gross, flows.currency, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
