import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import type { Customer } from '../contract.ts'
import { api } from '../sync/link.ts'

const WORDS = {
  title: { es: 'Crear cliente', en: 'Make a customer' },
  given: { es: 'Nombre', en: 'First name' },
  family: { es: 'Apellidos', en: 'Last name' },
  phone: { es: 'Teléfono', en: 'Telephone' },
  email: { es: 'Correo', en: 'E-mail' },
  create: { es: 'Crear', en: 'Make' },
  why: {
    es: 'Con un teléfono o un correo, su compra sigue con ella por todos los canales.',
    en: 'With a telephone or an e-mail, what they buy follows them through every channel.',
  },
} as const

type Made = Pick<Customer, 'customer_id' | 'given_name' | 'family_name' | 'company' | 'tags'>

export function NewCustomer({
  typed,
  onMade,
  onClose,
}: {
  typed: string
  onMade: (made: Made) => void
  onClose: () => void
}) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [id] = useState(() => crypto.randomUUID())
  const isMail = typed.includes('@')
  const isPhone = /^[\d\s+]{6,}$/.test(typed)
  const [given_name, setGiven] = useState(isMail || isPhone ? '' : typed)
  const [family_name, setFamily] = useState('')
  const [phone, setPhone] = useState(isPhone ? typed : '')
  const [email, setEmail] = useState(isMail ? typed : '')
  const make = useMutation({
    mutationFn: async () => {
      const made = await api.addCustomer({
        id,
        given_name: given_name.trim() || null,
        family_name: family_name.trim() || null,
        language,
      })
      if (phone.trim()) await api.addIdentity({ customer_id: id, kind: 'phone', value: phone.trim() })
      if (email.trim()) await api.addIdentity({ customer_id: id, kind: 'email', value: email.trim() })
      return made
    },
    onSuccess: ({ given_name, family_name, company, tags }) =>
      onMade({ customer_id: id, given_name, family_name, company, tags }),
  })
  return (
    <Modal opened onClose={onClose} title={w.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <Stack>
          <TextInput
            label={w.given}
            required
            data-autofocus
            value={given_name}
            onChange={(event) => setGiven(event.target.value)}
          />
          <TextInput label={w.family} value={family_name} onChange={(event) => setFamily(event.target.value)} />
          <TextInput
            label={w.phone}
            type="tel"
            description={w.why}
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
          />
          <TextInput label={w.email} type="email" value={email} onChange={(event) => setEmail(event.target.value)} />
          {make.error && <Trouble error={make.error} />}
          <Button type="submit" size="md" loading={make.isPending}>
            {w.create}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
