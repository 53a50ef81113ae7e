import { Group, Modal, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { money, number } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { rateName } from '../receipt/paper.ts'
import { mustTill } from '../session.ts'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { ask } from '../sync/queries.ts'
import { queue } from '../sync/sender.ts'
import type { Drawer } from './drawer.ts'
import { PrintReport, ReportPaper } from './print-report.tsx'

const WORDS = {
  x: { es: 'Informe X', en: 'X report' },
  sales: { es: 'Ventas', en: 'Sales' },
  gross: { es: 'Vendido', en: 'Sold' },
  net: { es: 'Sin impuestos', en: 'Without tax' },
  rounding: { es: 'Redondeo del efectivo', en: 'Rounding of cash' },
  collected: { es: 'Cobrado por pedidos', en: 'Taken for orders' },
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

/** Where the shift stands. This device knows it by itself; taxes and people come from the server. */
export function ReportSheet({ shift_id, drawer, onClose }: { shift_id: string; drawer: Drawer; onClose: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { reachable } = useValue(network)
  const { waiting } = useValue(queue)
  const report = useQuery({ ...ask('getShiftReport', { shift_id }), enabled: reachable && waiting === 0 })
  const { currency } = mustTill()
  const price = (minor: number): string => money(minor, currency, language)
  const rows: (readonly [string, string])[] = [
    [w.sales, number(drawer.sales.count, language)],
    [w.gross, price(drawer.sales.gross)],
    [w.net, price(drawer.sales.net)],
    ...(drawer.rounding === 0 ? [] : ([[w.rounding, price(drawer.rounding)]] as const)),
    ...(drawer.collected === 0 ? [] : ([[w.collected, price(drawer.collected)]] as const)),
    [w.cash, price(drawer.cash)],
    [w.terminal, price(drawer.terminal)],
    [w.float, price(drawer.float)],
    [w.in, price(drawer.cash_in)],
    [w.out, price(0 - drawer.cash_out)],
    [w.expected, price(drawer.expected.cash)],
    ...(report.data?.taxes ?? []).map(
      ({ name, tax_ppm, tax }) => [rateName(name, tax_ppm, language), price(tax)] as const,
    ),
    ...(report.data?.by_staff ?? []).map(({ staff_name, gross }) => [staff_name, price(gross)] as const),
    [w.voided, number(drawer.voided, language)],
  ]
  return (
    <Modal opened onClose={onClose} title={w.x}>
      <Stack>
        <ReportPaper title={w.x}>
          <Table>
            <Table.Tbody>
              {rows.map(([words, figure]) => (
                <Table.Tr key={words}>
                  <Table.Th scope="row">{words}</Table.Th>
                  <Table.Td className="num">{figure}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ReportPaper>
        {!report.data && <Text className="soft">{w.local}</Text>}
        <Group justify="flex-end">
          <PrintReport title={w.x} rows={rows} />
        </Group>
      </Stack>
    </Modal>
  )
}
