import { ActionIcon, Avatar, Badge, Group, Text, Tooltip } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { date } from '#shared/show.ts'
import { channelName } from '#shared/channels.ts'
import { preferenceWords } from '#shared/preferences.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { addressLine } from '../../frame/address-fields.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import type { Customer } from '../customer-page.tsx'
import classes from '../customers.module.css'
import { wordFor } from '../thread/tell.ts'
import { AddContact } from './add-contact.tsx'
import { AddressSheet } from './address-sheet.tsx'
import { Consents } from './consents.tsx'
import { EditCustomer } from './edit-customer.tsx'
import { Part } from './part.tsx'
import { Merges, SamePerson } from './same-person.tsx'

const WORDS = {
  who: { es: 'Quién es', en: 'Who they are' },
  edit: { es: 'Cambiar la ficha', en: 'Change the profile' },
  contacts: { es: 'Contactos', en: 'Contacts' },
  noContacts: { es: 'Sin contactos todavía.', en: 'No contacts yet.' },
  verified: { es: 'Confirmado por la persona', en: 'Confirmed by the person' },
  claimed: { es: 'Dicho, sin confirmar', en: 'Said, not confirmed' },
  anonymous: { es: 'Anónimo', en: 'Anonymous' },
  shared: { es: 'Lo usan varias personas', en: 'Used by several people' },
  addresses: { es: 'Direcciones', en: 'Addresses' },
  noAddresses: { es: 'Sin direcciones.', en: 'No addresses.' },
  main: { es: 'habitual', en: 'usual' },
  preferences: { es: 'Preferencias', en: 'Preferences' },
  notes: { es: 'Notas', en: 'Notes' },
  seenBy: { es: 'la ve el cliente', en: 'the customer sees it' },
  removeNote: { es: 'Quitar nota', en: 'Remove note' },
  removeAddress: { es: 'Quitar dirección', en: 'Remove address' },
  since: {
    es: (day: string, where: string) => `Desde el ${day} · ${where}`,
    en: (day: string, where: string) => `Since ${day} · ${where}`,
  },
} as const

type Props = { customer: Customer; name: string }

/** Who somebody is, and how sure we are of it. */
export function Who({ customer, name }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const [edits, setEdits] = useState(false)
  const languageName = customer.language && new Intl.DisplayNames(language, { type: 'language' }).of(customer.language)
  return (
    <aside className={classes['who']} aria-label={w.who}>
      <div className={classes['card']}>
        <Group gap={12} wrap="nowrap" align="flex-start">
          <Avatar size={48} name={name} color="initials" aria-hidden />
          <div style={{ flex: 1, minWidth: 0 }}>
            <Text fw={600}>{name}</Text>
            <Text size="xs" c="dimmed">
              {[languageName, customer.company, customer.birthday && date(customer.birthday, 'day', language, 'UTC')]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            <Text size="xs" c="dimmed">
              {w.since(date(customer.created_at, 'short', language), channelName(customer.created_in, language))}
            </Text>
          </div>
          {may('customers.edit') && !customer.erased_at && (
            <Tooltip label={w.edit}>
              <ActionIcon variant="subtle" color="gray" aria-label={w.edit} onClick={() => setEdits(true)}>
                <IconPencil size={16} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
        {customer.tags.length > 0 && (
          <Group gap={4} mt={10}>
            {customer.tags.map((tag) => (
              <Badge key={tag} variant="default" size="sm" tt="none">
                {tag}
              </Badge>
            ))}
          </Group>
        )}
        <EditCustomer customer={customer} opened={edits} onClose={() => setEdits(false)} />
      </div>
      <SamePerson customer={customer} />
      <Contacts customer={customer} />
      <Consents customer={customer} />
      <Addresses customer={customer} />
      <Preferences customer={customer} />
      <Notes customer={customer} />
      <Merges customer={customer} />
    </aside>
  )
}

const LEVEL = { verified: IconCircleCheck, claimed: IconCircleDashed, anonymous: IconCircleDashed } as const

function Contacts({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  return (
    <Part
      title={w.contacts}
      action={may('customers.edit') && !customer.erased_at && <AddContact customer={customer} />}
    >
      {customer.identities.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.noContacts}
        </Text>
      )}
      <ul className={classes['plain']}>
        {customer.identities.map(({ id, kind, shown, level, shared }) => {
          const Sign = LEVEL[level]
          return (
            <li key={id} className={classes['contact']}>
              <Tooltip label={w[level]}>
                <Sign
                  size={16}
                  stroke={1.75}
                  role="img"
                  aria-label={w[level]}
                  color={level === 'verified' ? 'var(--ok)' : 'var(--ink-soft)'}
                />
              </Tooltip>
              <span className={classes['contactValue']}>{shown}</span>
              {shared && (
                <Tooltip label={w.shared}>
                  <IconUsers size={14} stroke={1.75} role="img" aria-label={w.shared} color="var(--warn-ink)" />
                </Tooltip>
              )}
              <Text size="xs" c="dimmed">
                {wordFor(kind, language)}
              </Text>
            </li>
          )
        })}
      </ul>
    </Part>
  )
}

function Addresses({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const may = useMay()
  const edits = may('customers.edit') && !customer.erased_at
  const remove = useAction('removeAddress', { refreshes: ['getCustomer'] })
  return (
    <Part title={w.addresses} action={edits && <AddressSheet customer={customer} />}>
      {customer.addresses.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.noAddresses}
        </Text>
      )}
      <ul className={classes['plain']}>
        {customer.addresses.map((known) => (
          <li key={known.id} className={classes['row']}>
            <div>
              <Text size="sm">{addressLine(known.address)}</Text>
              <Text size="xs" c="dimmed">
                {[known.label, known.is_default && w.main].filter(Boolean).join(' · ')}
              </Text>
            </div>
            {edits && (
              <Group gap={2} wrap="nowrap">
                <AddressSheet customer={customer} known={known} />
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={w.removeAddress}
                  onClick={() => remove.mutate({ customer_id: known.customer_id, address_id: known.id })}
                >
                  <IconTrash size={14} stroke={1.75} />
                </ActionIcon>
              </Group>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Preferences({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const stores = useQuery({ ...ask('listStores', {}), enabled: customer.preferences.length > 0 })
  if (customer.preferences.length === 0) return null
  return (
    <Part title={w.preferences}>
      <ul className={classes['plain']}>
        {customer.preferences.map((preference) => {
          const { label, said } = preferenceWords(preference, language, stores.data?.items ?? [])
          return (
            <li key={preference.name} className={classes['row']}>
              <Text size="sm" c="dimmed">
                {label}
              </Text>
              <Text size="sm">{said}</Text>
            </li>
          )
        })}
      </ul>
    </Part>
  )
}

function Notes({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const remove = useAction('removeNote', { refreshes: ['getCustomer'] })
  if (customer.notes.length === 0) return null
  return (
    <Part title={w.notes}>
      <ul className={classes['plain']}>
        {customer.notes.map(({ id, text, author_name, created_at, visible_to }) => (
          <li key={id} className={classes['row']}>
            <div style={{ minWidth: 0 }}>
              <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {text}
              </Text>
              <Text size="xs" c="dimmed">
                {[author_name, date(created_at, 'moment', language), visible_to === 'customer' && w.seenBy]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </div>
            {may('customers.edit') && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={w.removeNote}
                onClick={() => remove.mutate({ customer_id: customer.id, note_id: id })}
              >
                <IconTrash size={14} stroke={1.75} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}
