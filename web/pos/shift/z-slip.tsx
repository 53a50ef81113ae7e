import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { money } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { mustTill } from '../session.ts'
import { Price } from '../show.tsx'
import { PrintReport, ReportPaper } from './print-report.tsx'
import type { Z } from './verbs.ts'

const WORDS = {
  title: { es: (number: number) => `Informe Z ${number}`, en: (number: number) => `Z report ${number}` },
  sales: {
    es: (count: number) => (count === 1 ? '1 venta' : `${count} ventas`),
    en: (count: number) => (count === 1 ? '1 sale' : `${count} sales`),
  },
  rounding: { es: 'Redondeo del efectivo', en: 'Rounding of cash' },
  collected: { es: 'Cobrado por pedidos', en: 'Taken for orders' },
  float: { es: 'Cambio inicial', en: 'Float' },
  in: { es: 'Entradas de efectivo', en: 'Paid in' },
  out: { es: 'Salidas de efectivo', en: 'Paid out' },
  expected: { es: 'Esperado', en: 'Expected' },
  counted: { es: 'Contado', en: 'Counted' },
  variance: { es: 'Diferencia', en: 'Variance' },
  cash: { es: 'Efectivo', en: 'Cash' },
  terminal: { es: 'Tarjeta', en: 'Card' },
  exact: { es: 'Cuadra al céntimo.', en: 'It agrees to the cent.' },
  done: { es: 'Listo', en: 'Done' },
} as const

const KINDS = ['cash', 'terminal'] as const

/** The end of a shift: a number that never comes again, and what the count says. */
export function ZSlip({ closed, onClose }: { closed: Z; onClose: () => void }) {
  const w = useWords(WORDS)
  const { expected, counted, sales, z_number, closed_at, rounding, collected, float, cash_in, cash_out } = closed
  const language = useLanguage()
  const { currency } = mustTill()
  const price = (minor: number): string => money(minor, currency, language)
  const sums: (readonly [string, string])[] = [
    [w.sales(sales.count), price(sales.gross)],
    ...(rounding === 0 ? [] : ([[w.rounding, price(rounding)]] as const)),
    ...(collected === 0 ? [] : ([[w.collected, price(collected)]] as const)),
    [w.float, price(float)],
    ...(cash_in === 0 ? [] : ([[w.in, price(cash_in)]] as const)),
    ...(cash_out === 0 ? [] : ([[w.out, price(-cash_out)]] as const)),
  ]
  const rows = [
    ...sums,
    ...KINDS.flatMap((kind) => [
      [`${w[kind]} · ${w.expected}`, price(expected[kind])] as const,
      [`${w[kind]} · ${w.counted}`, price(counted[kind])] as const,
      [`${w[kind]} · ${w.variance}`, price(counted[kind] - expected[kind])] as const,
    ]),
  ]
  const exact = KINDS.every((kind) => expected[kind] === counted[kind])
  return (
    <Modal opened onClose={onClose} title={w.title(z_number)} size="lg">
      <Stack>
        <ReportPaper title={w.title(z_number)} at={closed_at}>
          <Table mb="md">
            <Table.Tbody>
              {sums.map(([words, figure]) => (
                <Table.Tr key={words}>
                  <Table.Th scope="row">{words}</Table.Th>
                  <Table.Td className="num">{figure}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Counts closed={closed} />
          {exact && <Text className="green">{w.exact}</Text>}
        </ReportPaper>
        <Group justify="flex-end">
          <PrintReport title={w.title(z_number)} at={closed_at} rows={rows} />
          <Button size="md" data-autofocus onClick={onClose}>
            {w.done}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** What was expected, what was counted, and what lies between. */
function Counts({ closed: { expected, counted } }: { closed: Z }) {
  const w = useWords(WORDS)
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Td />
          <Table.Th className="num" ta="right">
            {w.expected}
          </Table.Th>
          <Table.Th className="num" ta="right">
            {w.counted}
          </Table.Th>
          <Table.Th className="num" ta="right">
            {w.variance}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {KINDS.map((kind) => (
          <Table.Tr key={kind}>
            <Table.Th scope="row">{w[kind]}</Table.Th>
            <Table.Td className="num">
              <Price minor={expected[kind]} />
            </Table.Td>
            <Table.Td className="num">
              <Price minor={counted[kind]} />
            </Table.Td>
            <Table.Td className="num strong" c={expected[kind] === counted[kind] ? 'var(--ok-ink)' : 'var(--bad)'}>
              <Price minor={counted[kind] - expected[kind]} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
