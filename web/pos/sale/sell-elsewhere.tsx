import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import type { Article } from '../contract.ts'
import { mustTill } from '../session.ts'
import { optionsOf } from '../show.tsx'
import { nameOf } from '../store/customers.ts'
import { api } from '../sync/link.ts'
import { ask } from '../sync/queries.ts'
import { useValue } from '../store/value.ts'
import { act, ticket } from './current.ts'

const WORDS = {
  pickup: { es: (shop: string) => `Recoger en ${shop}`, en: (shop: string) => `Collect in ${shop}` },
  ship: { es: 'Enviar a casa', en: 'Ship home' },
  who: { es: 'Nombre', en: 'Name' },
  email: { es: 'Correo, para avisarle', en: 'E-mail, to tell them' },
  phone: { es: 'Teléfono', en: 'Telephone' },
  line1: { es: 'Calle y número', en: 'Street and number' },
  line2: { es: 'Piso, puerta', en: 'Flat' },
  postcode: { es: 'Código postal', en: 'Postcode' },
  city: { es: 'Población', en: 'Town' },
  add: { es: 'Añadir al ticket', en: 'Add to the ticket' },
  one: {
    es: 'Este ticket ya lleva otra entrega. Cóbrala o quítala antes.',
    en: 'This ticket carries another delivery. Pay it or take it off first.',
  },
} as const

export type Elsewhere = { method: 'pickup'; store_id: string; name: string } | { method: 'ship' }
type Fields = {
  name: string
  email: string
  phone: string
  line1: string
  line2: string
  postcode: string
  city: string
}

/** Goods of another place in the same ticket: a cart on the server, held there at once, paid here with the rest. */
export function SellElsewhere({
  article,
  how,
  onDone,
  onClose,
}: {
  article: Article
  how: Elsewhere
  onDone: () => void
  onClose: () => void
}) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const now = useValue(ticket)
  const [fields, setFields] = useFields()
  // Pressed again after an answer that was lost, it is the same cart and the same line.
  const [ids] = useState(() => ({ cart_id: crypto.randomUUID(), line_id: crypto.randomUUID() }))
  const fits =
    now.cart === null ||
    (now.cart.delivery.method === how.method &&
      (how.method === 'ship' || now.cart.delivery.pickup_store_id === how.store_id))
  const add = useMutation({
    mutationFn: (again: boolean) => addElsewhere(article, how, fields, { ...ids, again }),
    onSuccess: (cart) => {
      act({ do: 'cart', cart })
      onDone()
    },
  })
  const input = (name: keyof Fields, more: object = {}) => (
    <TextInput
      label={w[name === 'name' ? 'who' : name]}
      value={fields[name]}
      onChange={(event) => setFields({ [name]: event.target.value })}
      {...more}
    />
  )
  return (
    <Modal opened onClose={onClose} title={how.method === 'ship' ? w.ship : w.pickup(how.name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate(add.isError)
        }}
      >
        <Stack>
          <Text fw={500}>{`${article.name[language]} ${optionsOf(article.options[language])}`}</Text>
          {input('name', { required: true, 'data-autofocus': true })}
          {input('email', { type: 'email', required: true })}
          {input('phone', { type: 'tel' })}
          {how.method === 'ship' && (
            <>
              {input('line1', { required: true })}
              {input('line2')}
              <Group grow>
                {input('postcode', { required: true })}
                {input('city', { required: true })}
              </Group>
            </>
          )}
          {!fits && <Text className="soft">{w.one}</Text>}
          {add.error && <Trouble error={add.error} />}
          <Button type="submit" size="md" disabled={!fits} loading={add.isPending}>
            {w.add}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

/** What the customer's record says already is filled in, until somebody writes over it. */
function useFields(): [Fields, (change: Partial<Fields>) => void] {
  const { customer } = useValue(ticket)
  const known = useQuery({
    ...ask('getCustomer', { customer_id: customer?.customer_id ?? '' }),
    enabled: customer !== null,
  }).data
  const [typed, setTyped] = useState<Partial<Fields>>({})
  const contact = (kind: string): string => known?.identities.find((one) => one.kind === kind)?.value ?? ''
  const home = known?.addresses.find(({ is_default }) => is_default) ?? known?.addresses[0]
  const { line1 = '', line2 = '', postcode = '', city = '' } = home?.address ?? {}
  const fields: Fields = {
    name: customer ? nameOf(customer) : '',
    email: contact('email'),
    phone: contact('phone'),
    line1,
    line2,
    postcode,
    city,
    ...typed,
  }
  return [fields, (change) => setTyped((now) => ({ ...now, ...change }))]
}

async function addElsewhere(
  { variant_id }: Article,
  how: Elsewhere,
  fields: Fields,
  { cart_id, line_id, again }: { cart_id: string; line_id: string; again: boolean },
) {
  const { store } = mustTill()
  const { cart, customer } = ticket.get()
  const { name, email, phone, line1, line2, postcode, city } = fields
  const contact = { name, email, ...(phone ? { phone } : {}) }
  const line = { line_id, variant_id, quantity: 1 }
  if (cart) {
    await api.setCartContact({ cart_id: cart.id, ...contact })
    return api.addCartLine({ cart_id: cart.id, ...line })
  }
  const address = { name, line1, postcode, city, country: store.country, ...(line2 ? { line2 } : {}) }
  const details = {
    contact,
    delivery:
      how.method === 'ship'
        ? { method: 'ship' as const, address }
        : { method: 'pickup' as const, pickup_store_id: how.store_id },
  }
  const customer_id = customer?.customer_id ?? null
  const made = await api.createCart({ id: cart_id, store_id: store.id, customer_id, ...details, lines: [line] })
  // Begun before, and what was typed then may have been put right since.
  return again ? api.changeCart({ cart_id, ...details }) : made
}
