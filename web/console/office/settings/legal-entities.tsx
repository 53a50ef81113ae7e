import { Button, Select, Stack, TextInput } from '@mantine/core'
import { IconBuilding, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Input, Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Empty, Trouble } from '#ui/states.tsx'
import { DataTable } from '../../frame/data-table.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { AddressFields, addressOf, emptyAddress } from '../../frame/address-fields.tsx'
import { Section } from '../pieces/section.tsx'

const WORDS = {
  title: { es: 'Sociedades', en: 'Companies' },
  about: {
    es: 'Quién vende y factura. Cada tienda es de una.',
    en: 'Who sells and invoices. Each shop belongs to one.',
  },
  make: { es: 'Añadir sociedad', en: 'Add a company' },
  edit: { es: 'Cambiar sociedad', en: 'Change company' },
  name: { es: 'Razón social', en: 'Legal name' },
  tax: { es: 'NIF', en: 'Tax number' },
  country: { es: 'País', en: 'Country' },
  rounding: { es: 'Redondeo del impuesto', en: 'Tax rounding' },
  line: { es: 'por línea', en: 'per line' },
  document: { es: 'por documento', en: 'per document' },
  mode: { es: 'El medio céntimo', en: 'The half cent' },
  half_up: { es: 'hacia arriba', en: 'up' },
  half_even: { es: 'al par más cercano', en: 'to the nearest even' },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Sociedad guardada', en: 'Company saved' },
  empty: { es: 'Todavía no hay sociedades', en: 'There are no companies yet' },
} as const

type Entity = Reply<'listLegalEntities'>['items'][number]
type Level = 'line' | 'document'
type Mode = 'half_up' | 'half_even'

export function LegalEntities() {
  const w = useWords(WORDS)
  const may = useMay()
  const entities = useQuery(ask('listLegalEntities', {}))
  const [editing, setEditing] = useState<Entity | 'new' | null>(null)
  return (
    <Section
      title={w.title}
      about={w.about}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          disabled={!may('organisation.edit')}
          onClick={() => setEditing('new')}
        >
          {w.make}
        </Button>
      }
    >
      <DataTable<Entity>
        label={w.title}
        list={{ rows: entities.data?.items, error: entities.error, again: () => void entities.refetch() }}
        rowKey={({ id }) => id}
        open={setEditing}
        empty={<Empty icon={<IconBuilding size={28} stroke={1.5} />} title={w.empty} />}
        columns={[
          { key: 'name', title: w.name, render: ({ name }) => name },
          { key: 'tax', title: w.tax, render: ({ tax_id }) => tax_id ?? '' },
          { key: 'country', title: w.country, from: 'tablet', render: ({ country }) => country },
          {
            key: 'rounding',
            title: w.rounding,
            from: 'desktop',
            render: ({ rounding_level, rounding_mode }) => `${w[rounding_level as Level]}, ${w[rounding_mode as Mode]}`,
          },
        ]}
      />
      {editing && (
        <EntityPanel
          key={editing === 'new' ? 'new' : editing.id}
          entity={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

type Draft = Required<Input<'saveLegalEntity'>>

function EntityPanel({ entity, onClose }: { entity: Entity | null; onClose: () => void }) {
  const w = useWords(WORDS)
  const mayEdit = useMay()('organisation.edit')
  const [draft, setDraft] = useState<Draft>(() => ({
    legal_entity_id: entity?.id ?? crypto.randomUUID(),
    name: entity?.name ?? '',
    tax_id: entity?.tax_id ?? '',
    country: entity?.country ?? 'ES',
    address: { ...emptyAddress, ...entity?.address },
    rounding_level: (entity?.rounding_level ?? 'line') as Level,
    rounding_mode: (entity?.rounding_mode ?? 'half_up') as Mode,
  }))
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const save = useAction('saveLegalEntity', {
    done: w.saved,
    refreshes: ['listLegalEntities'],
    quiet: true,
    onDone: onClose,
  })
  const send = (): void => {
    const { tax_id, address, ...rest } = draft
    save.mutate({ ...rest, address: addressOf(address), ...(tax_id.trim() === '' ? {} : { tax_id: tax_id.trim() }) })
  }
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={entity ? w.edit : w.make}
      footer={
        <Button
          disabled={!mayEdit || draft.name.trim() === '' || draft.address.line1 === ''}
          loading={save.isPending}
          onClick={send}
        >
          {w.save}
        </Button>
      }
    >
      <Stack gap="sm">
        <TextInput label={w.name} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
        <TextInput label={w.tax} value={draft.tax_id} onChange={(event) => set({ tax_id: event.target.value })} />
        <AddressFields
          receiver={false}
          value={draft.address}
          onChange={(address) => set({ address, country: address.country })}
        />
        <Select
          label={w.rounding}
          allowDeselect={false}
          data={(['line', 'document'] as const).map((value) => ({ value, label: w[value] }))}
          value={draft.rounding_level}
          onChange={(next) => set({ rounding_level: next as Level })}
        />
        <Select
          label={w.mode}
          allowDeselect={false}
          data={(['half_up', 'half_even'] as const).map((value) => ({ value, label: w[value] }))}
          value={draft.rounding_mode}
          onChange={(next) => set({ rounding_mode: next as Mode })}
        />
        {save.error && <Trouble error={save.error} />}
      </Stack>
    </SidePanel>
  )
}
