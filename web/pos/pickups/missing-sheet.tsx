import { Button, Checkbox, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import type { Fulfilment } from '../contract.ts'
import { optionsOf } from '../show.tsx'
import { api } from '../sync/link.ts'
import { refresh } from '../sync/queries.ts'
import { linesLeft } from './left.ts'

const WORDS = {
  title: { es: 'Falta un artículo', en: 'An article is missing' },
  which: { es: 'Qué falta', en: 'What is missing' },
  why: { es: 'Motivo', en: 'Reason' },
  not_found: { es: 'No aparece', en: 'Cannot be found' },
  damaged: { es: 'Está dañado', en: 'Damaged' },
  other: { es: 'Otro motivo', en: 'Another reason' },
  note: { es: 'Nota', en: 'Note' },
  shelf: { es: 'La balda está vacía: corregir el stock', en: 'The shelf is empty: correct the stock' },
  tell: { es: 'Avisar de que falta', en: 'Say that it is missing' },
} as const

type Reason = 'not_found' | 'damaged' | 'other'

/** What is missing and why: a person then agrees with the customer on something else. */
export function MissingSheet({
  fulfilment,
  onDone,
  onClose,
}: {
  fulfilment: Fulfilment
  onDone: () => void
  onClose: () => void
}) {
  const w = useWords(WORDS)
  const open = linesLeft(fulfilment).filter(({ picked, quantity }) => picked < quantity)
  const [lines, setLines] = useState<string[]>(open.length === 1 ? [open[0]?.order_line_id ?? ''] : [])
  const [reason, setReason] = useState<Reason>('not_found')
  const [note, setNote] = useState('')
  const [shelf_empty, setShelf] = useState(false)
  const tell = useMutation({
    mutationFn: () =>
      api.rejectFulfilment({
        fulfilment_id: fulfilment.id,
        reason,
        shelf_empty,
        ...(note.trim() ? { note: note.trim() } : {}),
        lines: open
          .filter(({ order_line_id }) => lines.includes(order_line_id))
          .map(({ order_line_id, quantity, picked }) => ({ order_line_id, quantity: quantity - picked })),
      }),
    onSuccess: async () => {
      await refresh('listFulfilments')
      onDone()
    },
  })
  return (
    <Modal opened onClose={onClose} title={w.title}>
      <Stack>
        <Checkbox.Group label={w.which} value={lines} onChange={setLines}>
          <Stack gap="xs" mt={6}>
            {open.map((line) => (
              <Checkbox
                key={line.order_line_id}
                size="md"
                value={line.order_line_id}
                label={`${line.name} ${optionsOf(line.options)}`}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Radio.Group label={w.why} value={reason} onChange={(next) => setReason(next as Reason)}>
          <Stack gap="xs" mt={6}>
            {(['not_found', 'damaged', 'other'] as const).map((value) => (
              <Radio key={value} size="md" value={value} label={w[value]} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput label={w.note} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
        <Checkbox
          size="md"
          label={w.shelf}
          checked={shelf_empty}
          onChange={(event) => setShelf(event.target.checked)}
        />
        {tell.error && <Trouble error={tell.error} />}
        <Button size="md" disabled={lines.length === 0} loading={tell.isPending} onClick={() => tell.mutate()}>
          {w.tell}
        </Button>
      </Stack>
    </Modal>
  )
}
