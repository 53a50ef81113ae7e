import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { useFieldErrors } from '../frame/field-errors.ts'
import { useAction } from '../frame/use-action.ts'
import { TOUCHED } from './words.ts'
import type { Task } from './words.ts'

const WORDS = {
  how: { es: 'Cómo se demuestra', en: 'How it is proved' },
  code: { es: 'Código', en: 'Code' },
  document: { es: 'Documento', en: 'Document' },
  codeLabel: { es: 'Código de recogida', en: 'Pick-up code' },
  codeHint: {
    es: 'El cliente lo tiene en su aviso: seis letras y cifras, o un QR.',
    en: 'The customer has it in the message: letters and figures, or a QR.',
  },
  note: { es: 'Qué documento has visto', en: 'Which document you saw' },
  noteHint: {
    es: 'Por ejemplo: DNI, acaba en 45T. No copies el número entero.',
    en: 'For instance: passport, ends in 45T. Do not copy the whole number.',
  },
  hand: { es: 'Entregar', en: 'Hand over' },
  handed: { es: 'Entregado.', en: 'Handed over.' },
  carrier: { es: 'Transportista', en: 'Carrier' },
  tracking: { es: 'Número de seguimiento', en: 'Tracking number' },
  send: { es: 'Ha salido', en: 'It has left' },
  sent: { es: 'Enviado: hemos avisado al cliente.', en: 'Sent: the customer was told.' },
  extend: { es: 'Guardar más tiempo', en: 'Keep it longer' },
  until: { es: 'Hasta', en: 'Until' },
  extended: { es: 'Se guarda más tiempo: hemos avisado al cliente.', en: 'Kept longer: the customer was told.' },
} as const

/** The goods against the customer's code, or against a document that is noted. */
export function HandOver({ task }: { task: Task }) {
  const w = useWords(WORDS)
  const [proof, setProof] = useState<'code' | 'document'>('code')
  const [text, setText] = useState('')
  const hand = useAction('handOver', { quiet: true, done: w.handed, refreshes: TOUCHED })
  const errors = useFieldErrors(hand.error, { wrong_code: 'code', too_many_tries: 'code' })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const given = text.trim()
        hand.mutate({ fulfilment_id: task.id, body: proof === 'code' ? { code: given } : { id_note: given } })
      }}
    >
      <Stack gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={w.how}
          value={proof}
          onChange={(value) => {
            setProof(value as typeof proof)
            setText('')
            hand.reset()
          }}
          data={[
            { value: 'code', label: w.code },
            { value: 'document', label: w.document },
          ]}
        />
        <TextInput
          key={proof}
          data-autofocus
          required
          label={proof === 'code' ? w.codeLabel : w.note}
          description={proof === 'code' ? w.codeHint : w.noteHint}
          autoComplete="off"
          value={text}
          error={errors.of('code')}
          onChange={(event) => setText(event.target.value)}
        />
        {errors.rest && <Trouble error={errors.rest} />}
        <Button type="submit" loading={hand.isPending}>
          {w.hand}
        </Button>
      </Stack>
    </form>
  )
}

export function Ship({ task }: { task: Task }) {
  const w = useWords(WORDS)
  const [carrier, setCarrier] = useState('')
  const [tracking, setTracking] = useState('')
  const ship = useAction('markShipped', { quiet: true, done: w.sent, refreshes: TOUCHED })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        ship.mutate({ fulfilment_id: task.id, carrier: carrier.trim(), ...(tracking && { tracking: tracking.trim() }) })
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={w.carrier}
          required
          data-autofocus
          value={carrier}
          onChange={(event) => setCarrier(event.target.value)}
        />
        <TextInput label={w.tracking} value={tracking} onChange={(event) => setTracking(event.target.value)} />
        {ship.error && <Trouble error={ship.error} />}
        <Button type="submit" loading={ship.isPending}>
          {w.send}
        </Button>
      </Stack>
    </form>
  )
}

export function Extend({ task }: { task: Task }) {
  const w = useWords(WORDS)
  const [until, setUntil] = useState('')
  const extend = useAction('extendHold', { quiet: true, done: w.extended, refreshes: TOUCHED })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        extend.mutate({ fulfilment_id: task.id, until })
      }}
    >
      <Group align="flex-end" gap={8}>
        <TextInput
          flex={1}
          type="date"
          required
          label={w.until}
          min={task.hold_until?.slice(0, 10)}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
        <Button type="submit" variant="default" loading={extend.isPending}>
          {w.extend}
        </Button>
      </Group>
      {extend.error && (
        <Text mt={8} component="div">
          <Trouble error={extend.error} />
        </Text>
      )}
    </form>
  )
}
