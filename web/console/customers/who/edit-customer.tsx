import { Button, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import type { Customer } from '../customer-page.tsx'

const WORDS = {
  title: { es: 'Cambiar la ficha', en: 'Change the profile' },
  given: { es: 'Nombre', en: 'First name' },
  family: { es: 'Apellidos', en: 'Family name' },
  company: { es: 'Empresa', en: 'Company' },
  birthday: { es: 'Cumpleaños', en: 'Birthday' },
  language: { es: 'Idioma', en: 'Language' },
  es: { es: 'Español', en: 'Spanish' },
  en: { es: 'Inglés', en: 'English' },
  tags: { es: 'Etiquetas', en: 'Tags' },
  save: { es: 'Guardar', en: 'Save' },
} as const

type Props = { customer: Customer; opened: boolean; onClose: () => void }

export function EditCustomer({ customer, opened, onClose }: Props) {
  const w = useWords(WORDS)
  return (
    <SidePanel opened={opened} onClose={onClose} title={w.title} size="md">
      <Form customer={customer} onDone={onClose} />
    </SidePanel>
  )
}

const TEXTS = ['given_name', 'family_name', 'company', 'birthday'] as const
const NAMES = { given_name: 'given', family_name: 'family', company: 'company', birthday: 'birthday' } as const

function Form({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const w = useWords(WORDS)
  const [fields, setFields] = useState(() => ({
    given_name: customer.given_name ?? '',
    family_name: customer.family_name ?? '',
    company: customer.company ?? '',
    birthday: customer.birthday ?? '',
  }))
  const [language, setLanguage] = useState(customer.language)
  const [tags, setTags] = useState<string[]>(customer.tags)
  const save = useAction('editCustomer', { quiet: true, refreshes: ['getCustomer', 'getTimeline'], onDone })
  const submit = (): void =>
    save.mutate({
      customer_id: customer.id,
      // Only what was changed is said: somebody else may be changing the rest.
      ...Object.fromEntries(
        TEXTS.filter((key) => fields[key] !== (customer[key] ?? '')).map((key) => [key, fields[key] || null]),
      ),
      ...(language !== customer.language && (language === 'es' || language === 'en') ? { language } : {}),
      ...(tags.join('\n') !== customer.tags.join('\n') ? { tags } : {}),
    })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack>
        {TEXTS.map((key) => (
          <TextInput
            key={key}
            label={w[NAMES[key]]}
            type={key === 'birthday' ? 'date' : 'text'}
            value={fields[key]}
            onChange={(event) => setFields({ ...fields, [key]: event.target.value })}
          />
        ))}
        <Select
          label={w.language}
          value={language}
          onChange={setLanguage}
          data={[
            { value: 'es', label: w.es },
            { value: 'en', label: w.en },
          ]}
        />
        <TagsInput label={w.tags} value={tags} onChange={setTags} />
        {save.error && <Trouble error={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {w.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
