import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCheck, IconMail, IconPrinter } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import type { Done } from '../sale/complete.ts'
import { customers } from '../store/customers.ts'
import { Price } from '../show.tsx'
import { useValue } from '../store/value.ts'
import { api, network } from '../sync/link.ts'
import { ask } from '../sync/queries.ts'
import { queue } from '../sync/sender.ts'
import { NotPrintedNote } from './not-printed.tsx'
import { printReceipt } from './printer.ts'
import { Slip } from './slip.tsx'
import { focused } from '../focus.ts'

const WORDS = {
  done: { es: 'Venta terminada', en: 'Sale done' },
  change: { es: 'Cambio', en: 'Change' },
  order: {
    es: (number: string) => `Pedido ${number}: se prepara y se avisa a quien lo espera.`,
    en: (number: string) => `Order ${number}: it is prepared, and whoever waits for it is told.`,
  },
  taken: {
    es: (number: string) => `Pedido ${number}: pagado, se lo lleva ahora.`,
    en: (number: string) => `Order ${number}: paid, taken along now.`,
  },
  next: { es: 'Venta nueva', en: 'New sale' },
  print: { es: 'Imprimir', en: 'Print' },
  mail: { es: 'Enviar por correo', en: 'Send by e-mail' },
  email: { es: 'Correo', en: 'E-mail' },
  sent: { es: (email: string) => `Recibo enviado a ${email}`, en: (email: string) => `Receipt sent to ${email}` },
  away: {
    es: 'El correo sale cuando la venta haya llegado al servidor.',
    en: 'Mail goes out once the sale has reached the server.',
  },
} as const

/** The sale is done: change in large figures, the receipt in any form, and the next customer in one key. */
export function Receipt({ done, onNew }: { done: Done; onNew: () => void }) {
  const w = useWords(WORDS)
  const { sale, order, change } = done
  const print = useMutation({ mutationFn: async () => sale && printReceipt(sale) })
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const at = document.activeElement
      if (event.key !== 'Enter' || (at instanceof HTMLElement && at.closest('form, button, [role="dialog"]'))) return
      event.preventDefault()
      onNew()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [onNew])
  return (
    <div className="till-page">
      <div className="two">
        <Stack>
          <Group gap="xs" c="var(--ok-ink)" role="status">
            <IconCheck size={28} stroke={2} />
            <Title order={1} size="lg">
              {w.done}
            </Title>
          </Group>
          {change > 0 && (
            <div>
              <Text c="dimmed">{w.change}</Text>
              <div className="figure">
                <Price minor={change} />
              </div>
            </div>
          )}
          {order && <Text>{order.taken_along ? w.taken(order.number) : w.order(order.number)}</Text>}
          <Button size="xl" ref={focused} onClick={onNew}>
            {w.next}
          </Button>
          {sale && (
            <Button
              size="md"
              variant="default"
              leftSection={<IconPrinter size={20} stroke={1.75} />}
              loading={print.isPending}
              onClick={() => print.mutate()}
            >
              {w.print}
            </Button>
          )}
          {print.error && <NotPrintedNote error={print.error} />}
          <Mail done={done} />
        </Stack>
        {sale && <Slip sale={sale} />}
      </div>
    </div>
  )
}

function Mail({ done }: { done: Done }) {
  const w = useWords(WORDS)
  const { reachable } = useValue(network)
  const { waiting } = useValue(queue)
  const order_id = done.sale?.body.order_id ?? done.order?.order_id ?? ''
  const known = done.customer_id === null ? undefined : customers.get().get(done.customer_id)?.emails[0]
  const record = useQuery({
    ...ask('getCustomer', { customer_id: done.customer_id ?? '' }),
    enabled: reachable && done.customer_id !== null && known === undefined,
  })
  const [typed, setTyped] = useState<string | null>(null)
  const email = typed ?? known ?? record.data?.identities.find(({ kind }) => kind === 'email')?.value ?? ''
  const send = useMutation({
    mutationFn: () => api.sendReceipt({ order_id, email: email.trim() }),
    onSuccess: () => notifications.show({ message: w.sent(email), color: 'green' }),
  })
  const ready = reachable && waiting === 0
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
    >
      <Stack gap="xs">
        <Group gap="xs" align="flex-end">
          <TextInput
            flex="1 1 220px"
            size="md"
            type="email"
            label={w.email}
            value={email}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button
            type="submit"
            size="md"
            flex="1 0 auto"
            variant="default"
            leftSection={<IconMail size={20} stroke={1.75} />}
            disabled={!ready || !email.includes('@') || send.isSuccess}
            loading={send.isPending}
          >
            {w.mail}
          </Button>
        </Group>
        {!ready && <Text className="soft">{w.away}</Text>}
        {send.error && <Trouble error={send.error} />}
      </Stack>
    </form>
  )
}
