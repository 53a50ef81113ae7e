import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { api } from '../sync/link.ts'
import { refresh } from '../sync/queries.ts'

const WORDS = {
  title: { es: 'Cancelar pedido', en: 'Cancel the order' },
  reason: { es: 'Motivo', en: 'Reason' },
  do: { es: 'Cancelar y devolver el dinero', en: 'Cancel and give the money back' },
} as const

/** The order is called off: goods go back on sale, money goes back the way it came. */
export function CancelSheet({
  order_id,
  onDone,
  onClose,
}: {
  order_id: string
  onDone: () => void
  onClose: () => void
}) {
  const w = useWords(WORDS)
  const [id] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState('')
  const cancel = useMutation({
    mutationFn: () => api.cancelOrder({ order_id, id, reason: reason.trim() }),
    onSuccess: async () => {
      await refresh('listFulfilments')
      onDone()
    },
  })
  return (
    <Modal opened onClose={onClose} title={w.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          cancel.mutate()
        }}
      >
        <Stack>
          <TextInput
            label={w.reason}
            size="md"
            required
            maxLength={200}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {cancel.error && <Trouble error={cancel.error} />}
          <Button type="submit" size="md" color="red" disabled={reason.trim() === ''} loading={cancel.isPending}>
            {w.do}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
