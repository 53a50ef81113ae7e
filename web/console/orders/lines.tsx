import { Group, Table, Text } from '@mantine/core'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Money } from '#ui/show.tsx'
import { number } from '#shared/show.ts'
import { Thumb, useVariants } from '../frame/articles.tsx'
import type { Order } from './order-page.tsx'
import classes from './orders.module.css'

const WORDS = {
  lines: { es: 'Artículos', en: 'Articles' },
  article: { es: 'Artículo', en: 'Article' },
  units: { es: 'Unidades', en: 'Units' },
  each: { es: 'Precio', en: 'Each' },
  sum: { es: 'Importe', en: 'Sum' },
  canceled: { es: (n: string) => `${n} anulado`, en: (n: string) => `${n} cancelled` },
  returned: { es: (n: string) => `${n} devuelto`, en: (n: string) => `${n} returned` },
  given: { es: (n: string) => `${n} entregado`, en: (n: string) => `${n} given` },
  net: { es: 'Base', en: 'Net' },
  total: { es: 'Total', en: 'Total' },
} as const

/** What was bought, and what became of each piece. */
export function Lines({ order }: { order: Order }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const articles = useVariants(order.lines.flatMap(({ variant_id }) => variant_id ?? []))
  const money = (minor: number) => <Money minor={minor} currency={order.currency} />
  return (
    <section className={classes['box']} aria-label={w.lines}>
      <Table highlightOnHover={false} verticalSpacing={8} horizontalSpacing={8} className={classes['lines'] as string}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{w.article}</Table.Th>
            <Table.Th ta="right">{w.units}</Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              {w.each}
            </Table.Th>
            <Table.Th ta="right">{w.sum}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {order.lines.map((line) => (
            <Table.Tr key={line.id} data-gone={line.canceled === line.quantity || undefined}>
              <Table.Td>
                <Article line={line} picture={articles.get(line.variant_id ?? '')?.picture} />
              </Table.Td>
              <Table.Td ta="right">{number(line.quantity, language)}</Table.Td>
              <Table.Td ta="right" visibleFrom="sm">
                {money(line.unit_price)}
              </Table.Td>
              <Table.Td ta="right">{money(line.gross)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <dl className={classes['sums']}>
        <dt>{w.net}</dt>
        <dd>{money(order.net)}</dd>
        {order.taxes.map((tax) => (
          <div key={tax.name} style={{ display: 'contents' }}>
            <dt>{tax.name}</dt>
            <dd>{money(tax.tax)}</dd>
          </div>
        ))}
        <dt>
          <strong>{w.total}</strong>
        </dt>
        <dd>
          <strong>{money(order.gross)}</strong>
        </dd>
      </dl>
    </section>
  )
}

type Line = Order['lines'][number]

function Article({ line, picture }: { line: Line; picture: string | null | undefined }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <Group gap={12} wrap="nowrap" align="flex-start">
      <Thumb src={picture} size={40} />
      <div>
        <Text size="sm" fw={500}>
          {line.name}
        </Text>
        <Text size="xs" c="dimmed">
          {[line.sku, ...Object.values(line.options as Record<string, string>)].join(' · ')}
        </Text>
        <Text size="xs" c="dimmed">
          {[
            line.canceled > 0 && w.canceled(number(line.canceled, language)),
            line.fulfilled > 0 && w.given(number(line.fulfilled, language)),
            line.returned > 0 && w.returned(number(line.returned, language)),
            line.note,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
    </Group>
  )
}
