import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { ManagerPin } from '../lock/manager-pin.tsx'
import { byPin } from '../sync/by-pin.ts'
import { refresh } from '../sync/queries.ts'

const WORDS = {
  title: { es: 'Cancelar pedido', en: 'Cancel the order' },
  reason: { es: 'Motivo', en: 'Reason' },
  done: { es: 'Pedido cancelado; el dinero va de vuelta', en: 'Order cancelled; the money is on its way back' },
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
  const [asks, setAsks] = useState(false)
  const cancel = useMutation({
    mutationFn: (by: { staff_id: string; pin: string }) =>
      byPin(by, (manager) => manager.cancelOrder({ order_id, id, reason: reason.trim() })),
    onSuccess: async () => {
      await refresh('listFulfilments')
      notifications.show({ message: w.done, color: 'green' })
      onDone()
    },
  })
  if (asks)
    return (
      <ManagerPin
        may="cancel"
        onApproved={(member, pin) => {
          setAsks(false)
          cancel.mutate({ staff_id: member.id, pin })
        }}
        onClose={() => setAsks(false)}
      />
    )
  return (
    <Modal opened onClose={onClose} title={w.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '') setAsks(true)
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
