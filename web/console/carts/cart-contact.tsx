import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { api, ask } from '../queries.ts'
import { useCartChange } from './use-cart.ts'
import type { Cart } from './use-cart.ts'

const WORDS = {
  title: { es: 'A quién avisamos', en: 'Whom we tell' },
  text: {
    es: 'Lo usamos para avisar de este pedido. No cambia lo que el cliente tiene confirmado.',
    en: 'Used to tell about this order. It does not change what the customer has confirmed.',
  },
  name: { es: 'Nombre', en: 'Name' },
  email: { es: 'Correo', en: 'E-mail' },
  phone: { es: 'Teléfono', en: 'Phone' },
  save: { es: 'Guardar', en: 'Save' },
} as const

type Props = { cart: Cart; opened: boolean; onClose: () => void }

export function CartContact({ cart, opened, onClose }: Props) {
  const w = useWords(WORDS)
  return (
    <SidePanel opened={opened} onClose={onClose} title={w.title} size="md">
      <ContactForm cart={cart} onDone={onClose} />
    </SidePanel>
  )
}

/** Asks for what is missing: where sending a link or placing an order needs a contact, it is the same form. */
export function ContactForm({ cart, onDone }: { cart: Cart; onDone: () => void }) {
  const w = useWords(WORDS)
  const [name, setName] = useState(cart.contact?.name ?? cart.customer?.given_name ?? '')
  const known = useKnownContacts(cart)
  const [typedEmail, setEmail] = useState(cart.contact?.email)
  const [typedPhone, setPhone] = useState(cart.contact?.phone)
  const email = typedEmail ?? known.email
  const phone = typedPhone ?? known.phone
  const change = useCartChange(cart.id, onDone)
  const contact = { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate(() => api.setCartContact({ cart_id: cart.id, ...contact }) as Promise<Cart>)
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {w.text}
        </Text>
        <TextInput label={w.name} value={name} onChange={(event) => setName(event.target.value)} />
        <TextInput label={w.email} type="email" value={email} onChange={(event) => setEmail(event.target.value)} />
        <TextInput label={w.phone} type="tel" value={phone} onChange={(event) => setPhone(event.target.value)} />
        <Button type="submit" loading={change.isPending} disabled={email === '' && phone === ''}>
          {w.save}
        </Button>
      </Stack>
    </form>
  )
}

/** What the customer is known by already need not be asked for again. */
function useKnownContacts(cart: Cart): { email: string; phone: string } {
  const customer_id = cart.customer?.id ?? ''
  const { data } = useQuery({ ...ask('getCustomer', { customer_id }), enabled: customer_id !== '' && !cart.contact })
  const of = (kind: string): string => data?.identities.find((one) => one.kind === kind && !one.shared)?.value ?? ''
  return { email: of('email'), phone: of('phone') }
}
