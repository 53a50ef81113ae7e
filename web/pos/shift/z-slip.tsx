import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useWords } from '#ui/face.tsx'
import { Price } from '../show.tsx'
import type { ShiftClosed } from '../store/facts.ts'

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
  print: { es: 'Imprimir', en: 'Print' },
} as const

/** The end of a shift: a number that never comes again, and what the count says. */
export function ZSlip({ closed, onClose }: { closed: ShiftClosed; onClose: () => void }) {
  const w = useWords(WORDS)
  const { expected, counted, sales, z_number } = closed
  const kinds = ['cash', 'terminal'] as const
  const exact = kinds.every((kind) => expected[kind] === counted[kind])
  return (
    <Modal opened onClose={onClose} title={w.title(z_number)} size="lg">
      <Stack>
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
                <Table.Td className="num strong" c={expected[kind] === counted[kind] ? 'var(--ok-ink)' : 'var(--bad)'}>
                  <Price minor={counted[kind] - expected[kind]} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {exact && <Text className="green">{w.exact}</Text>}
        <Group justify="flex-end">
          <Button
            variant="default"
            size="md"
            leftSection={<IconPrinter size={20} stroke={1.75} />}
            onClick={() => window.print()}
          >
            {w.print}
          </Button>
          <Button size="md" data-autofocus onClick={onClose}>
            {w.done}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
