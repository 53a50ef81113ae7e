import { Badge, Button, Drawer, Group, Stack, Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { preferenceWords } from '#shared/preferences.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { act } from '../sale/current.ts'
import { customers, nameOf } from '../store/customers.ts'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { ask } from '../sync/queries.ts'
import { Purchases } from './purchases.tsx'
import { Thread } from './thread.tsx'

const WORDS = {
  thread: { es: 'Hilo', en: 'Thread' },
  orders: { es: 'Compras', en: 'Purchases' },
  about: { es: 'Ficha', en: 'Record' },
  preferences: { es: 'Preferencias', en: 'Preferences' },
  noPreferences: { es: 'Ninguna anotada.', en: 'None noted.' },
  notes: { es: 'Notas', en: 'Notes' },
  noNotes: { es: 'Ninguna.', en: 'None.' },
  contact: { es: 'Contacto', en: 'Contact' },
  verified: { es: 'verificado', en: 'verified' },
  away: {
    es: 'Sin conexión solo se ven los datos básicos.',
    en: 'Without a connection only the basics are seen.',
  },
  off: { es: 'Quitar del ticket', en: 'Take off the ticket' },
  other: { es: 'Buscar a otra persona', en: 'Find somebody else' },
} as const

type Props = { customer_id: string; onClose: () => void; onOther: () => void }

/** Who they are, what they prefer, what they bought, and the whole thread. */
export function CustomerSheet({ customer_id, onClose, onOther }: Props) {
  const w = useWords(WORDS)
  const { reachable } = useValue(network)
  const person = useQuery({ ...ask('getCustomer', { customer_id }), enabled: reachable })
  const basics = person.data ?? customers.get().get(customer_id)
  return (
    <Drawer opened onClose={onClose} title={basics ? nameOf(basics) : ''} size="lg">
      <Stack>
        <Group gap="xs">
          {basics?.tags.map((tag) => (
            <Badge key={tag} variant="light" tt="none">
              {tag}
            </Badge>
          ))}
        </Group>
        {!reachable && <Text className="soft">{w.away}</Text>}
        {reachable && person.isPending && <Loading />}
        {person.error && <Trouble error={person.error} again={() => void person.refetch()} />}
        {person.data && (
          <Tabs defaultValue="thread">
            <Tabs.List mb="md">
              <Tabs.Tab value="thread">{w.thread}</Tabs.Tab>
              <Tabs.Tab value="orders">{w.orders}</Tabs.Tab>
              <Tabs.Tab value="about">{w.about}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="thread">
              <Thread customer_id={customer_id} />
            </Tabs.Panel>
            <Tabs.Panel value="orders">
              <Purchases customer_id={customer_id} />
            </Tabs.Panel>
            <Tabs.Panel value="about">
              <About customer_id={customer_id} />
            </Tabs.Panel>
          </Tabs>
        )}
        <Group>
          <Button variant="default" size="md" onClick={onOther}>
            {w.other}
          </Button>
          <Button
            variant="subtle"
            color="red"
            size="md"
            onClick={() => {
              act({ do: 'customer', customer: null })
              onClose()
            }}
          >
            {w.off}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  )
}

/** What other systems call them says nothing at a counter. */
const isContact = ({ kind }: { kind: string }): boolean => kind !== 'external'

function About({ customer_id }: { customer_id: string }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const person = useQuery(ask('getCustomer', { customer_id }))
  const stores = useQuery(ask('listStores', {}))
  if (!person.data) return null
  const { identities, preferences, notes } = person.data
  return (
    <Stack gap="sm">
      <Text fw={600}>{w.contact}</Text>
      {identities.filter(isContact).map(({ id, shown, level }) => (
        <Text key={id} size="sm">
          {shown} {level === 'verified' && <span className="green">✓ {w.verified}</span>}
        </Text>
      ))}
      <Text fw={600}>{w.preferences}</Text>
      {preferences.length === 0 && <Text className="soft">{w.noPreferences}</Text>}
      {preferences.map((preference) => {
        const { label, said } = preferenceWords(preference, language, stores.data?.items ?? [])
        return (
          <Text key={preference.name} size="sm">
            <span className="soft">{label}</span> {said}
          </Text>
        )
      })}
      <Text fw={600}>{w.notes}</Text>
      {notes.length === 0 && <Text className="soft">{w.noNotes}</Text>}
      {notes.map(({ id, text, author_name, created_at }) => (
        <Text key={id} size="sm">
          {text}{' '}
          <span className="soft">
            {author_name} <Ago when={created_at} />
          </span>
        </Text>
      ))}
    </Stack>
  )
}
