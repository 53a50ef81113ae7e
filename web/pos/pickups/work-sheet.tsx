import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCircle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import type { Fulfilment } from '../contract.ts'
import { OwedOf } from '../owed/owed-of-order.tsx'
import { Picture, optionsOf } from '../show.tsx'
import { articles } from '../store/articles.ts'
import { customers, nameOf } from '../store/customers.ts'
import { api } from '../sync/link.ts'
import { refresh } from '../sync/queries.ts'
import { ExceptionPart } from './exception-part.tsx'
import { HandOverPart } from './hand-over-part.tsx'
import { linesLeft } from './left.ts'
import { Picking } from './picking.tsx'

const WORDS = {
  order: { es: (number: string) => `Pedido ${number}`, en: (number: string) => `Order ${number}` },
  accept: { es: 'Aceptar y preparar', en: 'Accept and prepare' },
  call: { es: (phone: string) => `Llamar al ${phone}`, en: (phone: string) => `Call ${phone}` },
  picked: {
    es: (done: number, of: number) => `${done} de ${of}`,
    en: (done: number, of: number) => `${done} of ${of}`,
  },
} as const

/** `shown`: the code the customer has shown already. */
type Props = { fulfilment: Fulfilment; shown?: string; onHanded: (handed: Fulfilment) => void; onClose: () => void }

/** The work on one pick-up, as far as it has come. */
export function WorkSheet({ fulfilment, shown = '', onHanded, onClose }: Props) {
  const w = useWords(WORDS)
  const { id: fulfilment_id, status, number } = fulfilment
  const accept = useMutation({
    mutationFn: async () => {
      if (status === 'assigned') await api.acceptFulfilment({ fulfilment_id })
      await api.startPicking({ fulfilment_id })
    },
    onSuccess: () => refresh('listFulfilments'),
  })
  return (
    <Drawer opened onClose={onClose} title={w.order(number)} size="lg">
      <Stack>
        <Who fulfilment={fulfilment} />
        <Lines fulfilment={fulfilment} />
        <OwedOf order_id={fulfilment.order_id} />
        {accept.error && <Trouble error={accept.error} />}
        {(status === 'assigned' || status === 'accepted') && (
          <Button size="lg" loading={accept.isPending} onClick={() => accept.mutate()}>
            {w.accept}
          </Button>
        )}
        {status === 'picking' && <Picking fulfilment={fulfilment} onClose={onClose} />}
        {status === 'ready' && (
          <HandOverPart
            fulfilment={fulfilment}
            shown={shown}
            onHanded={() => {
              onClose()
              onHanded(fulfilment)
            }}
          />
        )}
        {status === 'exception' && <ExceptionPart fulfilment={fulfilment} onDone={onClose} />}
      </Stack>
    </Drawer>
  )
}

/** For whom it is, and how to reach them when something is not as they expect. */
function Who({ fulfilment: { customer_id } }: { fulfilment: Fulfilment }) {
  const w = useWords(WORDS)
  const customer = customer_id === null ? undefined : customers.get().get(customer_id)
  if (!customer) return null
  const [phone] = customer.phones
  return (
    <Group justify="space-between">
      <Text fw={600}>{nameOf(customer)}</Text>
      {phone && (
        <Anchor href={`tel:${phone}`} c="var(--ink)" mih={44} style={{ display: 'inline-flex', alignItems: 'center' }}>
          {w.call(phone)}
        </Anchor>
      )}
    </Group>
  )
}

function Lines({ fulfilment }: { fulfilment: Fulfilment }) {
  const w = useWords(WORDS)
  const { status } = fulfilment
  return (
    <ul className="rows">
      {linesLeft(fulfilment).map((line) => (
        <li key={line.order_line_id} className="row">
          <Picture src={articles.get().get(line.variant_id)?.picture ?? null} small={72} />
          <span className="row-words">
            <span className="strong">{line.name}</span>
            <br />
            <span className="soft">{[optionsOf(line.options), line.sku].filter(Boolean).join(' · ')}</span>
          </span>
          {status === 'picking' && (
            <span
              className={line.picked >= line.quantity ? 'green strong' : 'soft'}
              style={{ display: 'flex', alignItems: 'center', gap: 6 }}
            >
              {line.picked >= line.quantity ? <IconCheck size={22} /> : <IconCircle size={22} stroke={1.5} />}
              {w.picked(line.picked, line.quantity)}
            </span>
          )}
          {status !== 'picking' && line.quantity > 1 && <span className="line-count">{line.quantity}</span>}
        </li>
      ))}
    </ul>
  )
}
