import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowLeft,
  IconDots,
  IconParking,
  IconReload,
  IconReceiptOff,
  IconHistory,
} from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import { CustomerBar } from '../customer/customer-bar.tsx'
import { LastSales } from '../receipt/last-sales.tsx'
import { Price } from '../show.tsx'
import { Shortcuts } from '../shell/shortcuts.tsx'
import { useValue } from '../store/value.ts'
import { CartPart } from './cart-part.tsx'
import { terms } from './complete.ts'
import { act, ticket } from './current.ts'
import { asked, chosenLine, lineOfKeys } from './keys.ts'
import { Line } from './line.tsx'
import { LineSheet } from './line-sheet.tsx'
import { ParkSheet, RecallSheet } from './park-sheet.tsx'
import { parked, readParked } from './parked.ts'
import { sumsOf } from './sums.ts'
import { isBeingPaid, isEmpty } from './ticket.ts'
import { VoidSheet } from './void-sheet.tsx'

const WORDS = {
  ticket: { es: 'Ticket', en: 'Ticket' },
  empty: { es: 'Ticket vacío', en: 'Empty ticket' },
  emptyWhy: {
    es: 'Escanea un artículo o tócalo a la izquierda. Para ver los atajos, pulsa «?».',
    en: 'Scan an article, or tap one on the left. Press “?” to see the shortcuts.',
  },
  total: { es: 'Total', en: 'Total' },
  units: {
    es: (count: number) => (count === 1 ? '1 unidad' : `${count} unidades`),
    en: (count: number) => (count === 1 ? '1 unit' : `${count} units`),
  },
  pay: { es: 'Cobrar', en: 'Pay' },
  removed: { es: (name: string) => `${name}: quitado`, en: (name: string) => `${name}: taken out` },
  undo: { es: 'Deshacer', en: 'Undo' },
  more: { es: 'Más acciones', en: 'More actions' },
  park: { es: 'Aparcar ticket', en: 'Park the ticket' },
  recall: {
    es: (count: number) => `Recuperar aparcado (${count})`,
    en: (count: number) => `Recall a parked one (${count})`,
  },
  void: { es: 'Anular ticket', en: 'Void the ticket' },
  last: { es: 'Últimas ventas', en: 'Last sales' },
  back: { es: 'Seguir añadiendo', en: 'Go on adding' },
  taxes: { es: 'Impuestos', en: 'Taxes' },
} as const

/** The right side: for whom, what, how much, and one thing to do next. */
export function TicketPane({ onPay, onBack }: { onPay: () => void; onBack: () => void }) {
  const w = useWords(WORDS)
  const now = useValue(ticket)
  const sheet = useValue(asked)
  useValue(chosenLine)
  useEffect(() => void readParked(), [])
  const line = sheet === 'edit' ? now.lines.find(({ id }) => id === lineOfKeys()) : undefined
  const close = (): void => asked.set(null)
  return (
    <section className="ticket" aria-label={w.ticket}>
      <Group gap={4} p={8} wrap="nowrap" style={{ borderBottom: '1px solid var(--line)' }}>
        <ActionIcon className="phone-only" variant="subtle" color="gray" size={44} aria-label={w.back} onClick={onBack}>
          <IconArrowLeft stroke={1.75} />
        </ActionIcon>
        <CustomerBar />
        <More />
      </Group>
      <Lines />
      <Removed />
      <Foot onPay={onPay} />
      {sheet === 'park' && <ParkSheet onClose={close} />}
      {sheet === 'recall' && <RecallSheet onClose={close} />}
      {sheet === 'void' && <VoidSheet onClose={close} />}
      {sheet === 'last' && <LastSales onClose={close} />}
      <Shortcuts opened={sheet === 'help'} onClose={close} />
      {line && <LineSheet key={line.id} line={line} onClose={close} />}
    </section>
  )
}

function Lines() {
  const w = useWords(WORDS)
  const now = useValue(ticket)
  const chosen = useValue(chosenLine)
  const end = useRef<HTMLDivElement>(null)
  const count = now.lines.length
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' })
  }, [count])
  const edit = (id: string): void => {
    chosenLine.set(id)
    asked.set('edit')
  }
  return (
    <div className="ticket-lines">
      {isEmpty(now) && <Empty title={w.empty}>{w.emptyWhy}</Empty>}
      <ul className="rows">
        {now.lines.map((line) => (
          <Line key={line.id} line={line} chosen={line.id === chosen} onEdit={() => edit(line.id)} />
        ))}
      </ul>
      {now.cart && <CartPart cart={now.cart} />}
      <div ref={end} />
    </div>
  )
}

function Removed() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { removed } = useValue(ticket)
  if (!removed) return null
  return (
    <Group justify="space-between" px="md" py={6} wrap="nowrap" style={{ background: 'var(--sunken)' }} role="status">
      <Text size="sm" truncate>
        {w.removed(removed.line.name[language])}
      </Text>
      <Button
        variant="subtle"
        color="dark"
        h={44}
        leftSection={<IconArrowBackUp size={18} stroke={1.75} />}
        onClick={() => act({ do: 'undo' })}
      >
        {w.undo}
      </Button>
    </Group>
  )
}

function Foot({ onPay }: { onPay: () => void }) {
  const w = useWords(WORDS)
  const now = useValue(ticket)
  const { tax_included } = terms()
  const sums = sumsOf(now, terms())
  return (
    <div className="ticket-foot">
      <div className="total">
        <div>
          <Text fw={600}>{w.total}</Text>
          <Text className="soft">
            {w.units(sums.units)}
            {!tax_included && sums.here.tax > 0 && (
              <>
                {' · '}
                {w.taxes} <Price minor={sums.here.tax} />
              </>
            )}
          </Text>
        </div>
        <span className="total-figure" aria-live="polite">
          <Price minor={sums.total} />
        </span>
      </div>
      <Button fullWidth size="xl" h={64} mt="sm" fz={22} disabled={isEmpty(now) || sums.total === 0} onClick={onPay}>
        {w.pay}&nbsp;
        <Price minor={sums.due} />
      </Button>
    </div>
  )
}

function More() {
  const w = useWords(WORDS)
  const now = useValue(ticket)
  const waiting = useValue(parked)
  const paying = isBeingPaid(now)
  const busy = isEmpty(now) || paying
  const icon = { size: 20, stroke: 1.75 }
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={w.more}>
          <IconDots stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item h={48} disabled={busy} leftSection={<IconParking {...icon} />} onClick={() => asked.set('park')}>
          {w.park}
        </Menu.Item>
        <Menu.Item
          h={48}
          disabled={waiting.length === 0 || paying}
          leftSection={<IconReload {...icon} />}
          onClick={() => asked.set('recall')}
        >
          {w.recall(waiting.length)}
        </Menu.Item>
        <Menu.Item h={48} leftSection={<IconHistory {...icon} />} onClick={() => asked.set('last')}>
          {w.last}
        </Menu.Item>
        <Menu.Item
          h={48}
          color="red"
          disabled={busy}
          leftSection={<IconReceiptOff {...icon} />}
          onClick={() => asked.set('void')}
        >
          {w.void}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
