import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { HiloError } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { ticket } from '../sale/current.ts'
import type { Done } from '../sale/complete.ts'
import type { Sums } from '../sale/sums.ts'
import type { Phone } from '../sale/ticket.ts'
import { Qr } from '../receipt/qr.tsx'
import { useValue } from '../store/value.ts'
import { api, network } from '../sync/link.ts'
import { begin, callOff, finish } from './by-phone.ts'

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
  notHere: {
    es: 'Según el sistema algo de este ticket no está aquí, así que no se puede pagar en línea: cóbralo en efectivo o con tarjeta.',
    en: 'The system says that something of this ticket is not here, so it cannot be paid online: take cash or a card.',
  },
  start: { es: 'Mostrar código de pago', en: 'Show the payment code' },
  code: { es: 'Código de pago', en: 'Payment code' },
  scan: {
    es: 'Quien compra lo escanea con su móvil y paga allí. Esta pantalla sigue sola.',
    en: 'The customer scans it with their phone and pays there. This screen goes on by itself.',
  },
  declined: {
    es: 'El pago no salió. Puede intentarlo otra vez.',
    en: 'The payment did not go through. They can try again.',
  },
  other: { es: 'Cobrar de otra forma', en: 'Take the money another way' },
} as const

const LOOK_MS = 1_500

/** The sandbox card on the customer's own phone: the ticket becomes a cart at the server, paid by its link. */
export function OwnPhone({ sums, onDone }: { sums: Sums; onDone: (done: Done) => void }) {
  const w = useWords(WORDS)
  const now = useValue(ticket)
  const { reachable } = useValue(network)
  const start = useMutation({ mutationFn: begin })
  const why = !reachable
    ? w.away
    : sums.paid > 0
      ? w.split
      : now.cart && now.lines.length > 0
        ? w.mixed
        : now.lines.some(({ price_reason }) => price_reason !== null)
          ? w.prices
          : null
  if (now.phone) return <Waiting key={now.phone.payment_id} phone={now.phone} onDone={onDone} />
  return (
    <Stack>
      {why && <Text c="dimmed">{why}</Text>}
      {start.error &&
        (isNotHere(start.error) ? <Text role="alert">{w.notHere}</Text> : <Trouble error={start.error} />)}
      <Button size="xl" px="sm" disabled={why !== null} loading={start.isPending} onClick={() => start.mutate()}>
        {w.start}
      </Button>
    </Stack>
  )
}

const isNotHere = (error: Error): boolean => error instanceof HiloError && error.code === 'cart_not_ready'

function Waiting({ phone, onDone }: { phone: Phone; onDone: (done: Done) => void }) {
  const w = useWords(WORDS)
  const { payment_id, url } = phone
  const look = useQuery({
    queryKey: ['own-phone', payment_id],
    queryFn: () => api.refreshPayment({ payment_id }),
    refetchInterval: LOOK_MS,
  })
  const status = look.data?.status
  const paid = status === 'authorised' || status === 'captured'
  const { mutate: end, ...ending } = useMutation({ mutationFn: () => finish(phone), onSuccess: onDone })
  const again = useMutation({ mutationFn: begin })
  const stop = useMutation({ mutationFn: () => callOff(phone), onSuccess: (done) => done && onDone(done) })
  useEffect(() => {
    if (paid) end()
  }, [paid, end])
  return (
    <Stack align="center" ta="center">
      {status === 'declined' ? (
        <>
          <Text role="alert">{w.declined}</Text>
          {again.error && <Trouble error={again.error} />}
          <Button size="lg" loading={again.isPending} onClick={() => again.mutate()}>
            {w.start}
          </Button>
        </>
      ) : (
        <>
          <Qr text={url} size={280} label={w.code} />
          <Text>{w.scan}</Text>
          {look.error ? <Trouble error={look.error} /> : <Loading />}
        </>
      )}
      {ending.error && <Trouble error={ending.error} again={() => end()} />}
      {stop.error && <Trouble error={stop.error} />}
      <Button variant="default" size="md" disabled={paid} loading={stop.isPending} onClick={() => stop.mutate()}>
        {w.other}
      </Button>
    </Stack>
  )
}
