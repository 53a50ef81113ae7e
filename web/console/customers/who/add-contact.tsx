import { ActionIcon, Button, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { useFieldErrors } from '../../frame/field-errors.ts'
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
  enough: {
    es: 'No añadido: ya tiene tantos contactos como caben. Quita antes uno que no use.',
    en: 'Not added: they have as many contacts as there is room for. Remove one they do not use first.',
  },
} as const
type ContactKind = 'email' | 'phone' | 'card'

export function AddContact({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const [opened, setOpened] = useState(false)
  const [kind, setKind] = useState<ContactKind>('email')
  const [value, setValue] = useState('')
  const add = useAction('addIdentity', {
    quiet: true,
    refreshes: ['getCustomer', 'samePerson', 'getTimeline'],
    done: ({ outcome }) => (outcome === 'kept_apart' || outcome === 'enough' ? w[outcome] : w.added),
    onDone: () => {
      setOpened(false)
      setValue('')
    },
  })
  const errors = useFieldErrors(add.error, { bad_contact: 'value', contact_blocked: 'value', bad_value: 'value' })
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
              onChange={(next) => setKind(next as ContactKind)}
              data={(['email', 'phone', 'card'] as const).map((one) => ({ value: one, label: w[one] }))}
            />
            <TextInput
              label={w.value}
              required
              value={value}
              error={errors.of('value')}
              onChange={(event) => setValue(event.target.value)}
            />
            {errors.rest && <Trouble error={errors.rest} />}
            <Button type="submit" loading={add.isPending}>
              {w.save}
            </Button>
          </Stack>
        </form>
      </SidePanel>
    </>
  )
}
