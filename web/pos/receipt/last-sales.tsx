import { Button, Modal } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { Price } from '../show.tsx'
import { isSale } from '../store/facts.ts'
import type { Fact } from '../store/facts.ts'
import { facts } from '../sync/sender.ts'
import { Receipt } from './receipt.tsx'
import { receiptNumber } from './slip-words.ts'

const WORDS = {
  title: { es: 'Últimas ventas', en: 'Last sales' },
  none: { es: 'Aún no hay ventas', en: 'No sales yet' },
  why: {
    es: 'Las ventas de esta caja de los últimos siete días.',
    en: 'The sales of this till of the last seven days.',
  },
  back: { es: 'Volver a la lista', en: 'Back to the list' },
} as const

const SHOWN = 50

/** What was sold here lately, to print or send a receipt once more. */
export function LastSales({ onClose }: { onClose: () => void }) {
  const w = useWords(WORDS)
  const [sales, setSales] = useState<readonly Fact<'sale'>[]>([])
  const [open, setOpen] = useState<Fact<'sale'> | null>(null)
  useEffect(() => void facts().then((all) => setSales(all.filter(isSale).toReversed().slice(0, SHOWN))), [])
  return (
    <Modal opened onClose={onClose} title={w.title} size={open ? 'xl' : 'md'}>
      {open ? (
        <>
          <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={18} />} onClick={() => setOpen(null)}>
            {w.back}
          </Button>
          <Receipt done={{ sale: open, order: null, change: 0, customer_id: open.body.customer_id }} onNew={onClose} />
        </>
      ) : (
        <>
          {sales.length === 0 && <Empty title={w.none}>{w.why}</Empty>}
          <ul className="rows">
            {sales.map((sale) => (
              <li key={sale.seq}>
                <button type="button" className="row" onClick={() => setOpen(sale)}>
                  <span className="row-words">
                    <span className="strong">{receiptNumber(sale.body.receipt)}</span>
                    <br />
                    <span className="soft">
                      <Ago when={sale.at} />
                    </span>
                  </span>
                  <span className="num strong">
                    <Price minor={sale.body.gross + sale.body.rounding} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  )
}
