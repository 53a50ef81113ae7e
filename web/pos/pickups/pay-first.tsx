import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { takeForOrder } from '../pay/take-for-order.ts'
import { kickDrawer } from '../receipt/kick-drawer.ts'
import { chain } from '../session.ts'
import { Price } from '../show.tsx'
import { useValue } from '../store/value.ts'
import { ask } from '../sync/queries.ts'

const WORDS = {
  first: { es: 'Este pedido se paga al recogerlo:', en: 'This order is paid when it is collected:' },
  cash: { es: 'Cobrado en efectivo', en: 'Paid in cash' },
  terminal: { es: 'Cobrado con tarjeta', en: 'Paid by card' },
  closed: {
    es: 'Abre antes la caja, en Turno: el dinero va a su cajón.',
    en: 'Open the till first, under Shift: the money goes into its drawer.',
  },
} as const

/** What was to be paid at collection is taken first; the drawer of this till holds it. */
export function PayFirst({ order_id, onPaid }: { order_id: string; onPaid: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const shift = useValue(chain)?.shift ?? null
  const order = useQuery(ask('getOrder', { order_id }))
  const owed = order.data ? order.data.gross - order.data.paid : 0
  const take = useMutation({
    mutationFn: (kind: 'cash' | 'terminal') => takeForOrder(order_id, kind, owed),
    onSuccess: (_, kind) => {
      if (kind === 'cash') kickDrawer(language)
      onPaid()
    },
  })
  if (order.isPending) return <Loading />
  if (order.error) return <Trouble error={order.error} again={() => void order.refetch()} />
  return (
    <Alert color="yellow">
      <Stack gap="sm">
        <Text>
          {w.first}{' '}
          <strong>
            <Price minor={owed} />
          </strong>
        </Text>
        {shift === null && <Text className="soft">{w.closed}</Text>}
        {take.error && <Trouble error={take.error} />}
        <Group>
          {(['cash', 'terminal'] as const).map((kind) => (
            <Button
              key={kind}
              variant="default"
              size="md"
              disabled={shift === null}
              loading={take.isPending && take.variables === kind}
              onClick={() => take.mutate(kind)}
            >
              {w[kind]}
            </Button>
          ))}
        </Group>
      </Stack>
    </Alert>
  )
}
