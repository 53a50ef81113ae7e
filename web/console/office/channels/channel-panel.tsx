import { Button, NumberInput, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Input, Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { channelName } from '#shared/channels.ts'
import { useFieldErrors } from '../../frame/field-errors.ts'
import { SidePanel } from '../../frame/side-panel.tsx'
import { api, ask, refresh } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { codeOf } from '../products/draft.ts'
import { SellsFrom } from './sells-from.tsx'
import type { Source } from './sells-from.tsx'

const WORDS = {
  make: { es: 'Abrir canal', en: 'Open a channel' },
  name: { es: 'Nombre', en: 'Name' },
  code: { es: 'Código', en: 'Code' },
  kind: { es: 'Tipo', en: 'Kind' },
  currency: { es: 'Moneda', en: 'Currency' },
  language: { es: 'Idioma', en: 'Language' },
  hold: { es: 'Cuánto aparta la cesta (minutos)', en: 'How long a cart holds (minutes)' },
  origins: { es: 'Direcciones de sus páginas', en: 'Addresses of its pages' },
  originsAbout: {
    es: 'Tras pagar, el cliente solo vuelve a una de estas: https://tienda.example',
    en: 'After paying, customers come back to these alone: https://shop.example',
  },
  active: { es: 'Vende', en: 'Sells' },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Canal guardado', en: 'Channel saved' },
  es: { es: 'Español', en: 'Spanish' },
  en: { es: 'Inglés', en: 'English' },
} as const

type Channel = Reply<'listChannels'>['items'][number]
type Draft = Required<Input<'saveChannel'>>
const KINDS = ['web', 'mobile', 'store', 'phone', 'mail', 'chat', 'whatsapp', 'social', 'marketplace', 'agent'] as const

const draftOf = (channel: Channel | null): Draft =>
  channel
    ? ({ ...channel } as Draft)
    : {
        code: '',
        kind: 'web',
        name: '',
        currency: 'EUR',
        locale: 'es',
        hold_seconds: 1_800,
        active: true,
        origins: [],
      }

/** A channel, and the places it sells from. */
export function ChannelPanel({ channel, onClose }: { channel: Channel | null; onClose: () => void }) {
  const w = useWords(WORDS)
  const mayEdit = useMay()('organisation.edit')
  const [draft, setDraft] = useState(() => draftOf(channel))
  const [sources, setSources] = useState<readonly Source[] | null>(null)
  const known = useQuery({
    ...ask('listChannelLocations', { code: channel?.code ?? '' }),
    enabled: channel !== null,
  })
  const save = useMutation({
    mutationFn: async () => {
      const code = draft.code || codeOf(draft.name).replaceAll('-', '_')
      await api.saveChannel({ ...draft, code })
      if (sources !== null) await api.sellFrom({ code, locations: [...sources] })
    },
    onSuccess: async () => {
      notifications.show({ message: w.saved, color: 'green' })
      onClose()
      await refresh('listChannels', 'listChannelLocations')
    },
  })
  const errors = useFieldErrors(save.error, { bad_origin: 'origins', unknown_currency: 'currency' })
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={channel?.name ?? w.make}
      footer={
        <Button disabled={!mayEdit || draft.name.trim() === ''} loading={save.isPending} onClick={() => save.mutate()}>
          {w.save}
        </Button>
      }
    >
      <Stack gap="sm">
        <Fields
          draft={draft}
          isNew={channel === null}
          set={(part) => setDraft({ ...draft, ...part })}
          errorOf={errors.of}
        />
        <SellsFrom sources={sources ?? known.data?.items ?? []} setSources={setSources} />
        {errors.rest && <Trouble error={errors.rest} />}
      </Stack>
    </SidePanel>
  )
}

type FieldsProps = {
  draft: Draft
  isNew: boolean
  set: (part: Partial<Draft>) => void
  errorOf: (field: 'origins' | 'currency') => string | undefined
}

function Fields({ draft, isNew, set, errorOf }: FieldsProps) {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <>
      <TextInput label={w.name} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
      {isNew && (
        <>
          <TextInput
            label={w.code}
            placeholder={codeOf(draft.name).replaceAll('-', '_')}
            value={draft.code}
            onChange={(event) => set({ code: event.target.value.toLowerCase() })}
          />
          <Select
            label={w.kind}
            allowDeselect={false}
            data={KINDS.map((value) => ({ value, label: channelName(value, language) }))}
            value={draft.kind}
            onChange={(kind) => set({ kind: kind as Draft['kind'] })}
          />
        </>
      )}
      <TextInput
        label={w.currency}
        error={errorOf('currency')}
        maxLength={3}
        value={draft.currency}
        onChange={(event) => set({ currency: event.target.value.toUpperCase() })}
      />
      <Select
        label={w.language}
        allowDeselect={false}
        data={(['es', 'en'] as const).map((value) => ({ value, label: w[value] }))}
        value={draft.locale}
        onChange={(locale) => set({ locale: locale as 'es' | 'en' })}
      />
      <NumberInput
        label={w.hold}
        min={0}
        max={10_080}
        value={Math.round(draft.hold_seconds / 60)}
        onChange={(value) => set({ hold_seconds: (Number(value) || 0) * 60 })}
      />
      <TagsInput
        label={w.origins}
        description={w.originsAbout}
        error={errorOf('origins')}
        maxTags={20}
        value={draft.origins}
        onChange={(origins) => set({ origins })}
      />
      <Switch label={w.active} checked={draft.active} onChange={(event) => set({ active: event.target.checked })} />
    </>
  )
}
