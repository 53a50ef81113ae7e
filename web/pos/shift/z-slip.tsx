import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { money } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { mustTill } from '../session.ts'
import { Price } from '../show.tsx'
import type { ShiftClosed } from '../store/facts.ts'
import { PrintReport, ReportPaper } from './print-report.tsx'

const WORDS = {
  title: { es: (number: number) => `Informe Z ${number}`, en: (number: number) => `Z report ${number}` },
  sales: { es: (count: number) => `${count} ventas`, en: (count: number) => `${count} sales` },
  expected: { es: 'Esperado', en: 'Expected' },
  counted: { es: 'Contado', en: 'Counted' },
  variance: { es: 'Diferencia', en: 'Variance' },
  cash: { es: 'Efectivo', en: 'Cash' },
  terminal: { es: 'Tarjeta', en: 'Card' },
  exact: { es: 'Cuadra al céntimo.', en: 'It agrees to the cent.' },
  done: { es: 'Listo', en: 'Done' },
} as const

/** The end of a shift: a number that never comes again, and what the count says. */
export function ZSlip({ closed, onClose }: { closed: ShiftClosed; onClose: () => void }) {
  const w = useWords(WORDS)
  const { expected, counted, sales, z_number } = closed
  const kinds = ['cash', 'terminal'] as const
  const language = useLanguage()
  const { currency } = mustTill()
  const price = (minor: number): string => money(minor, currency, language)
  const rows = [
    [w.sales(sales.count), price(sales.gross)] as const,
    ...kinds.flatMap((kind) => [
      [`${w[kind]} · ${w.expected}`, price(expected[kind])] as const,
      [`${w[kind]} · ${w.counted}`, price(counted[kind])] as const,
      [`${w[kind]} · ${w.variance}`, price(counted[kind] - expected[kind])] as const,
    ]),
  ]
  const exact = kinds.every((kind) => expected[kind] === counted[kind])
  return (
    <Modal opened onClose={onClose} title={w.title(z_number)} size="lg">
      <Stack>
        <ReportPaper title={w.title(z_number)}>
          <Text>
            {w.sales(sales.count)} · <Price minor={sales.gross} />
          </Text>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Td />
                <Table.Th className="num">{w.expected}</Table.Th>
                <Table.Th className="num">{w.counted}</Table.Th>
                <Table.Th className="num">{w.variance}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {kinds.map((kind) => (
                <Table.Tr key={kind}>
                  <Table.Th scope="row">{w[kind]}</Table.Th>
                  <Table.Td className="num">
                    <Price minor={expected[kind]} />
                  </Table.Td>
                  <Table.Td className="num">
                    <Price minor={counted[kind]} />
                  </Table.Td>
                  <Table.Td
                    className="num strong"
                    c={expected[kind] === counted[kind] ? 'var(--ok-ink)' : 'var(--bad)'}
                  >
                    <Price minor={counted[kind] - expected[kind]} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {exact && <Text className="green">{w.exact}</Text>}
        </ReportPaper>
        <Group justify="flex-end">
          <PrintReport title={w.title(z_number)} rows={rows} />
          <Button size="md" data-autofocus onClick={onClose}>
            {w.done}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
