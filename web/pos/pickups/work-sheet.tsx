import { Button, Drawer, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCircle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import type { Fulfilment } from '../contract.ts'
import { Picture, optionsOf } from '../show.tsx'
import { articles } from '../store/articles.ts'
import { api } from '../sync/link.ts'
import { refresh } from '../sync/queries.ts'
import { ExceptionPart } from './exception-part.tsx'
import { HandOverPart } from './hand-over-part.tsx'
import { MissingSheet } from './missing-sheet.tsx'

const WORDS = {
  order: { es: (number: string) => `Pedido ${number}`, en: (number: string) => `Order ${number}` },
  accept: { es: 'Aceptar y preparar', en: 'Accept and prepare' },
  scan: { es: 'Escanea cada artículo al meterlo en la bolsa', en: 'Scan each article as it goes into the bag' },
  pick: { es: 'Marcar', en: 'Tick' },
  missing: { es: 'Falta un artículo', en: 'An article is missing' },
  ready: { es: 'Lista para recoger', en: 'Ready to collect' },
  all: { es: 'Todo está en la bolsa', en: 'Everything is in the bag' },
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
        <Lines fulfilment={fulfilment} />
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

function Lines({ fulfilment: { lines, status } }: { fulfilment: Fulfilment }) {
  const w = useWords(WORDS)
  return (
    <ul className="rows">
      {lines.map((line) => (
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

function Picking({ fulfilment, onClose }: { fulfilment: Fulfilment; onClose: () => void }) {
  const w = useWords(WORDS)
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const fulfilment_id = fulfilment.id
  const whole = fulfilment.lines.every(({ picked, quantity, canceled }) => picked >= quantity - canceled)
  const again = (): Promise<unknown> => refresh('listFulfilments')
  const pick = useMutation({
    mutationFn: (scanned: string) => api.pick({ fulfilment_id, code: scanned }),
    onSuccess: async () => {
      setCode('')
      await again()
    },
  })
  const ready = useMutation({
    mutationFn: () => api.markReady({ fulfilment_id, ...(whole ? {} : { picked_all: true }) }),
    onSuccess: async () => {
      await again()
      onClose()
    },
  })
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (code.trim() !== '') pick.mutate(code.trim())
        }}
      >
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <TextInput
            flex={1}
            size="md"
            label={w.scan}
            data-autofocus
            autoComplete="off"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <Button type="submit" size="md" variant="default" h={48} loading={pick.isPending}>
            {w.pick}
          </Button>
        </Group>
      </form>
      {pick.error && <Trouble error={pick.error} />}
      {ready.error && <Trouble error={ready.error} />}
      <Group grow>
        <Button size="lg" variant="default" onClick={() => setMissing(true)}>
          {w.missing}
        </Button>
        <Button size="lg" loading={ready.isPending} onClick={() => ready.mutate()}>
          {whole ? w.ready : w.all}
        </Button>
      </Group>
      {missing && <MissingSheet fulfilment={fulfilment} onDone={onClose} onClose={() => setMissing(false)} />}
      <Text className="soft">{w.picked(sum(fulfilment, 'picked'), sum(fulfilment, 'quantity'))}</Text>
    </>
  )
}

const sum = ({ lines }: Fulfilment, field: 'picked' | 'quantity'): number =>
  lines.reduce((total, line) => total + line[field], 0)
