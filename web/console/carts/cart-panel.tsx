import { ActionIcon, Button, Group, Menu, Skeleton, Text } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { channelName } from '#shared/channels.ts'
import { Ago, ChannelDot, Money } from '#ui/show.tsx'
import { Trouble } from '#ui/states.tsx'
import { useMay } from '../session.ts'
import { AddArticle } from './add-article.tsx'
import { CartDelivery } from './cart-delivery.tsx'
import { CartLineRow } from './cart-line.tsx'
import classes from './carts.module.css'
import { CartContact } from './cart-contact.tsx'
import { PayLink } from './pay-link.tsx'
import { PlaceCart } from './place-cart.tsx'
import { useCart } from './use-cart.ts'
import type { Cart } from './use-cart.ts'
import { useLastTouch } from './last-touch.ts'

const WORDS = {
  cart: { es: 'Cesta en vivo', en: 'Live cart' },
  nothing: {
    es: 'La cesta está vacía. Añade un artículo y el cliente lo verá al momento.',
    en: 'The cart is empty. Add an article and the customer sees it at once.',
  },
  add: { es: 'Añadir artículo', en: 'Add article' },
  total: { es: 'Total', en: 'Total' },
  taxed: { es: 'Impuestos incluidos', en: 'Tax included' },
  untaxed: { es: 'Más impuestos', en: 'Plus tax' },
  more: { es: 'Más acciones de la cesta', en: 'More actions of the cart' },
  contact: { es: 'Cambiar contacto', en: 'Change contact' },
  payLink: { es: 'Enlace de pago', en: 'Pay link' },
  place: { es: 'Hacer el pedido', en: 'Place the order' },
  notYours: { es: 'Tu puesto no cambia cestas.', en: 'Your role does not change carts.' },
  missing: { es: 'Falta', en: 'Missing' },
  lines: { es: 'algún artículo', en: 'an article' },
  problems: { es: 'arreglar lo marcado', en: 'mend what is marked' },
  delivery: { es: 'cómo se entrega', en: 'how it is delivered' },
  address: { es: 'la dirección', en: 'the address' },
  touched: {
    es: (who: string, what: string) => `${who} ${what}`,
    en: (who: string, what: string) => `${who} ${what}`,
  },
} as const

/** The cart as the customer sees it now: both change it, and both see the other do it. */
export function CartPanel({ cart_id }: { cart_id: string }) {
  const { data: cart, error, refetch } = useCart(cart_id)
  if (error) return <Trouble error={error} again={() => void refetch()} />
  if (!cart) return <Skeleton h={220} />
  return <OpenCart cart={cart} />
}

function OpenCart({ cart }: { cart: Cart }) {
  const w = useWords(WORDS)
  const may = useMay()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const shut = (): void => setSheet(null)
  const edits = may('carts.edit') && cart.status === 'open'
  return (
    <section className={classes['cart']} aria-label={w.cart}>
      <CartHead cart={cart} />
      {cart.lines.length === 0 && (
        <Text size="sm" c="dimmed" py="sm">
          {w.nothing}
        </Text>
      )}
      <ul className={classes['lines']}>
        {cart.lines.map((line) => (
          <CartLineRow key={line.line_id} cart={cart} line={line} edits={edits} />
        ))}
      </ul>
      {edits && (
        <Button
          variant="subtle"
          size="xs"
          color="gray"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => setSheet('add')}
        >
          {w.add}
        </Button>
      )}
      <CartDelivery cart={cart} edits={edits} />
      <div className={classes['total']}>
        <div>
          <strong>{w.total}</strong>
          <Text size="xs" c="dimmed">
            {cart.tax_included ? w.taxed : w.untaxed}
          </Text>
        </div>
        <strong className={classes['sum']}>
          <Money minor={cart.gross} currency={cart.currency} />
        </strong>
      </div>
      {edits && <Missing cart={cart} />}
      {edits && <Actions cart={cart} open={setSheet} />}
      <AddArticle cart={cart} opened={sheet === 'add'} onClose={shut} />
      <PayLink cart={cart} opened={sheet === 'link'} onClose={shut} />
      <PlaceCart cart={cart} opened={sheet === 'place'} onClose={shut} />
      <CartContact cart={cart} opened={sheet === 'contact'} onClose={shut} />
    </section>
  )
}

type Sheet = 'add' | 'link' | 'place' | 'contact'

function Actions({ cart, open }: { cart: Cart; open: (sheet: Sheet) => void }) {
  const w = useWords(WORDS)
  const may = useMay()
  return (
    <Group gap={8} wrap="nowrap">
      <Button flex={1} px="xs" variant="default" disabled={cart.lines.length === 0} onClick={() => open('link')}>
        {w.payLink}
      </Button>
      <Button flex={1} px="xs" disabled={cart.lines.length === 0 || !may('orders.place')} onClick={() => open('place')}>
        {w.place}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={w.more}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => open('contact')}>{w.contact}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}

function CartHead({ cart }: { cart: Cart }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const touch = useLastTouch(cart)
  return (
    <>
      <Group gap={8} wrap="nowrap">
        <ChannelDot channel={cart.touched_in.at(-1) ?? cart.channel} />
        <strong>{w.cart}</strong>
        <Text size="xs" c="dimmed" ms="auto" title={channelName(cart.channel, language)}>
          {cart.code}
        </Text>
      </Group>
      <div className={classes['touch']} role="status" data-fresh={touch?.fresh || undefined}>
        {touch ? (
          <>
            {w.touched(touch.who, touch.what)} · <Ago when={touch.at} />
          </>
        ) : (
          <Ago when={cart.updated_at} />
        )}
      </div>
    </>
  )
}

function Missing({ cart }: { cart: Cart }) {
  const w = useWords(WORDS)
  const words = cart.missing.flatMap((one) => (one === 'contact' ? [] : [w[one]]))
  if (words.length === 0 || cart.lines.length === 0) return null
  return (
    <Text size="xs" c="dimmed" mb={8}>
      {w.missing}: {words.join(', ')}.
    </Text>
  )
}
