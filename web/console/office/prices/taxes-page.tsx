import { Button, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconReceiptTax } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty, Trouble } from '#ui/states.tsx'
import { countryName, regionWords } from '#shared/regions.ts'
import { date, percent } from '#shared/show.ts'
import { DataTable } from '../../frame/data-table.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { TAX_CLASS } from '../products/words.ts'
import type { TaxClass } from '../products/words.ts'
import { PriceTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Precios', en: 'Prices' },
  make: { es: 'Añadir tipo', en: 'Add a rate' },
  panel: { es: 'Tipo de impuesto', en: 'Tax rate' },
  country: { es: 'País', en: 'Country' },
  region: { es: 'Región', en: 'Region' },
  regionAbout: { es: 'ISO: ES-CN. Vacía: todo el país.', en: 'ISO: ES-CN. Empty: the whole country.' },
  whole: { es: 'Todo el país', en: 'The whole country' },
  kind: { es: 'Clase', en: 'Class' },
  name: { es: 'Nombre', en: 'Name' },
  rate: { es: 'Tipo', en: 'Rate' },
  from: { es: 'Desde', en: 'From' },
  to: { es: 'Hasta', en: 'Until' },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Tipo guardado', en: 'Rate saved' },
  empty: { es: 'Todavía no hay impuestos', en: 'There are no taxes yet' },
  emptyText: {
    es: 'Sin un tipo no se puede vender: añade los de tu país.',
    en: 'Nothing can be sold without a rate: add those of your country.',
  },
} as const

type Rate = Reply<'listTaxRates'>['items'][number]
const PPM = 10_000

/** Taxes by country, region, class and day: a new rate begins on a day, the old one stays for what was sold before. */
export function TaxesPage() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const rates = useQuery(ask('listTaxRates', {}))
  const [editing, setEditing] = useState<Rate | 'new' | null>(null)
  return (
    <>
      <PageHeader
        title={w.title}
        actions={
          <Button
            leftSection={<IconPlus size={16} stroke={1.75} />}
            disabled={!may('prices.edit')}
            onClick={() => setEditing('new')}
          >
            {w.make}
          </Button>
        }
      />
      <PriceTabs />
      <DataTable<Rate>
        label={w.panel}
        list={{ rows: rates.data?.items, error: rates.error, again: () => void rates.refetch() }}
        rowKey={({ id }) => id}
        open={setEditing}
        empty={
          <Empty icon={<IconReceiptTax size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={[
          { key: 'name', title: w.name, render: ({ name }) => name },
          { key: 'country', title: w.country, render: ({ country }) => countryName(country, language) },
          {
            key: 'region',
            title: w.region,
            from: 'tablet',
            render: ({ country, region }) => regionWords(country, region) ?? (region || w.whole),
          },
          { key: 'class', title: w.kind, render: ({ tax_class }) => TAX_CLASS[tax_class][language] },
          {
            key: 'from',
            title: w.from,
            from: 'tablet',
            render: ({ valid_from }) => date(valid_from, 'short', language, 'UTC'),
          },
          {
            key: 'to',
            title: w.to,
            from: 'desktop',
            render: ({ valid_to }) => valid_to && date(valid_to, 'short', language, 'UTC'),
          },
          {
            key: 'rate',
            title: w.rate,
            align: 'right',
            render: ({ rate_ppm }) => percent(rate_ppm / 1_000_000, language, 2),
          },
        ]}
      />
      {editing && may('prices.edit') && (
        <RatePanel rate={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

const BLANK: Omit<Rate, 'id'> = {
  country: 'ES',
  tax_class: 'standard',
  name: '',
  rate_ppm: 210_000,
  valid_from: '',
  region: '',
  valid_to: null,
}

function RatePanel({ rate, onClose }: { rate: Rate | null; onClose: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [draft, setDraft] = useState<Omit<Rate, 'id'>>(rate ?? BLANK)
  const set = (part: Partial<Rate>): void => setDraft({ ...draft, ...part })
  const save = useAction('saveTaxRate', { done: w.saved, refreshes: ['listTaxRates'], quiet: true, onDone: onClose })
  const send = (): void => {
    const { region, country, tax_class, name, rate_ppm, valid_from, valid_to } = draft
    save.mutate({ country, tax_class, name, rate_ppm, valid_from, valid_to, ...(region === '' ? {} : { region }) })
  }
  return (
    <SidePanel
      opened
      onClose={onClose}
      size="md"
      title={w.panel}
      footer={
        <Button loading={save.isPending} disabled={draft.name === '' || draft.valid_from === ''} onClick={send}>
          {w.save}
        </Button>
      }
    >
      <Stack gap="sm">
        <TextInput label={w.name} required value={draft.name} onChange={(event) => set({ name: event.target.value })} />
        <NumberInput
          label={w.rate}
          min={0}
          max={100}
          decimalScale={4}
          suffix=" %"
          value={draft.rate_ppm / PPM}
          onChange={(value) => set({ rate_ppm: Math.round(Number(value) * PPM) })}
        />
        <Select
          label={w.kind}
          allowDeselect={false}
          data={Object.entries(TAX_CLASS).map(([value, name]) => ({ value, label: name[language] }))}
          value={draft.tax_class}
          onChange={(tax_class) => set({ tax_class: tax_class as TaxClass })}
        />
        <TextInput
          label={w.country}
          maxLength={2}
          value={draft.country}
          onChange={(event) => set({ country: event.target.value.toUpperCase() })}
        />
        <TextInput
          label={w.region}
          description={w.regionAbout}
          maxLength={6}
          value={draft.region}
          onChange={(event) => set({ region: event.target.value.toUpperCase() })}
        />
        <TextInput
          label={w.from}
          type="date"
          required
          value={draft.valid_from}
          onChange={(event) => set({ valid_from: event.target.value })}
        />
        <TextInput
          label={w.to}
          type="date"
          value={draft.valid_to ?? ''}
          onChange={(event) => set({ valid_to: event.target.value || null })}
        />
        {save.error && <Trouble error={save.error} />}
      </Stack>
    </SidePanel>
  )
}
