import { ActionIcon, Alert, Button, Group, Text } from '@mantine/core'
import { IconTruckDelivery, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { ChannelDot } from '#ui/show.tsx'
import { date } from '#shared/show.ts'
import type { Cart } from '../contract.ts'
import { Picture, Price, optionsOf } from '../show.tsx'
import { api } from '../sync/link.ts'
import { act } from './current.ts'
import { leaveCart } from './complete.ts'

const WORDS = {
  carry_out: { es: 'Carrito de otro canal: se lo lleva ahora', en: 'Cart from another channel: taken along now' },
  pickup: { es: (shop: string) => `Recoge en ${shop}`, en: (shop: string) => `Collect in ${shop}` },
  ship: { es: 'Envío a domicilio', en: 'Shipped home' },
  when: { es: (when: string) => `desde ${when}`, en: (when: string) => `from ${when}` },
  drop: { es: 'Quitar del ticket', en: 'Take off the ticket' },
  without: { es: (name: string) => `${name}: quitar`, en: (name: string) => `${name}: take out` },
  problem: {
    es: 'Algo de este carrito no se puede entregar así. Quítalo o elige otra entrega.',
    en: 'Something in this cart cannot be handed over like this. Take it out or choose another delivery.',
  },
} as const

/** The part of a ticket that is a cart on the server: goods of other places, or a cart begun elsewhere. */
export function CartPart({ cart }: { cart: Cart }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { method, pickup_store_name } = cart.delivery
  const from = method === 'pickup' ? cart.promise?.ready_at : cart.promise?.ships_at
  const remove = useMutation({
    mutationFn: (line_id: string) => api.removeCartLine({ cart_id: cart.id, line_id }),
    onSuccess: (next) => act({ do: 'cart', cart: next.lines.length === 0 ? null : next }),
  })
  const title = method === 'pickup' ? w.pickup(pickup_store_name ?? '') : method === 'ship' ? w.ship : w.carry_out
  return (
    <section aria-label={title}>
      <Group gap="xs" px="md" py={8} wrap="nowrap" style={{ background: 'var(--sunken)' }}>
        {method === 'carry_out' ? <ChannelDot channel={cart.channel} /> : <IconTruckDelivery size={20} stroke={1.75} />}
        <Text size="sm" fw={500} flex={1}>
          {title}
          {from && <span className="soft"> {w.when(date(from, 'moment', language))}</span>}
        </Text>
        <Button variant="subtle" color="gray" h={44} px="xs" onClick={leaveCart}>
          {w.drop}
        </Button>
      </Group>
      {cart.problems > 0 && (
        <Alert color="yellow" radius={0}>
          {w.problem}
        </Alert>
      )}
      {remove.error && <Trouble error={remove.error} />}
      <ul className="rows">
        {cart.lines
          .filter(({ saved }) => !saved)
          .map((line) => (
            <li key={line.line_id} className="row">
              <Picture src={line.picture} small={44} />
              <span className="row-words">
                <span className="strong">{line.name}</span>
                <br />
                <span className="soft">{optionsOf(line.options)}</span>
              </span>
              {line.quantity > 1 && <span className="line-count">{line.quantity}</span>}
              <span className="num strong">
                <Price minor={line.gross} />
              </span>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={44}
                aria-label={w.without(line.name)}
                loading={remove.isPending && remove.variables === line.line_id}
                onClick={() => remove.mutate(line.line_id)}
              >
                <IconX size={18} stroke={1.75} />
              </ActionIcon>
            </li>
          ))}
      </ul>
    </section>
  )
}
