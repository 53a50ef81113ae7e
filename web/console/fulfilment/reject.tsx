import { Button, Checkbox, Group, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { useAction } from '../frame/use-action.ts'
import { TOUCHED } from './words.ts'
import type { Task } from './words.ts'

const WORDS = {
  why: { es: 'Por qué no podemos', en: 'Why we cannot' },
  not_found: { es: 'No lo encontramos', en: 'We cannot find it' },
  damaged: { es: 'Está dañado', en: 'It is damaged' },
  too_busy: { es: 'No damos abasto', en: 'We are too busy' },
  closed: { es: 'La tienda está cerrada', en: 'The shop is closed' },
  other: { es: 'Otro motivo', en: 'Another reason' },
  which: { es: 'Qué falta', en: 'What is missing' },
  empty: { es: 'El estante está vacío: poner el stock a cero', en: 'The shelf is empty: set the stock to nothing' },
  note: { es: 'Nota', en: 'Note' },
  pickup: {
    es: 'Una recogida no cambia de tienda sin hablar con el cliente: pasará a «Por resolver».',
    en: 'A pick-up never changes shop without asking the customer: it goes to “To resolve”.',
  },
  ship: {
    es: 'El envío pasará a la siguiente tienda que lo tenga.',
    en: 'The parcel goes to the next place that has it.',
  },
  reject: { es: 'Rechazar', en: 'Reject' },
  back: { es: 'Volver', en: 'Back' },
  rejected: { es: 'Rechazado.', en: 'Rejected.' },
} as const
const REASONS = ['not_found', 'damaged', 'too_busy', 'closed', 'other'] as const
type Reason = (typeof REASONS)[number]

export function Reject({ task, onDone }: { task: Task; onDone: () => void }) {
  const w = useWords(WORDS)
  const [reason, setReason] = useState<Reason>('not_found')
  const [note, setNote] = useState('')
  const [shelf_empty, setEmpty] = useState(false)
  const [missing, setMissing] = useState<string[]>(task.lines.map(({ order_line_id }) => order_line_id))
  const reject = useAction('rejectFulfilment', { quiet: true, done: w.rejected, refreshes: TOUCHED, onDone })
  const ofGoods = reason === 'not_found' || reason === 'damaged'
  const some = ofGoods && missing.length < task.lines.length
  const lines = task.lines
    .filter(({ order_line_id }) => missing.includes(order_line_id))
    .map(({ order_line_id, quantity, picked, canceled }) => ({ order_line_id, quantity: quantity - picked - canceled }))
  return (
    <Stack>
      <Radio.Group label={w.why} value={reason} onChange={(value) => setReason(value as Reason)}>
        <Stack gap={8} mt={8}>
          {REASONS.map((value) => (
            <Radio key={value} value={value} label={w[value]} />
          ))}
        </Stack>
      </Radio.Group>
      {ofGoods && task.lines.length > 1 && (
        <Checkbox.Group label={w.which} value={missing} onChange={setMissing}>
          <Stack gap={8} mt={8}>
            {task.lines.map(({ order_line_id, name }) => (
              <Checkbox key={order_line_id} value={order_line_id} label={name} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      {reason === 'not_found' && (
        <Checkbox label={w.empty} checked={shelf_empty} onChange={(event) => setEmpty(event.target.checked)} />
      )}
      <Textarea label={w.note} autosize value={note} onChange={(event) => setNote(event.target.value)} />
      <Text size="sm" c="dimmed">
        {task.kind === 'ship' ? w.ship : w.pickup}
      </Text>
      {reject.error && <Trouble error={reject.error} />}
      <Group>
        <Button
          color="red"
          disabled={ofGoods && missing.length === 0}
          loading={reject.isPending}
          onClick={() =>
            reject.mutate({
              fulfilment_id: task.id,
              reason,
              ...(note.trim() && { note: note.trim() }),
              ...(some && { lines }),
              ...(reason === 'not_found' && shelf_empty && { shelf_empty }),
            })
          }
        >
          {w.reject}
        </Button>
        <Button variant="default" onClick={onDone}>
          {w.back}
        </Button>
      </Group>
    </Stack>
  )
}
