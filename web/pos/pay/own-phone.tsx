import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { act, newTicket, ticket } from '../sale/current.ts'
import type { Done } from '../sale/complete.ts'
import type { Sums } from '../sale/sums.ts'
import { mustTill } from '../session.ts'
import { Qr } from '../receipt/qr.tsx'
import { useValue } from '../store/value.ts'
import { api, network } from '../sync/link.ts'

const WORDS = {
  away: { es: 'Para pagar con su móvil hace falta conexión.', en: 'Paying on their phone needs a connection.' },
  split: {
    es: 'El pago en su móvil cobra el ticket entero: devuelve antes lo cobrado.',
    en: 'Their phone pays the whole ticket: give back what was taken first.',
  },
  mixed: {
    es: 'Este ticket mezcla entregas: cóbralo en efectivo o con tarjeta.',
    en: 'This ticket mixes deliveries: take cash or a card.',
  },
  prices: {
    es: 'Hay precios cambiados a mano: cóbralo en efectivo o con tarjeta.',
    en: 'Some prices were changed by hand: take cash or a card.',
  },
  start: { es: 'Mostrar código de pago', en: 'Show the payment code' },
  scan: {
    es: 'La clienta lo escanea con su móvil y paga allí. Esta pantalla sigue sola.',
    en: 'The customer scans it with their phone and pays there. This screen goes on by itself.',
  },
  declined: {
    es: 'El pago no salió. Puede intentarlo otra vez.',
    en: 'The payment did not go through. They can try again.',
  },
} as const

const LOOK_MS = 1_500

/** The sandbox card on the customer's own phone: the ticket becomes a cart at the server, paid by its link. */
export function OwnPhone({ sums, onDone }: { sums: Sums; onDone: (done: Done) => void }) {
  const w = useWords(WORDS)
  const now = useValue(ticket)
  const { reachable } = useValue(network)
  const [payment, setPayment] = useState<{ id: string; url: string; cart_id: string; total: number } | null>(null)
  const start = useMutation({ mutationFn: begin, onSuccess: setPayment })
  const why = !reachable
    ? w.away
    : sums.paid > 0
      ? w.split
      : now.cart && now.lines.length > 0
        ? w.mixed
        : now.lines.some(({ price_reason }) => price_reason !== null)
          ? w.prices
          : null
  if (payment) return <Waiting {...payment} onDone={onDone} onAgain={() => setPayment(null)} />
  return (
    <Stack>
      {why && <Text c="dimmed">{why}</Text>}
      {start.error && <Trouble error={start.error} />}
      <Button size="xl" disabled={why !== null} loading={start.isPending} onClick={() => start.mutate()}>
        {w.start}
      </Button>
    </Stack>
  )
}

async function begin() {
  const { store } = mustTill()
  const { cart, lines, customer } = ticket.get()
  let held = cart
  if (!held) {
    held = await api.createCart({
      id: crypto.randomUUID(),
      store_id: store.id,
      customer_id: customer?.customer_id ?? null,
      delivery: { method: 'carry_out' },
    })
    for (const { id, variant_id, quantity, note } of lines)
      held = await api.addCartLine({ cart_id: held.id, line_id: id, variant_id, quantity, note })
  }
  const { id, action_url } = await api.payCart({ cart_id: held.id, id: crypto.randomUUID(), provider: 'sandbox' })
  if (action_url === null) throw new Error('the provider gave no address to pay at')
  return { id, url: action_url, cart_id: held.id, total: held.gross }
}

type WaitingProps = {
  id: string
  url: string
  cart_id: string
  total: number
  onDone: (done: Done) => void
  onAgain: () => void
}

function Waiting({ id, url, cart_id, total, onDone, onAgain }: WaitingProps) {
  const w = useWords(WORDS)
  const look = useQuery({
    queryKey: ['own-phone', id],
    queryFn: () => api.refreshPayment({ payment_id: id }),
    refetchInterval: LOOK_MS,
  })
  const status = look.data?.status
  useEffect(() => {
    if (status !== 'authorised' && status !== 'captured') return
    const customer_id = ticket.get().customer?.customer_id ?? null
    void api.placeOrder({ cart_id, expected_total: total }).then(({ order_id, number }) => {
      act({ do: 'cart', cart: null })
      newTicket()
      onDone({ sale: null, order: { order_id, number, gross: total }, change: 0, customer_id })
    })
  }, [status, cart_id, total, onDone])
  if (status === 'declined')
    return (
      <Stack>
        <Text>{w.declined}</Text>
        <Button size="lg" onClick={onAgain}>
          {w.start}
        </Button>
      </Stack>
    )
  return (
    <Stack align="center" ta="center">
      <Qr text={url} size={280} />
      <Text>{w.scan}</Text>
      {look.error ? <Trouble error={look.error} /> : <Loading />}
    </Stack>
  )
}
