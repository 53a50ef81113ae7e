import { Button, Select, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { useFieldErrors } from '../frame/field-errors.ts'
import { newId } from '../frame/new-id.ts'
import { SidePanel } from '../frame/side-panel.tsx'
import { api } from '../queries.ts'

const WORDS = {
  title: { es: 'Nuevo cliente', en: 'New customer' },
  given: { es: 'Nombre', en: 'First name' },
  family: { es: 'Apellidos', en: 'Family name' },
  email: { es: 'Correo', en: 'E-mail' },
  phone: { es: 'Teléfono', en: 'Phone' },
  language: { es: 'Idioma', en: 'Language' },
  es: { es: 'Español', en: 'Spanish' },
  en: { es: 'Inglés', en: 'English' },
  create: { es: 'Crear', en: 'Create' },
} as const

type Props = { opened: boolean; onClose: () => void; given: string }
type Added = Reply<'addCustomer'> & { id: string }

export function NewCustomer({ opened, onClose, given }: Props) {
  const w = useWords(WORDS)
  return (
    <SidePanel opened={opened} onClose={onClose} title={w.title} size="md">
      <Form given={given} />
    </SidePanel>
  )
}

/** What was searched for and not found is what the new customer is called or written to. */
const guess = (text: string) => ({
  given_name: /[@\d]/.test(text) ? '' : (text.split(' ')[0] ?? ''),
  family_name: /[@\d]/.test(text) ? '' : text.split(' ').slice(1).join(' '),
  email: text.includes('@') ? text : '',
  phone: /^[+\d][\d ]{5,}$/.test(text) ? text : '',
})

function Form({ given }: { given: string }) {
  const w = useWords(WORDS)
  const navigate = useNavigate()
  const [id] = useState(newId)
  const [fields, setFields] = useState(() => guess(given))
  const [language, setLanguage] = useState<'es' | 'en'>('es')
  const create = useMutation({
    mutationFn: async () => {
      const { email, phone, given_name, family_name } = fields
      const added = (await api.addCustomer({
        id,
        ...(given_name && { given_name }),
        ...(family_name && { family_name }),
        language,
      })) as Added
      const contacts = [
        ['email', email],
        ['phone', phone],
      ] as const
      for (const [kind, value] of contacts)
        if (value !== '') await api.addIdentity({ customer_id: added.id, kind, value })
      return added
    },
    onSuccess: (added) => void navigate({ to: `/customers/${added.id}` }),
  })
  const errors = useFieldErrors(create.error, { bad_contact: 'email', name_required: 'given_name' })
  const input = (field: keyof typeof fields) => ({
    label: w[field === 'given_name' ? 'given' : field === 'family_name' ? 'family' : field],
    value: fields[field],
    error: errors.of(field as 'email' | 'given_name'),
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [field]: event.target.value }),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      <Stack>
        <TextInput {...input('given_name')} required data-autofocus />
        <TextInput {...input('family_name')} />
        <TextInput {...input('email')} type="email" />
        <TextInput {...input('phone')} type="tel" />
        <Select
          label={w.language}
          value={language}
          allowDeselect={false}
          onChange={(value) => setLanguage(value as 'es' | 'en')}
          data={[
            { value: 'es', label: w.es },
            { value: 'en', label: w.en },
          ]}
        />
        {errors.rest && <Trouble error={errors.rest} />}
        <Button type="submit" loading={create.isPending}>
          {w.create}
        </Button>
      </Stack>
    </form>
  )
}
