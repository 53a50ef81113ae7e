import { Button, Chip, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { AT_TILL } from '#shared/limits.ts'
import { written } from '#shared/text.ts'
import { useWords } from '#ui/face.tsx'
import { voidTicket } from './complete.ts'

const WORDS = {
  title: { es: 'Anular ticket', en: 'Void the ticket' },
  reason: { es: 'Motivo', en: 'Reason' },
  mind: { es: 'Cambió de idea', en: 'Changed their mind' },
  mistake: { es: 'Error al marcar', en: 'Rung up by mistake' },
  card: { es: 'No puede pagar ahora', en: 'Cannot pay now' },
  other: { es: 'Otro motivo', en: 'Another reason' },
  do: { es: 'Anular', en: 'Void' },
} as const

/** Before payment a ticket may go, with a reason that stays. */
export function VoidSheet({ onClose }: { onClose: () => void }) {
  const w = useWords(WORDS)
  const [reason, setReason] = useState('')
  return (
    <Modal opened onClose={onClose} title={w.title}>
      <Stack>
        <Chip.Group value={reason} onChange={(next) => setReason(next as string)}>
          <Group gap="xs" role="group" aria-label={w.reason}>
            {[w.mind, w.mistake, w.card].map((words) => (
              <Chip key={words} value={words} size="md" styles={{ label: { height: 44 } }}>
                {words}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <TextInput
          label={w.other}
          maxLength={AT_TILL.reason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button
          color="red"
          size="md"
          disabled={written(reason, AT_TILL.reason) === ''}
          onClick={() => void voidTicket(written(reason, AT_TILL.reason)).then(onClose)}
        >
          {w.do}
        </Button>
      </Stack>
    </Modal>
  )
}
