import { IconCashOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWords } from '#ui/face.tsx'
import { ask } from '../queries.ts'
import { useMay } from '../session.ts'
import classes from './orders.module.css'

const WORDS = {
  owe: {
    es: (n: string) =>
      n === '1' ? 'Un pago espera a ser devuelto a su cliente.' : `${n} pagos esperan a ser devueltos a sus clientes.`,
    en: (n: string) =>
      n === '1'
        ? 'One payment waits to be given back to its customer.'
        : `${n} payments wait to be given back to their customers.`,
  },
  see: { es: 'Ver cuáles', en: 'See which' },
} as const
const COUNTED_MAX = 50

/** How many payments owe money, as far as anybody counts; null until it is known, and for who may not look. */
export function useOwing(): string | null {
  const may = useMay()
  const { data } = useQuery({
    ...ask('listPayments', { owed: true, limit: COUNTED_MAX }),
    enabled: may('payments.read'),
  })
  if (!data) return null
  return data.next === null ? String(data.items.length) : `${COUNTED_MAX}+`
}

/** Where one sees what waits: money owed to customers, only while there is any. */
export function OwedNotice() {
  const w = useWords(WORDS)
  const owing = useOwing()
  if (owing === null || owing === '0') return null
  return (
    <p className={classes['notice']}>
      <IconCashOff size={18} stroke={1.75} aria-hidden />
      <span>
        {w.owe(owing)}{' '}
        <Link to="/orders" search={{ owed: 'yes' }}>
          {w.see}
        </Link>
      </span>
    </p>
  )
}
