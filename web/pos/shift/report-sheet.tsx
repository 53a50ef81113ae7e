import { Modal, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { percent } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Price } from '../show.tsx'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { ask } from '../sync/queries.ts'
import { queue } from '../sync/sender.ts'
import type { Drawer } from './drawer.ts'

const WORDS = {
  x: { es: 'Informe X', en: 'X report' },
  sales: { es: 'Ventas', en: 'Sales' },
  gross: { es: 'Vendido', en: 'Sold' },
  net: { es: 'Sin impuestos', en: 'Without tax' },
  cash: { es: 'Cobrado en efectivo', en: 'Taken in cash' },
  terminal: { es: 'Cobrado con tarjeta', en: 'Taken by card' },
  float: { es: 'Cambio inicial', en: 'Float' },
  in: { es: 'Entradas', en: 'Paid in' },
  out: { es: 'Salidas', en: 'Paid out' },
  expected: { es: 'Efectivo esperado en el cajón', en: 'Cash expected in the drawer' },
  voided: { es: 'Tickets anulados', en: 'Voided tickets' },
  local: {
    es: 'Según esta caja; el servidor lo confirma cuando tenga todo.',
    en: 'By this till; the server confirms it once it has everything.',
  },
} as const

const MILLION = 1_000_000

/** Where the shift stands. This device knows it by itself; taxes and people come from the server. */
export function ReportSheet({ shift_id, drawer, onClose }: { shift_id: string; drawer: Drawer; onClose: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { reachable } = useValue(network)
  const { waiting } = useValue(queue)
  const report = useQuery({ ...ask('getShiftReport', { shift_id }), enabled: reachable && waiting === 0 })
  const rows: (readonly [string, number])[] = [
    [w.gross, drawer.sales.gross],
    [w.net, drawer.sales.net],
    [w.cash, drawer.cash],
    [w.terminal, drawer.terminal],
    [w.float, drawer.float],
    [w.in, drawer.cash_in],
    [w.out, -drawer.cash_out],
    [w.expected, drawer.expected.cash],
  ]
  return (
    <Modal opened onClose={onClose} title={w.x}>
      <Stack>
        <Table>
          <Table.Tbody>
            <Table.Tr>
              <Table.Th scope="row">{w.sales}</Table.Th>
              <Table.Td className="num">{drawer.sales.count}</Table.Td>
            </Table.Tr>
            {rows.map(([words, amount]) => (
              <Table.Tr key={words}>
                <Table.Th scope="row">{words}</Table.Th>
                <Table.Td className="num">
                  <Price minor={amount} />
                </Table.Td>
              </Table.Tr>
            ))}
            {report.data?.taxes.map(({ name, tax_ppm, tax }) => (
              <Table.Tr key={`${name} ${tax_ppm}`}>
                <Table.Th scope="row">
                  {/\d/.test(name) ? name : `${name} ${percent(tax_ppm / MILLION, language, 2)}`}
                </Table.Th>
                <Table.Td className="num">
                  <Price minor={tax} />
                </Table.Td>
              </Table.Tr>
            ))}
            {report.data?.by_staff.map(({ staff_id, staff_name, gross }) => (
              <Table.Tr key={staff_id}>
                <Table.Th scope="row">{staff_name}</Table.Th>
                <Table.Td className="num">
                  <Price minor={gross} />
                </Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Th scope="row">{w.voided}</Table.Th>
              <Table.Td className="num">{drawer.voided}</Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
        {!report.data && <Text className="soft">{w.local}</Text>}
      </Stack>
    </Modal>
  )
}
