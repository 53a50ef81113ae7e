import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { ManagerPin } from '../lock/manager-pin.tsx'
import { calledOff } from '../owed/called-off.tsx'
import { GoesBackWords, cashNow } from '../owed/goes-back-words.tsx'
import { countCalledOff } from '../owed/give-back.ts'
import type { Order } from '../owed/give-back.ts'
import { kickDrawer } from '../receipt/kick-drawer.ts'
import { chain } from '../session.ts'
import { useValue } from '../store/value.ts'
import { byPin } from '../sync/by-pin.ts'
import { api } from '../sync/link.ts'
import { ask, refresh } from '../sync/queries.ts'

const WORDS = {
  title: { es: 'Cancelar pedido', en: 'Cancel the order' },
  reason: { es: 'Motivo', en: 'Reason' },
  goods: { es: 'Los artículos vuelven a la venta.', en: 'The articles go back on sale.' },
  closed: {
    es: 'Abre antes la caja, en Turno: el dinero sale de su cajón.',
    en: 'Open the till first, under Shift: the money leaves its drawer.',
  },
  drawer: {
    es: (number: string) => `Pedido ${number} cancelado, devuelto al cliente`,
    en: (number: string) => `Order ${number} cancelled, given back to the customer`,
  },
  do: { es: 'Cancelar el pedido', en: 'Cancel the order' },
} as const

type Props = { order_id: string; onDone: () => void; onClose: () => void }

/** The order is called off: goods go back on sale, and which money goes back how is said before. */
export function CancelSheet({ order_id, onDone, onClose }: Props) {
  const w = useWords(WORDS)
  const order = useQuery(ask('getOrder', { order_id }))
  if (order.data) return <Sheet order={order.data} onDone={onDone} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={w.title}>
      {order.error ? <Trouble error={order.error} again={() => void order.refetch()} /> : <Loading />}
    </Modal>
  )
}

type SheetProps = { order: Order; onDone: () => void; onClose: () => void }

function Sheet({ order, onDone, onClose }: SheetProps) {
  const w = useWords(WORDS)
  const [reason, setReason] = useState('')
  const [asks, setAsks] = useState(false)
  const cancel = useCancel(order, reason, onDone)
  const shift = useValue(chain)?.shift ?? null
  const closed = shift === null && cashNow(order) > 0
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
          <Text className="soft">{w.goods}</Text>
          <GoesBackWords order={order} />
          {closed && <Text className="soft">{w.closed}</Text>}
          {cancel.error && <Trouble error={cancel.error} />}
          <Button
            type="submit"
            size="md"
            color="red"
            disabled={reason.trim() === '' || closed}
            loading={cancel.isPending}
          >
            {w.do}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

function useCancel(order: Order, reason: string, onDone: () => void) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [id] = useState(() => crypto.randomUUID())
  // As it stood before the first try: what went back since is what this did, also when it is tried again.
  const before = useRef<Order>(null)
  return useMutation({
    mutationFn: async (by: { staff_id: string; pin: string }) => {
      before.current ??= await api.getOrder({ order_id: order.id })
      await byPin(by, (manager) => manager.cancelOrder({ order_id: order.id, id, reason: reason.trim() }))
      return { before: before.current, after: await countCalledOff(before.current, w.drawer(order.number)) }
    },
    onSuccess: async (done) => {
      if (cashNow(done.before) > 0) kickDrawer(language)
      calledOff.set(done)
      await refresh('listFulfilments', 'listOrders', 'listPayments', 'getOrder')
      onDone()
    },
  })
}
