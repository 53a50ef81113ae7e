import { Badge, Button, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconUser, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { ChannelDot } from '#ui/show.tsx'
import { asked } from '../sale/keys.ts'
import { ticket } from '../sale/current.ts'
import { takeOver } from '../sale/take-up.ts'
import { nameOf } from '../store/customers.ts'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { ask } from '../sync/queries.ts'
import { CustomerSheet } from './customer-sheet.tsx'
import { FindCustomer } from './find-customer.tsx'

const WORDS = {
  add: { es: 'Añadir cliente', en: 'Add customer' },
  see: { es: 'ver ficha', en: 'see record' },
  cart: {
    es: (units: number) =>
      units === 1 ? 'Seguir con su carrito: 1 artículo' : `Seguir con su carrito: ${units} artículos`,
    en: (units: number) =>
      units === 1 ? 'Take over their cart: 1 article' : `Take over their cart: ${units} articles`,
  },
} as const

const TAGS = 2

/** For whom: tap to find them; known, their record and the cart they began elsewhere are one touch away. */
export function CustomerBar() {
  const w = useWords(WORDS)
  const { customer } = useValue(ticket)
  const wish = useValue(asked)
  return (
    <div style={{ flex: 1, minWidth: 0 }}>
      {customer ? (
        <UnstyledButton
          px={8}
          mih={44}
          w="100%"
          style={{ display: 'flex', alignItems: 'center', gap: 10 }}
          onClick={() => asked.set('customer')}
        >
          <IconUser size={22} stroke={1.75} style={{ flex: 'none' }} />
          <Text fw={600} truncate>
            {nameOf(customer)}
          </Text>
          {customer.tags.slice(0, TAGS).map((tag) => (
            <Badge key={tag} variant="light" tt="none" style={{ flex: 'none' }}>
              {tag}
            </Badge>
          ))}
          <VisuallyHidden>{w.see}</VisuallyHidden>
        </UnstyledButton>
      ) : (
        <Button
          variant="subtle"
          color="gray"
          c="var(--ink)"
          h={44}
          px={8}
          leftSection={<IconUserPlus size={22} stroke={1.75} />}
          onClick={() => asked.set('customer')}
        >
          {w.add}
        </Button>
      )}
      {customer && <OpenCart customer_id={customer.customer_id} />}
      {(wish === 'somebody' || (wish === 'customer' && !customer)) && <FindCustomer onClose={() => asked.set(null)} />}
      {wish === 'customer' && customer && (
        <CustomerSheet
          customer_id={customer.customer_id}
          onClose={() => asked.set(null)}
          onOther={() => asked.set('somebody')}
        />
      )}
    </div>
  )
}

function OpenCart({ customer_id }: { customer_id: string }) {
  const w = useWords(WORDS)
  const { cart } = useValue(ticket)
  const { reachable } = useValue(network)
  const carts = useQuery({ ...ask('listCarts', { customer_id, status: 'open' as const }), enabled: reachable && !cart })
  const found = carts.data?.items.find(({ units }) => units > 0)
  const [busy, setBusy] = useState(false)
  if (!found || cart || !reachable) return null
  return (
    <Button
      fullWidth
      variant="light"
      h={44}
      mt={4}
      loading={busy}
      leftSection={<ChannelDot channel={found.channel} />}
      onClick={() => {
        setBusy(true)
        void takeOver(found.id).finally(() => setBusy(false))
      }}
    >
      {w.cart(found.units)}
    </Button>
  )
}
