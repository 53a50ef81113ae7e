import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy, IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { useAction } from '../frame/use-action.ts'
import { ask } from '../queries.ts'
import { ContactForm } from './cart-contact.tsx'
import classes from './carts.module.css'
import type { Cart } from './use-cart.ts'

const WORDS = {
  title: { es: 'Enlace de pago', en: 'Pay link' },
  text: {
    es: 'Abre esta misma cesta en el móvil o el ordenador del cliente, para que la revise y la pague.',
    en: 'Opens this same cart on the customer’s phone or computer, to check it and pay.',
  },
  link: { es: 'Enlace', en: 'Link' },
  copy: { es: 'Copiar', en: 'Copy' },
  copied: { es: 'Copiado', en: 'Copied' },
  scan: { es: 'O que lo escanee:', en: 'Or have it scanned:' },
  qr: { es: 'Código QR de la cesta', en: 'QR code of the cart' },
  send: { es: (to: string) => `Enviar a ${to}`, en: (to: string) => `Send to ${to}` },
  other: { es: 'Enviar a otro contacto', en: 'Send to another contact' },
  sent: { es: (to: string) => `Enlace enviado a ${to}.`, en: (to: string) => `Link sent to ${to}.` },
} as const

type Props = { cart: Cart; opened: boolean; onClose: () => void }

export function PayLink({ cart, opened, onClose }: Props) {
  const w = useWords(WORDS)
  return (
    <SidePanel opened={opened} onClose={onClose} title={w.title} size="md">
      <Ways cart={cart} onDone={onClose} />
    </SidePanel>
  )
}

function Ways({ cart, onDone }: { cart: Cart; onDone: () => void }) {
  const w = useWords(WORDS)
  const to = cart.contact?.email ?? cart.contact?.phone
  const [asks, setAsks] = useState(false)
  const { data, error } = useQuery(ask('getCartQr', { cart_id: cart.id }))
  const send = useAction('sendPayLink', { done: w.sent(to ?? ''), onDone })
  if (error) return <Trouble error={error} />
  if (!data) return <Loading />
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {w.text}
      </Text>
      {to && !asks ? (
        <Group gap={8}>
          <Button
            leftSection={<IconMail size={16} stroke={1.75} />}
            loading={send.isPending}
            onClick={() => send.mutate({ cart_id: cart.id })}
          >
            {w.send(to)}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setAsks(true)}>
            {w.other}
          </Button>
        </Group>
      ) : (
        <ContactForm cart={cart} onDone={() => setAsks(false)} />
      )}
      <Group gap={8} align="flex-end" wrap="nowrap">
        <TextInput flex={1} label={w.link} readOnly value={data.link} onFocus={(event) => event.target.select()} />
        <CopyButton value={data.link}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} stroke={1.75} /> : <IconCopy size={16} stroke={1.75} />}
              onClick={copy}
            >
              {copied ? w.copied : w.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="sm" c="dimmed">
        {w.scan}
      </Text>
      <img className={classes['qr']} alt={w.qr} src={`data:image/svg+xml;utf8,${encodeURIComponent(data.svg)}`} />
    </Stack>
  )
}
