import { Button, Group, NumberInput, SegmentedControl, Select, Skeleton, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { money, number } from '#shared/show.ts'
import { SidePanel } from '../../frame/side-panel.tsx'
import { api, refresh } from '../../queries.ts'
import type { RowOf } from '../../queries.ts'
import classes from '../office.module.css'
import { BatchProgress } from '../pieces/batch-progress.tsx'
import { useBatch } from '../pieces/use-batch.ts'
import type { PriceList } from './lists.ts'

const WORDS = {
  title: { es: 'Subir o bajar precios', en: 'Raise or lower prices' },
  about: {
    es: (count: string) => `Afecta a ${count} precios de esta lista.`,
    en: (count: string) => `Changes ${count} prices of this list.`,
  },
  found: {
    es: (count: string, text: string) => `Afecta a los ${count} precios de «${text}».`,
    en: (count: string, text: string) => `Changes the ${count} prices of “${text}”.`,
  },
  raise: { es: 'Subir', en: 'Raise' },
  lower: { es: 'Bajar', en: 'Lower' },
  percent: { es: 'Porcentaje', en: 'Per cent' },
  round: { es: 'Redondeo', en: 'Rounding' },
  cent: { es: 'Al céntimo', en: 'To the cent' },
  ten: { es: 'A 10 céntimos', en: 'To 10 cents' },
  ending: { es: 'Acabado en ,95', en: 'Ending in .95' },
  keep: { es: 'Enseñar el precio de antes tachado', en: 'Show the price before, struck out' },
  now: { es: 'Ahora', en: 'Now' },
  after: { es: 'Después', en: 'Then' },
  article: { es: 'Artículo', en: 'Article' },
  rest: { es: (count: string) => `y ${count} más`, en: (count: string) => `and ${count} more` },
  apply: { es: (count: string) => `Cambiar ${count} precios`, en: (count: string) => `Change ${count} prices` },
} as const

type Row = RowOf<'listPrices'>
type Rounding = 'cent' | 'ten' | 'ending'
const PREVIEWED = 12
const AT_ONCE = 500
const READ_MAX = 20_000
const PERCENT_MAX = 90

type Rule = { way: 'raise' | 'lower'; percent: number; rounding: Rounding }

function changed(amount: number, { way, percent, rounding }: Rule): number {
  const next = amount * (1 + (way === 'raise' ? percent : -percent) / 100)
  if (rounding === 'ten') return Math.round(next / 10) * 10
  if (rounding === 'ending') return Math.max(95, Math.round((next - 95) / 100) * 100 + 95)
  return Math.round(next)
}

type Props = { list: PriceList; text: string | undefined; onClose: () => void }

/** A percentage on all prices that are shown, seen before it is done. */
export function BulkPricesPanel({ list, text, onClose }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [rule, setRule] = useState<Rule>({ way: 'lower', percent: 10, rounding: 'cent' })
  const [keep, setKeep] = useState(true)
  const batch = useBatch()
  const all = useAllPrices(list, text)
  const changes = (all.data ?? [])
    .map((row) => ({ row, next: changed(row.amount, rule) }))
    .filter(({ row, next }) => next !== row.amount)
  const say = (count: number): string => number(count, language)
  const apply = async (): Promise<void> => {
    const chunks = Array.from({ length: Math.ceil(changes.length / AT_ONCE) }, (_, index) =>
      changes.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
    )
    const { failed } = await batch.run(
      chunks,
      ([first]) => first?.row.name ?? '',
      (chunk) =>
        api.setPrices({
          code: list.code,
          prices: chunk.map(({ row: { variant_id, min_quantity, amount, compare_at }, next }) => ({
            variant_id,
            min_quantity,
            amount: next,
            compare_at: keep && rule.way === 'lower' ? Math.max(amount, compare_at ?? 0) : null,
          })),
        }),
    )
    await refresh('listPrices', 'getVariantPrices', 'quotePrices')
    if (failed.length === 0) onClose()
  }
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={w.title}
      footer={
        batch.state ? (
          <BatchProgress batch={batch} />
        ) : (
          <Button disabled={changes.length === 0} onClick={() => void apply()}>
            {w.apply(say(changes.length))}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {all.error && <Trouble error={all.error} again={() => void all.refetch()} />}
        <Controls rule={rule} setRule={setRule} />
        {rule.way === 'lower' && (
          <Switch label={w.keep} checked={keep} onChange={(event) => setKeep(event.target.checked)} />
        )}
        {!all.data ? (
          <Skeleton h={200} />
        ) : (
          <>
            <Text size="sm" c="dimmed">
              {text === undefined ? w.about(say(changes.length)) : w.found(say(changes.length), text)}
            </Text>
            <Preview changes={changes} currency={list.currency} />
          </>
        )}
      </Stack>
    </SidePanel>
  )
}

function Controls({ rule, setRule }: { rule: Rule; setRule: (rule: Rule) => void }) {
  const w = useWords(WORDS)
  return (
    <Group align="flex-end">
      <SegmentedControl
        value={rule.way}
        onChange={(next) => setRule({ ...rule, way: next as Rule['way'] })}
        data={[
          { value: 'lower', label: w.lower },
          { value: 'raise', label: w.raise },
        ]}
      />
      <NumberInput
        label={w.percent}
        w={110}
        min={0}
        max={PERCENT_MAX}
        decimalScale={1}
        suffix=" %"
        value={rule.percent}
        onChange={(value) => setRule({ ...rule, percent: Number(value) || 0 })}
      />
      <Select
        label={w.round}
        w={170}
        allowDeselect={false}
        value={rule.rounding}
        onChange={(next) => setRule({ ...rule, rounding: next as Rounding })}
        data={(['cent', 'ten', 'ending'] as const).map((one) => ({ value: one, label: w[one] }))}
      />
    </Group>
  )
}

function Preview({ changes, currency }: { changes: readonly { row: Row; next: number }[]; currency: string }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <>
      <table className={classes['plainTable']} aria-label={w.title}>
        <thead>
          <tr>
            <th>{w.article}</th>
            <th data-right>{w.now}</th>
            <th data-right>{w.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, PREVIEWED).map(({ row, next }) => (
            <tr key={`${row.variant_id} ${row.min_quantity}`}>
              <td>
                {row.name} <span className={classes['quiet']}>{row.sku}</span>
              </td>
              <td data-right>{money(row.amount, currency, language)}</td>
              <td data-right style={{ fontWeight: 500 }}>
                {money(next, currency, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > PREVIEWED && (
        <Text size="xs" c="dimmed">
          {w.rest(number(changes.length - PREVIEWED, language))}
        </Text>
      )}
    </>
  )
}

function useAllPrices({ code }: PriceList, text: string | undefined) {
  const locale = useLanguage()
  return useQuery({
    queryKey: ['listPrices', 'all', code, text, locale],
    queryFn: async ({ signal }) => {
      const rows: Row[] = []
      const asked = { code, locale, limit: 200, ...(text === undefined ? {} : { text }) }
      for await (const row of api.each('listPrices', asked, { signal })) {
        rows.push(row as Row)
        if (rows.length >= READ_MAX) break
      }
      return rows
    },
  })
}
