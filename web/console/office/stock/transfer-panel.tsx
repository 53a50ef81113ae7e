import { Button, NumberInput, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { When } from '#ui/show.tsx'
import { Trouble } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { SidePanel } from '../../frame/side-panel.tsx'
import { Facts, State } from '../../frame/state.tsx'
import { useAction } from '../../frame/use-action.ts'
import { useMay } from '../../session.ts'
import office from '../office.module.css'
import { ArticleCell, useVariants } from '../../frame/articles.tsx'
import { usePlaces } from '../pieces/places.tsx'
import { STOCK_ANSWERS } from './goods.ts'
import { TRANSFER_STATE, TRANSFER_TONE } from './transfers.ts'
import type { Transfer } from './transfers.ts'

const WORDS = {
  title: {
    es: (from: string, to: string) => `De ${from} a ${to}`,
    en: (from: string, to: string) => `From ${from} to ${to}`,
  },
  state: { es: 'Estado', en: 'State' },
  sent: { es: 'Enviado', en: 'Sent' },
  received: { es: 'Recibido', en: 'Received' },
  note: { es: 'Nota', en: 'Note' },
  article: { es: 'Artículo', en: 'Article' },
  already: { es: 'Llegadas', en: 'Arrived' },
  missing: { es: 'Faltan', en: 'Missing' },
  now: { es: 'Llegan ahora', en: 'Arrive now' },
  nowOf: { es: (sku: string) => `Llegan ahora de ${sku}`, en: (sku: string) => `Arrive now of ${sku}` },
  close: { es: 'No va a llegar nada más', en: 'Nothing more will arrive' },
  closeAbout: {
    es: 'Lo que falte se anota como perdido y el traspaso se cierra.',
    en: 'What is missing is booked as lost and the transfer is closed.',
  },
  receive: { es: 'Recibir', en: 'Receive' },
  done: { es: 'Traspaso recibido', en: 'Transfer received' },
} as const

/** One transfer: what was sent, what came, what is missing; and its arrival. */
export function TransferPanel({ transfer, onClose }: { transfer: Transfer; onClose: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { nameOf } = usePlaces()
  const mayReceive = useMay()('stock.transfer')
  const isOpen = transfer.status === 'sent'
  const left = (line: Transfer['lines'][number]): number => line.sent - line.received - line.missing
  const [receipt_id] = useState(() => crypto.randomUUID())
  const [arriving, setArriving] = useState<Readonly<Record<string, number>>>({})
  const [close, setClose] = useState(false)
  const now = (line: Transfer['lines'][number]): number => arriving[line.variant_id] ?? left(line)
  const receive = useAction('receiveTransfer', { done: w.done, refreshes: STOCK_ANSWERS, quiet: true, onDone: onClose })
  const send = (): void =>
    receive.mutate({
      transfer_id: transfer.id,
      receipt_id,
      close,
      lines: transfer.lines
        .map((line) => ({ variant_id: line.variant_id, received: now(line) }))
        .filter(({ received }) => received > 0),
    })
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={w.title(nameOf(transfer.from_id), nameOf(transfer.to_id))}
      footer={
        isOpen && (
          <Button disabled={!mayReceive} loading={receive.isPending} onClick={send}>
            {w.receive}
          </Button>
        )
      }
    >
      <Stack>
        <Facts
          of={[
            [
              w.state,
              <State key="state" tone={TRANSFER_TONE[transfer.status]}>
                {TRANSFER_STATE[transfer.status][language]}
              </State>,
            ],
            [w.sent, <When key="sent" when={transfer.sent_at} />],
            ...(transfer.received_at
              ? [[w.received, <When key="received" when={transfer.received_at} />] as const]
              : []),
            ...(transfer.reason ? [[w.note, transfer.reason] as const] : []),
          ]}
        />
        <Lines
          transfer={transfer}
          now={now}
          left={left}
          set={(id, count) => setArriving({ ...arriving, [id]: count })}
        />
        {isOpen && (
          <Switch
            label={w.close}
            description={w.closeAbout}
            checked={close}
            onChange={(event) => setClose(event.target.checked)}
          />
        )}
        {receive.error && <Trouble error={receive.error} />}
      </Stack>
    </SidePanel>
  )
}

type Line = Transfer['lines'][number]
type LinesProps = {
  transfer: Transfer
  now: (line: Line) => number
  left: (line: Line) => number
  set: (variant_id: string, count: number) => void
}

function Lines({ transfer, now, left, set }: LinesProps) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const isOpen = transfer.status === 'sent'
  const variants = useVariants(transfer.lines.map(({ variant_id }) => variant_id))
  return (
    <table className={office['plainTable']} aria-label={w.article}>
      <thead>
        <tr>
          <th>{w.article}</th>
          <th data-right>{w.sent}</th>
          <th data-right>{w.already}</th>
          <th data-right>{isOpen ? w.now : w.missing}</th>
        </tr>
      </thead>
      <tbody>
        {transfer.lines.map((line) => (
          <tr key={line.variant_id}>
            <td>
              <ArticleCell variant={variants.get(line.variant_id)} sku={line.sku} />
            </td>
            <td data-right>{number(line.sent, language)}</td>
            <td data-right>{number(line.received, language)}</td>
            <td data-right>
              {isOpen ? (
                <NumberInput
                  size="xs"
                  w={76}
                  ml="auto"
                  min={0}
                  max={left(line)}
                  aria-label={w.nowOf(line.sku)}
                  value={now(line)}
                  onChange={(value) => set(line.variant_id, Number(value) || 0)}
                />
              ) : line.missing > 0 ? (
                <Text size="sm" c="var(--warn-ink)" fw={500}>
                  {number(line.missing, language)}
                </Text>
              ) : (
                number(0, language)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
