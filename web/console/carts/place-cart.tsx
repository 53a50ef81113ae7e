import { Button, Group, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { money } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { newId } from '../frame/new-id.ts'
import { api, ask, refresh } from '../queries.ts'
import { useMay, useMe } from '../session.ts'
import { ContactForm } from './cart-contact.tsx'
import type { Cart } from './use-cart.ts'

const WORDS = {
  title: { es: 'Hacer el pedido', en: 'Place the order' },
  contact: { es: 'Antes falta a quién avisar.', en: 'First, whom to tell.' },
  missing: {
    es: 'A la cesta todavía le falta algo: revisa la entrega y los artículos marcados.',
    en: 'The cart still lacks something: check the delivery and the marked articles.',
  },
  how: { es: 'Cómo se paga', en: 'How it is paid' },
  later: { es: 'Al recoger o al recibir', en: 'On collection or delivery' },
  terminal: { es: 'Tarjeta en el datáfono', en: 'Card on the terminal' },
  cash: { es: 'Efectivo', en: 'Cash' },
  store: { es: 'Tienda que cobra', en: 'Shop that takes it' },
  reference: { es: 'Referencia del datáfono', en: 'Reference of the terminal' },
  total: { es: (sum: string) => `El cliente paga ${sum}.`, en: (sum: string) => `The customer pays ${sum}.` },
  place: { es: (sum: string) => `Hacer pedido de ${sum}`, en: (sum: string) => `Place order of ${sum}` },
  placed: { es: (number: string) => `Pedido ${number} hecho.`, en: (number: string) => `Order ${number} placed.` },
} as const

type Props = { cart: Cart; opened: boolean; onClose: () => void }

export function PlaceCart({ cart, opened, onClose }: Props) {
  const w = useWords(WORDS)
  return (
    <SidePanel opened={opened} onClose={onClose} title={w.title} size="md">
      {cart.missing.includes('contact') ? (
        <Stack>
          <Text fw={500}>{w.contact}</Text>
          <ContactForm cart={cart} onDone={() => {}} />
        </Stack>
      ) : cart.missing.length > 0 ? (
        <Text>{w.missing}</Text>
      ) : (
        <Place cart={cart} />
      )}
    </SidePanel>
  )
}

type Tender = 'later' | 'terminal' | 'cash'

function paidBy(
  tender: Tender,
  { reference, ...payment }: { id: string; amount: number; store_id: string; reference: string },
) {
  if (tender === 'later') return { pay_later: true }
  const printed = reference && tender === 'terminal' ? { reference } : {}
  return { tenders: [{ ...payment, ...printed, provider: tender }] }
}

function Place({ cart }: { cart: Cart }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const navigate = useNavigate()
  const may = useMay()
  const { store_ids } = useMe()
  const [tender, setTender] = useState<Tender>('later')
  const [store_id, setStore] = useState(cart.delivery.pickup_store_id ?? cart.store_id)
  const [reference, setReference] = useState('')
  // One id for one payment, however often the button is pressed.
  const [payment_id] = useState(newId)
  const stores = useQuery(ask('listStores', {}))
  const sum = money(cart.gross, cart.currency, language)
  const place = useMutation({
    mutationFn: () =>
      api.placeOrder({
        cart_id: cart.id,
        expected_total: cart.gross,
        ...paidBy(tender, { id: payment_id, amount: cart.gross, store_id: store_id ?? '', reference }),
      }),
    onSuccess: ({ order_id, number }) => {
      notifications.show({ message: w.placed(number), color: 'green' })
      void refresh('listOrders', 'listCarts', 'getTimeline')
      void navigate({ to: `/orders/${order_id}` })
    },
    onError: () => void refresh('getCart'),
  })
  const takes = may('payments.take')
  return (
    <Stack>
      <Text>{w.total(sum)}</Text>
      <Radio.Group label={w.how} value={tender} onChange={(value) => setTender(value as Tender)}>
        <Stack gap={8} mt={8}>
          <Radio value="later" label={w.later} />
          <Radio value="terminal" label={w.terminal} disabled={!takes} />
          <Radio value="cash" label={w.cash} disabled={!takes} />
        </Stack>
      </Radio.Group>
      {tender !== 'later' && (
        <Select
          label={w.store}
          value={store_id}
          onChange={setStore}
          data={(stores.data?.items ?? [])
            .filter(({ id }) => store_ids === null || store_ids.includes(id))
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {tender === 'terminal' && (
        <TextInput label={w.reference} value={reference} onChange={(event) => setReference(event.target.value)} />
      )}
      {place.error && <Trouble error={place.error} />}
      <Group>
        <Button
          loading={place.isPending}
          disabled={tender !== 'later' && store_id === null}
          onClick={() => place.mutate()}
        >
          {w.place(sum)}
        </Button>
      </Group>
    </Stack>
  )
}
