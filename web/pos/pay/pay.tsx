import { ActionIcon, Alert, Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconCash, IconCreditCard, IconDeviceMobile, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { AT_TILL } from '#shared/limits.ts'
import { money } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { complete, terms } from '../sale/complete.ts'
import type { Done } from '../sale/complete.ts'
import { act, ticket } from '../sale/current.ts'
import { isPaid, leavesTooMuch, sumsOf } from '../sale/sums.ts'
import { isBeingPaid } from '../sale/ticket.ts'
import type { Sums } from '../sale/sums.ts'
import { kickDrawer } from '../receipt/kick-drawer.ts'
import { mustTill } from '../session.ts'
import { Price } from '../show.tsx'
import type { Tender } from '../store/facts.ts'
import { useValue } from '../store/value.ts'
import { CashPad } from './cash-pad.tsx'
import { offlineTrouble } from './limits.ts'
import { OwnPhone } from './own-phone.tsx'
import { TerminalPad } from './terminal-pad.tsx'

const WORDS = {
  back: { es: 'Volver al ticket', en: 'Back to the ticket' },
  title: { es: 'Cobrar', en: 'Pay' },
  left: { es: 'Queda por pagar', en: 'Left to pay' },
  total: { es: 'Total', en: 'Total' },
  how: { es: 'Forma de pago', en: 'How they pay' },
  cash: { es: 'Efectivo', en: 'Cash' },
  terminal: { es: 'Tarjeta', en: 'Card' },
  phone: { es: 'Su móvil', en: 'Their phone' },
  taken: { es: 'Cobrado', en: 'Taken' },
  giveBack: { es: (what: string) => `${what}: devolver`, en: (what: string) => `${what}: give back` },
  finish: { es: 'Terminar la venta', en: 'Finish the sale' },
  too_old: {
    es: 'Los precios de esta caja son demasiado antiguos para vender sin conexión. Conéctala un momento.',
    en: 'The prices of this till are too old to sell without a connection. Connect it for a moment.',
  },
  too_much: {
    es: (most: string) =>
      `Sin conexión esta tienda vende hasta ${most} por ticket. Espera a la conexión, quita algún artículo o aparca el ticket.`,
    en: (most: string) =>
      `Without a connection this shop sells up to ${most} a ticket. Wait for the connection, take an article off, or park the ticket.`,
  },
  cart_away: {
    es: 'Parte de este ticket se guarda en el servidor; se cobra cuando vuelva la conexión.',
    en: 'Part of this ticket is kept on the server; it is paid when the connection is back.',
  },
  only_cash: {
    es: 'Sin conexión esta tienda no acepta tarjeta. Cobra en efectivo o espera a la conexión.',
    en: 'Without a connection this shop takes no cards. Take cash, or wait for the connection.',
  },
  rounded: {
    es: (exact: string) => `${exact} en total; el efectivo se redondea.`,
    en: (exact: string) => `${exact} in all; cash is rounded.`,
  },
  pieces: {
    es: `Un ticket se cobra en ${AT_TILL.tenders} partes como mucho: la que falta paga todo lo que queda, o devuelve antes alguna.`,
    en: `A ticket is paid in ${AT_TILL.tenders} parts at most: the last one pays all that is left, or give one back first.`,
  },
  backWhy: {
    es: 'Para cambiar el ticket, devuelve antes lo cobrado.',
    en: 'To change the ticket, give back first what was taken.',
  },
} as const

type How = 'cash' | 'terminal' | 'phone'
type Props = { onBack: () => void; onDone: (done: Done) => void }

/** Taking money: several tenders until nothing is left; the last one ends the sale. */
export function Pay({ onBack, onDone }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const now = useValue(ticket)
  const [chosen, setHow] = useState<How>('cash')
  /** A part payment too many was asked for. */
  const [pieces, setPieces] = useState(false)
  const how = now.phone ? 'phone' : chosen
  const sums = sumsOf(now, terms())
  const stop = useValue(offlineTrouble)(sums.total, now.cart !== null, how === 'terminal' ? 'terminal' : 'cash')
  const finish = useMutation({ mutationFn: () => complete(language), onSuccess: onDone })
  const paid = isPaid(now, sums)

  const take = (tender: Omit<Tender, 'id'>): void => {
    const piece = { id: crypto.randomUUID(), ...tender }
    const leaves = leavesTooMuch(ticket.get(), piece, terms())
    setPieces(leaves)
    if (leaves) return
    act({ do: 'tender', tender: piece })
    if (tender.kind === 'cash') kickDrawer(language)
    const after = ticket.get()
    if (isPaid(after, sumsOf(after, terms()))) finish.mutate()
  }
  const most = (): string => money(mustTill().settings.offline_sale_max, mustTill().currency, language)
  usePayKeys(onBack, setHow, !isBeingPaid(now))
  return (
    <div className="till-page">
      <Group justify="space-between" mb="md" wrap="nowrap">
        <Button
          variant="subtle"
          color="gray"
          size="md"
          px={8}
          disabled={isBeingPaid(now)}
          leftSection={<IconArrowLeft stroke={1.75} />}
          onClick={onBack}
        >
          {w.back}
        </Button>
        <Title order={1} size="md">
          {w.title}
        </Title>
      </Group>
      <div className="two">
        <Stack>
          <div>
            <Text c="dimmed">{sums.paid > 0 ? w.left : w.total}</Text>
            <div className="figure" aria-live="polite">
              <Price minor={how === 'cash' ? sums.cash_due : sums.due} />
            </div>
            {how === 'cash' && sums.cash_due !== sums.due && (
              <Text className="soft">{w.rounded(money(sums.due, mustTill().currency, language))}</Text>
            )}
          </div>
          <Tenders tenders={now.tenders} locked={finish.isPending} />
          {now.tenders.length > 0 && !paid && <Text className="soft">{w.backWhy}</Text>}
          {!paid && <Ways how={how} onHow={setHow} locked={now.phone !== null} />}
          {stop && <Alert color="yellow">{stop === 'too_much' ? w.too_much(most()) : w[stop]}</Alert>}
          {pieces && !paid && <Alert color="yellow">{w.pieces}</Alert>}
          {finish.error && <Trouble error={finish.error} />}
          {paid && (
            <Button size="xl" loading={finish.isPending} onClick={() => finish.mutate()}>
              {w.finish}
            </Button>
          )}
        </Stack>
        {!paid && stop === null && <Pad how={how} sums={sums} onTake={take} onDone={onDone} />}
      </div>
    </div>
  )
}

function Pad({
  how,
  sums,
  onTake,
  onDone,
}: {
  how: How
  sums: Sums
  onTake: (tender: Omit<Tender, 'id'>) => void
  onDone: (done: Done) => void
}) {
  if (how === 'phone') return <OwnPhone sums={sums} onDone={onDone} />
  if (how === 'terminal') return <TerminalPad key={sums.due} due={sums.due} onTake={onTake} />
  return <CashPad key={sums.cash_due} sums={sums} onTake={onTake} />
}

function Ways({ how, onHow, locked }: { how: How; onHow: (how: How) => void; locked: boolean }) {
  const w = useWords(WORDS)
  const ways = [
    { value: 'cash', label: w.cash, Icon: IconCash },
    { value: 'terminal', label: w.terminal, Icon: IconCreditCard },
    { value: 'phone', label: w.phone, Icon: IconDeviceMobile },
  ] as const
  return (
    <SegmentedControl
      aria-label={w.how}
      className="ways"
      fullWidth
      disabled={locked}
      size="md"
      value={how}
      onChange={(next) => onHow(next as How)}
      data={ways.map(({ value, label, Icon }) => ({
        value,
        label: (
          <span className="way">
            <Icon size={20} stroke={1.75} aria-hidden />
            {label}
          </span>
        ),
      }))}
    />
  )
}

function Tenders({ tenders, locked }: { tenders: readonly Tender[]; locked: boolean }) {
  const w = useWords(WORDS)
  if (tenders.length === 0) return null
  return (
    <ul className="rows" aria-label={w.taken}>
      {tenders.map(({ id, kind, amount, reference }) => (
        <li key={id} className="row">
          <span className="row-words">
            <span className="strong">{w[kind]}</span> <span className="soft">{reference}</span>
          </span>
          <span className="num strong">
            <Price minor={amount} />
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            disabled={locked}
            aria-label={w.giveBack(w[kind])}
            onClick={() => act({ do: 'untender', tender: id })}
          >
            <IconX size={20} stroke={1.75} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  )
}

function usePayKeys(back: () => void, how: (how: How) => void, may_back: boolean): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key === 'F6') how('cash')
      else if (event.key === 'F7') how('terminal')
      else if (event.key === 'Escape' && may_back) back()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [back, how, may_back])
}
