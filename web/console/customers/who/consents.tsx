import { ActionIcon, Button, Group, Radio, Select, Stack, Text, Textarea, Tooltip } from '@mantine/core'
import { IconCheck, IconMinus, IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { channelName } from '#shared/channels.ts'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { Facts } from '../../frame/state.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import type { Customer } from '../customer-page.tsx'
import classes from '../customers.module.css'
import { wordFor } from '../thread/tell.ts'
import { Part } from './part.tsx'

const WORDS = {
  title: { es: 'Consentimientos', en: 'Consents' },
  none: {
    es: 'No ha respondido a nada: solo se le pueden mandar avisos de sus pedidos.',
    en: 'Nothing was answered: only messages about their orders may be sent.',
  },
  record: { es: 'Anotar una respuesta', en: 'Record an answer' },
  proof: { es: 'Prueba', en: 'Proof' },
  answered: { es: 'Respondido', en: 'Answered' },
  where: { es: 'Dónde', en: 'Where' },
  text: { es: 'Texto que vio', en: 'Text they saw' },
  version: { es: 'Versión', en: 'Version' },
  place: { es: 'Lugar', en: 'Place' },
  contact: { es: 'Contacto', en: 'Contact' },
  purpose: { es: 'Para qué', en: 'What for' },
  answer: { es: 'Respuesta', en: 'Answer' },
  granted: { es: 'Sí', en: 'Yes' },
  denied: { es: 'No', en: 'No' },
  withdrawn: { es: 'Lo retira', en: 'Takes it back' },
  marketing: { es: 'Ofertas y novedades', en: 'Offers and news' },
  profiling: { es: 'Recomendaciones a medida', en: 'Personal recommendations' },
  said: {
    es: 'Lo que leíste o enseñaste al cliente',
    en: 'What you read or showed to the customer',
  },
  standard: {
    es: '¿Quieres recibir nuestras novedades y ofertas? Puedes darte de baja cuando quieras.',
    en: 'Would you like our news and offers? You can stop them whenever you like.',
  },
  keep: { es: 'Anotar', en: 'Record' },
  needs: { es: 'Añade antes un correo o un teléfono.', en: 'Add an e-mail or phone first.' },
} as const
const VERSION = 'desk-1'

type Consent = Reply<'listConsents'>['items'][number]

/** What may be sent to whom, at a glance; each answer with its proof. */
export function Consents({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const may = useMay()
  const [shown, setShown] = useState<Consent | null>(null)
  const [records, setRecords] = useState(false)
  const { data } = useQuery({
    ...ask('listConsents', { customer_id: customer.id }),
    enabled: may('consent.read'),
  })
  if (!may('consent.read')) return null
  const current = data?.items.filter((one) => one.current) ?? []
  return (
    <Part
      title={w.title}
      action={
        may('consent.edit') &&
        !customer.erased_at && (
          <Tooltip label={w.record}>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={w.record} onClick={() => setRecords(true)}>
              <IconPlus size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        )
      }
    >
      {data && current.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.none}
        </Text>
      )}
      <ul className={classes['plain']}>
        {current.map((consent) => (
          <ConsentRow key={consent.id} consent={consent} show={() => setShown(consent)} />
        ))}
      </ul>
      <SidePanel opened={shown !== null} onClose={() => setShown(null)} title={w.proof} size="md">
        {shown && <Proof consent={shown} />}
      </SidePanel>
      <SidePanel opened={records} onClose={() => setRecords(false)} title={w.record} size="md">
        <Record customer={customer} onDone={() => setRecords(false)} />
      </SidePanel>
    </Part>
  )
}

const SIGNS = { granted: IconCheck, denied: IconX, withdrawn: IconMinus } as const

function ConsentRow({ consent, show }: { consent: Consent; show: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const Sign = SIGNS[consent.answer]
  return (
    <li>
      <button type="button" className={classes['consent']} onClick={show}>
        <Sign
          size={16}
          stroke={2}
          role="img"
          aria-label={w[consent.answer]}
          color={consent.answer === 'granted' ? 'var(--ok)' : 'var(--bad)'}
        />
        <span>{wordFor(consent.purpose, language)}</span>
        <span>{wordFor(consent.channel, language)}</span>
      </button>
    </li>
  )
}

function Proof({ consent }: { consent: Consent }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const proof = (consent.proof ?? {}) as { text?: string; place?: string }
  return (
    <Facts
      of={[
        [w.answer, w[consent.answer]],
        [w.purpose, wordFor(consent.purpose, language)],
        [w.contact, `${consent.contact_value} · ${wordFor(consent.channel, language)}`],
        [w.answered, date(consent.answered_at, 'moment', language)],
        [w.where, channelName(consent.asked_in, language)],
        [w.place, proof.place ?? '–'],
        [w.version, consent.text_version],
        [w.text, proof.text ?? '–'],
      ]}
    />
  )
}

function Record({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const w = useWords(WORDS)
  const contacts = customer.identities.filter(({ kind }) => kind === 'email' || kind === 'phone')
  const [contact, setContact] = useState(contacts[0]?.value ?? null)
  const [purpose, setPurpose] = useState<'marketing' | 'profiling'>('marketing')
  const [answer, setAnswer] = useState<'granted' | 'denied' | 'withdrawn'>('granted')
  const [text, setText] = useState<string>(w.standard)
  const record = useAction('recordConsent', { quiet: true, refreshes: ['listConsents', 'getTimeline'], onDone })
  const chosen = contacts.find(({ value }) => value === contact)
  if (!chosen) return <Text size="sm">{w.needs}</Text>
  const keep = (): void =>
    record.mutate({
      customer_id: customer.id,
      contact_kind: chosen.kind as 'email' | 'phone',
      contact_value: chosen.value,
      channel: chosen.kind === 'email' ? 'email' : 'phone',
      purpose,
      answer,
      text,
      text_version: VERSION,
    })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
    >
      <Stack>
        <Select
          label={w.contact}
          value={contact}
          allowDeselect={false}
          onChange={setContact}
          data={contacts.map(({ value, shown }) => ({ value, label: shown }))}
        />
        <Select
          label={w.purpose}
          value={purpose}
          allowDeselect={false}
          onChange={(value) => setPurpose(value as typeof purpose)}
          data={(['marketing', 'profiling'] as const).map((value) => ({ value, label: w[value] }))}
        />
        <Radio.Group label={w.answer} value={answer} onChange={(value) => setAnswer(value as typeof answer)}>
          <Group mt={8}>
            {(['granted', 'denied', 'withdrawn'] as const).map((value) => (
              <Radio key={value} value={value} label={w[value]} />
            ))}
          </Group>
        </Radio.Group>
        <Textarea
          label={w.said}
          required
          minRows={3}
          autosize
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {record.error && <Trouble error={record.error} />}
        <Button type="submit" loading={record.isPending}>
          {w.keep}
        </Button>
      </Stack>
    </form>
  )
}
