import { Button, NumberInput, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { useFieldErrors } from '../../frame/field-errors.ts'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { MomentField } from '../pieces/moment-field.tsx'
import { codeOf } from '../products/draft.ts'
import type { PriceList } from './lists.ts'

const WORDS = {
  make: { es: 'Crear lista de precios', en: 'Make a price list' },
  edit: { es: 'Cambiar la lista', en: 'Change the list' },
  name: { es: 'Nombre', en: 'Name' },
  channel: { es: 'Solo en el canal', en: 'Only in channel' },
  store: { es: 'Solo en la tienda', en: 'Only in shop' },
  tag: { es: 'Solo para clientes con la etiqueta', en: 'Only for customers tagged' },
  any: { es: 'Cualquiera', en: 'Any' },
  from: { es: 'Desde', en: 'From' },
  to: { es: 'Hasta', en: 'Until' },
  priority: { es: 'Prioridad', en: 'Priority' },
  priorityAbout: {
    es: 'Donde valen varias listas, gana la de número más alto.',
    en: 'Where several lists hold, the highest number wins.',
  },
  currency: { es: 'Moneda', en: 'Currency' },
  included: { es: 'Los precios incluyen impuestos', en: 'Prices include tax' },
  active: { es: 'Activa', en: 'Active' },
  activeAbout: {
    es: 'Al desactivarla termina ahora; lo que pedía queda en el historial.',
    en: 'Switched off it ends now; what it asked stays in the history.',
  },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Lista guardada', en: 'List saved' },
} as const

const BLANK: Omit<PriceList, 'id'> = {
  code: '',
  name: '',
  currency: 'EUR',
  tax_included: true,
  channel: null,
  store_id: null,
  customer_tag: null,
  starts_at: null,
  ends_at: null,
  priority: 10,
  active: true,
}

/** A price list: where and when it holds, and before which others. */
export function ListPanel({ list, onClose }: { list: PriceList | null; onClose: () => void }) {
  const w = useWords(WORDS)
  const [draft, setDraft] = useState<Omit<PriceList, 'id'>>(list ?? BLANK)
  const set = (part: Partial<PriceList>): void => setDraft({ ...draft, ...part })
  const save = useAction('savePriceList', {
    done: w.saved,
    refreshes: ['listPriceLists', 'getVariantPrices', 'quotePrices'],
    quiet: true,
    onDone: onClose,
  })
  const errors = useFieldErrors(save.error, { bad_validity: 'to', price_list_in_use: 'currency' })
  const code = draft.code || codeOf(draft.name)
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={list ? w.edit : w.make}
      size="md"
      footer={
        <Button
          loading={save.isPending}
          disabled={code === ''}
          onClick={() => save.mutate({ ...withoutId(draft), code })}
        >
          {w.save}
        </Button>
      }
    >
      <Stack gap="sm">
        <TextInput
          label={w.name}
          required
          data-autofocus
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Scope draft={draft} set={set} />
        <MomentField label={w.from} value={draft.starts_at} onMoment={(starts_at) => set({ starts_at })} />
        <MomentField
          label={w.to}
          value={draft.ends_at}
          error={errors.of('to')}
          onMoment={(ends_at) => set({ ends_at })}
        />
        <Terms draft={draft} set={set} currencyError={errors.of('currency')} />
        {errors.rest && <Trouble error={errors.rest} />}
        {list && (
          <Text size="xs" c="dimmed">
            {list.code}
          </Text>
        )}
      </Stack>
    </SidePanel>
  )
}

const withoutId = (list: Omit<PriceList, 'id'>): Omit<PriceList, 'id'> => {
  const { id: _id, ...rest } = list as PriceList
  return rest
}

function Scope({ draft, set }: { draft: Omit<PriceList, 'id'>; set: (part: Partial<PriceList>) => void }) {
  const w = useWords(WORDS)
  const stores = useQuery(ask('listStores', {}))
  const channels = useQuery(ask('listChannels', {}))
  return (
    <>
      <Select
        label={w.channel}
        placeholder={w.any}
        clearable
        data={(channels.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        value={draft.channel}
        onChange={(channel) => set({ channel })}
      />
      <Select
        label={w.store}
        placeholder={w.any}
        clearable
        searchable
        data={(stores.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.store_id}
        onChange={(store_id) => set({ store_id })}
      />
      <TextInput
        label={w.tag}
        placeholder={w.any}
        value={draft.customer_tag ?? ''}
        onChange={(event) => set({ customer_tag: event.target.value || null })}
      />
    </>
  )
}

type TermsProps = {
  draft: Omit<PriceList, 'id'>
  set: (part: Partial<PriceList>) => void
  currencyError: string | undefined
}

function Terms({ draft, set, currencyError }: TermsProps) {
  const w = useWords(WORDS)
  return (
    <>
      <NumberInput
        label={w.priority}
        description={w.priorityAbout}
        value={draft.priority}
        allowDecimal={false}
        onChange={(value) => set({ priority: Number(value) || 0 })}
      />
      <TextInput
        label={w.currency}
        value={draft.currency}
        maxLength={3}
        error={currencyError}
        onChange={(event) => set({ currency: event.target.value.toUpperCase() })}
      />
      <Switch
        label={w.included}
        checked={draft.tax_included}
        onChange={(event) => set({ tax_included: event.target.checked })}
      />
      <Switch
        label={w.active}
        description={w.activeAbout}
        checked={draft.active}
        onChange={(event) => set({ active: event.target.checked })}
      />
    </>
  )
}
