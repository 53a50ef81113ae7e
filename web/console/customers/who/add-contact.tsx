import { ActionIcon, Button, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import type { Customer } from '../customer-page.tsx'

const WORDS = {
  add: { es: 'Añadir contacto', en: 'Add contact' },
  text: {
    es: 'Queda como dicho por el cliente. Solo él puede confirmarlo, entrando con un código.',
    en: 'It counts as said by the customer. Only they can confirm it, by signing in with a code.',
  },
  kind: { es: 'Qué es', en: 'What it is' },
  email: { es: 'Correo', en: 'E-mail' },
  phone: { es: 'Teléfono', en: 'Phone' },
  card: { es: 'Tarjeta de cliente', en: 'Member card' },
  value: { es: 'Dato', en: 'Value' },
  save: { es: 'Añadir', en: 'Add' },
  added: { es: 'Contacto añadido.', en: 'Contact added.' },
  kept_apart: {
    es: 'Añadido. Otra ficha también lo usa: mira si son la misma persona.',
    en: 'Added. Another profile uses it too: see whether they are the same person.',
  },
  known: { es: 'Ya constaba.', en: 'It was there already.' },
  blocked: {
    es: 'Esto no identifica a nadie: míralo otra vez con el cliente.',
    en: 'This tells nobody apart: check it with the customer.',
  },
  enough: {
    es: 'Ya tiene tantos contactos como caben. Quita antes uno que no use.',
    en: 'They have as many contacts as there is room for. Remove one they do not use first.',
  },
} as const
/** What is not written down: the form stays open and says why. */
type Refused = 'blocked' | 'enough'
const isRefused = (outcome: string): outcome is Refused => outcome === 'blocked' || outcome === 'enough'
type ContactKind = 'email' | 'phone' | 'card'

export function AddContact({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const [opened, setOpened] = useState(false)
  const [kind, setKind] = useState<ContactKind>('email')
  const [value, setValue] = useState('')
  const [refused, setRefused] = useState<Refused | null>(null)
  const add = useAction('addIdentity', {
    quiet: true,
    refreshes: ['getCustomer', 'samePerson', 'getTimeline'],
    done: ({ outcome }) => (isRefused(outcome) ? undefined : outcome === 'joined' ? w.added : w[outcome]),
    onDone: ({ outcome }) => {
      setRefused(isRefused(outcome) ? outcome : null)
      if (isRefused(outcome)) return
      setOpened(false)
      setValue('')
    },
  })
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={w.add} onClick={() => setOpened(true)}>
        <IconPlus size={16} stroke={1.75} />
      </ActionIcon>
      <SidePanel opened={opened} onClose={() => setOpened(false)} title={w.add} size="md">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate({ customer_id: customer.id, kind, value: value.trim() })
          }}
        >
          <Stack>
            <Text size="sm" c="dimmed">
              {w.text}
            </Text>
            <Select
              label={w.kind}
              value={kind}
              allowDeselect={false}
              onChange={(next) => {
                setKind(next as ContactKind)
                setRefused(null)
              }}
              data={(['email', 'phone', 'card'] as const).map((one) => ({ value: one, label: w[one] }))}
            />
            <TextInput
              label={w.value}
              required
              value={value}
              error={refused && w[refused]}
              onChange={(event) => {
                setValue(event.target.value)
                setRefused(null)
              }}
            />
            {add.error && <Trouble error={add.error} />}
            <Button type="submit" loading={add.isPending}>
              {w.save}
            </Button>
          </Stack>
        </form>
      </SidePanel>
    </>
  )
}
