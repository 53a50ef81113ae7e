import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import { AT_TILL } from '#shared/limits.ts'
import { useWords } from '#ui/face.tsx'
import type { Article } from '../contract.ts'
import { Pay } from '../pay/pay.tsx'
import { Receipt } from '../receipt/receipt.tsx'
import { chain } from '../session.ts'
import { OpenShift } from '../shift/open-shift.tsx'
import { Price } from '../show.tsx'
import { useValue } from '../store/value.ts'
import { terms } from './complete.ts'
import type { Done } from './complete.ts'
import { act, notDone, scanned, ticket } from './current.ts'
import { Goods } from './goods.tsx'
import { sumsOf } from './sums.ts'
import { TicketPane } from './ticket-pane.tsx'

const WORDS = {
  toTicket: {
    es: (units: number) => `Ver ticket (${units})`,
    en: (units: number) => `View ticket (${units})`,
  },
  too_many_lines: {
    es: `En un ticket caben ${AT_TILL.lines} artículos distintos. Cobra este y sigue en otro.`,
    en: `A ticket holds ${AT_TILL.lines} different articles. Take the money for this one and go on in another.`,
  },
  too_many_tenders: {
    es: `Un ticket se cobra en ${AT_TILL.tenders} partes como mucho.`,
    en: `A ticket is paid in ${AT_TILL.tenders} parts at most.`,
  },
  too_much: {
    es: 'Es demasiado dinero para un ticket. Mira el precio y la cantidad.',
    en: 'That is too much money for a ticket. Look at the price and the quantity.',
  },
  paidAlready: {
    es: 'Ya hay dinero cobrado: termina el cobro o devuélvelo.',
    en: 'Money was taken already: finish paying or give it back.',
  },
} as const

/** Selling: find on the left, ticket on the right; then paying; then the receipt. */
export function SalePage() {
  const [paying, setPaying] = useState(false)
  const [done, setDone] = useState<Done | null>(null)
  const { shift } = useValue(chain) ?? { shift: null }
  if (done) return <Receipt done={done} onNew={() => setDone(null)} />
  if (!shift) return <OpenShift />
  if (paying)
    return (
      <Pay
        onBack={() => setPaying(false)}
        onDone={(result) => {
          setPaying(false)
          setDone(result)
        }}
      />
    )
  return <Selling onPay={() => setPaying(true)} />
}

function Selling({ onPay }: { onPay: () => void }) {
  const w = useWords(WORDS)
  const now = useValue(ticket)
  const [view, setView] = useState<'goods' | 'ticket'>('goods')
  const sums = sumsOf(now, terms())
  useEffect(
    () =>
      notDone.listen(() => {
        const told = notDone.get()
        if (told) notifications.show({ message: w[told.why], color: 'yellow' })
      }),
    [w],
  )
  const take = (article: Article): void => {
    if (ticket.get().tenders.length > 0) {
      notifications.show({ message: w.paidAlready, color: 'yellow' })
      return
    }
    act({ do: 'add', article, id: crypto.randomUUID() })
    const line = ticket.get().lines.findLast(({ variant_id }) => variant_id === article.variant_id)
    if (line) scanned.set({ line: line.id, at: Date.now() })
  }
  return (
    <div className="sale" data-view={view}>
      <Goods onTake={take} onPay={onPay} />
      <TicketPane onPay={onPay} onBack={() => setView('goods')} />
      {view === 'goods' && sums.units > 0 && (
        <Button className="phone-only to-ticket" size="lg" onClick={() => setView('ticket')}>
          {w.toTicket(sums.units)}&nbsp;·&nbsp;
          <Price minor={sums.total} />
        </Button>
      )}
    </div>
  )
}
