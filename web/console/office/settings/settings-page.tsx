import { Button, Group, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { useFieldErrors } from '../../frame/field-errors.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import { Section } from '../pieces/section.tsx'
import { LegalEntities } from './legal-entities.tsx'
import { SettingsTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Ajustes', en: 'Settings' },
  business: { es: 'El negocio', en: 'The business' },
  name: { es: 'Nombre', en: 'Name' },
  country: { es: 'País de origen (ISO)', en: 'Home country (ISO)' },
  language: { es: 'Idioma', en: 'Language' },
  es: { es: 'Español', en: 'Spanish' },
  en: { es: 'Inglés', en: 'English' },
  currency: { es: 'Moneda', en: 'Currency' },
  zone: { es: 'Zona horaria', en: 'Time zone' },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Ajustes guardados', en: 'Settings saved' },
} as const

/** The retailer itself, and the companies that sell for it. */
export function SettingsPage() {
  const w = useWords(WORDS)
  const retailer = useQuery(ask('getRetailer', {}))
  return (
    <>
      <PageHeader title={w.title} />
      <SettingsTabs />
      <div className={classes['column']}>
        {retailer.error ? (
          <Trouble error={retailer.error} again={() => void retailer.refetch()} />
        ) : retailer.data ? (
          <RetailerForm key={JSON.stringify(retailer.data)} retailer={retailer.data} />
        ) : (
          <Loading />
        )}
        <LegalEntities />
      </div>
    </>
  )
}

function RetailerForm({ retailer }: { retailer: Reply<'getRetailer'> }) {
  const w = useWords(WORDS)
  const mayEdit = useMay()('organisation.edit')
  const [draft, setDraft] = useState(retailer)
  const save = useAction('saveRetailer', { done: w.saved, refreshes: ['getRetailer'], quiet: true })
  const errors = useFieldErrors(save.error, { unknown_timezone: 'zone', unknown_currency: 'currency' })
  const { name, country, default_locale, default_currency, timezone } = draft
  const isChanged = JSON.stringify(draft) !== JSON.stringify(retailer)
  return (
    <Section title={w.business}>
      <div className={classes['two']}>
        <TextInput label={w.name} value={name} onChange={(event) => setDraft({ ...draft, name: event.target.value })} />
        <TextInput
          label={w.country}
          maxLength={2}
          value={country}
          onChange={(event) => setDraft({ ...draft, country: event.target.value.toUpperCase() })}
        />
        <Select
          label={w.language}
          allowDeselect={false}
          data={(['es', 'en'] as const).map((value) => ({ value, label: w[value] }))}
          value={default_locale}
          onChange={(next) => next && setDraft({ ...draft, default_locale: next })}
        />
        <TextInput
          label={w.currency}
          error={errors.of('currency')}
          maxLength={3}
          value={default_currency}
          onChange={(event) => setDraft({ ...draft, default_currency: event.target.value.toUpperCase() })}
        />
        <TextInput
          label={w.zone}
          error={errors.of('zone')}
          value={timezone}
          onChange={(event) => setDraft({ ...draft, timezone: event.target.value })}
        />
      </div>
      {errors.rest && <Trouble error={errors.rest} />}
      <Group justify="flex-end" mt="md">
        <Button
          disabled={!mayEdit || !isChanged}
          loading={save.isPending}
          onClick={() =>
            save.mutate({ name, country, default_currency, timezone, default_locale: default_locale as 'es' | 'en' })
          }
        >
          {w.save}
        </Button>
      </Group>
    </Section>
  )
}
