import { Button, Checkbox, Group, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { money } from '#shared/show.ts'
import { goesBack, leftOf, paidFor } from '#shared/way-back.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { newId } from '../frame/new-id.ts'
import { SidePanel } from '../frame/side-panel.tsx'
import { useAction } from '../frame/use-action.ts'
import { useMe } from '../session.ts'
import { GoesBackWords } from './goes-back-words.tsx'
import type { Order } from './order-page.tsx'
import classes from './orders.module.css'

const WORDS = {
  title: { es: 'Anular', en: 'Cancel' },
  which: { es: 'Qué se anula', en: 'What is cancelled' },
  units: { es: (name: string) => `Unidades de ${name}`, en: (name: string) => `Units of ${name}` },
  reason: { es: 'Motivo', en: 'Reason' },
  asked: { es: 'Lo pide el cliente', en: 'The customer asks for it' },
  late: { es: 'Tarda demasiado', en: 'It takes too long' },
  wrong: { es: 'Pedido por error', en: 'Ordered by mistake' },
  gone: { es: 'No lo tenemos', en: 'We do not have it' },
  fraud: { es: 'Sospecha de fraude', en: 'Suspected fraud' },
  back: { es: 'Los artículos vuelven a la venta.', en: 'The articles go back on sale.' },
  all: { es: 'Anular el pedido', en: 'Cancel the order' },
  some: { es: 'Anular lo elegido', en: 'Cancel what is chosen' },
  done: {
    es: (sum: string) => `Anulado. Se devuelven ${sum}.`,
    en: (sum: string) => `Cancelled. ${sum} goes back.`,
  },
  doneOwed: {
    es: (sum: string) => `Anulado. Hay que devolver ${sum} en mano.`,
    en: (sum: string) => `Cancelled. ${sum} has to be handed back.`,
  },
  doneFree: { es: 'Anulado. No había nada que devolver.', en: 'Cancelled. There was nothing to refund.' },
} as const
const REASONS = ['asked', 'late', 'wrong', 'gone', 'fraud'] as const

type Props = { order: Order; opened: boolean; onClose: () => void }

export function CancelOrder({ order, opened, onClose }: Props) {
  const w = useWords(WORDS)
  return (
    <SidePanel opened={opened} onClose={onClose} title={`${w.title} ${order.number}`} size="md">
      {opened && <Form order={order} onDone={onClose} />}
    </SidePanel>
  )
}

function Form({ order, onDone }: { order: Order; onDone: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const lines = order.lines.filter((line) => leftOf(line) > 0)
  const [id] = useState(newId)
  const [reason, setReason] = useState<(typeof REASONS)[number]>('asked')
  const [units, setUnits] = useState<Record<string, number>>(() =>
    Object.fromEntries(lines.map((line) => [line.id, leftOf(line)])),
  )
  const chosen = lines.filter((line) => (units[line.id] ?? 0) > 0)
  const whole = lines.every((line) => units[line.id] === leftOf(line)) && lines.length === order.lines.length
  const sum = (minor: number): string => money(minor, order.currency, language)
  const amount = chosen.reduce((total, line) => total + paidFor(line, units[line.id] ?? 0), 0)
  const { store_ids } = useMe()
  const back = goesBack(order.payments, amount, store_ids)
  const byHand = back.reduce((total, part) => total + (part.way === 'by_itself' ? 0 : part.amount), 0)
  const cancel = useAction('cancelOrder', {
    quiet: true,
    refreshes: ['getOrder', 'listOrders', 'getTimeline', 'listFulfilments'],
    done: ({ to_refund }) =>
      byHand > 0 ? w.doneOwed(sum(byHand)) : to_refund > 0 ? w.done(sum(to_refund)) : w.doneFree,
    onDone,
  })
  return (
    <Stack>
      <Which lines={lines} units={units} setUnits={setUnits} />
      <Select
        label={w.reason}
        value={reason}
        allowDeselect={false}
        onChange={(value) => setReason(value as typeof reason)}
        data={REASONS.map((value) => ({ value, label: w[value] }))}
      />
      <Text size="sm" c="dimmed">
        {w.back}
      </Text>
      <GoesBackWords back={back} currency={order.currency} />
      {cancel.error && <Trouble error={cancel.error} />}
      <Button
        color="red"
        disabled={chosen.length === 0}
        loading={cancel.isPending}
        onClick={() =>
          cancel.mutate({
            order_id: order.id,
            id,
            reason: w[reason],
            ...(whole ? {} : { lines: chosen.map((line) => ({ line_id: line.id, quantity: units[line.id] ?? 0 })) }),
          })
        }
      >
        {whole ? w.all : w.some}
      </Button>
    </Stack>
  )
}

type WhichProps = {
  lines: Order['lines']
  units: Record<string, number>
  setUnits: (units: Record<string, number>) => void
}

function Which({ lines, units, setUnits }: WhichProps) {
  const w = useWords(WORDS)
  return (
    <div role="group" aria-label={w.which}>
      <Text size="sm" fw={500} mb={6}>
        {w.which}
      </Text>
      {lines.map((line) => (
        <Group key={line.id} justify="space-between" wrap="nowrap" className={classes['choice'] as string}>
          <Checkbox
            label={line.name}
            checked={(units[line.id] ?? 0) > 0}
            onChange={(event) => setUnits({ ...units, [line.id]: event.target.checked ? leftOf(line) : 0 })}
          />
          {leftOf(line) > 1 && (
            <NumberInput
              w={72}
              min={0}
              max={leftOf(line)}
              clampBehavior="strict"
              aria-label={w.units(line.name)}
              value={units[line.id] ?? 0}
              onChange={(value) => setUnits({ ...units, [line.id]: Number(value) || 0 })}
            />
          )}
        </Group>
      ))}
    </div>
  )
}
