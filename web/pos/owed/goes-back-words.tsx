import { Stack, Text } from '@mantine/core'
import { money } from '#shared/show.ts'
import { goesBack, leftOf, paidFor } from '#shared/way-back.ts'
import type { GoesBack } from '#shared/way-back.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { mustTill } from '../session.ts'
import { inCoins } from './give-back.ts'
import type { Order } from './give-back.ts'

const WORDS = {
  nothing: { es: 'No hay nada cobrado que devolver.', en: 'Nothing was taken that could go back.' },
  by_itself: {
    es: (sum: string) => `${sum} vuelven solos por donde se pagó.`,
    en: (sum: string) => `${sum} goes back by itself, the way it was paid.`,
  },
  now_cash: {
    es: (sum: string) => `${sum} en efectivo se devuelven aquí, de este cajón.`,
    en: (sum: string) => `${sum} in cash is given back here, from this drawer.`,
  },
  now_terminal: {
    es: (sum: string) => `${sum} se devuelven aquí a su tarjeta, en el datáfono.`,
    en: (sum: string) => `${sum} is given back here to their card, at the terminal.`,
  },
  later: {
    es: (sum: string) => `${sum} se deben al cliente hasta que los devuelva la tienda donde los pagó.`,
    en: (sum: string) => `${sum} is owed to the customer until the shop where it was paid gives it back.`,
  },
} as const

/** The whole order is called off by somebody of this shop, with a PIN at this till. */
function backOf(order: Order): GoesBack<Order['payments'][number]>[] {
  const amount = order.lines.reduce((sum, line) => sum + paidFor(line, leftOf(line)), 0)
  return goesBack(order.payments, amount, [mustTill().store.id])
}

/** What would leave this drawer. */
export const cashNow = (order: Order): number =>
  backOf(order).reduce(
    (sum, { payment, amount, way }) => sum + (way === 'now' && payment.provider === 'cash' ? amount : 0),
    0,
  )

/** Before an order is cancelled: which money goes back by itself, and which is handed over, where. */
export function GoesBackWords({ order }: { order: Order }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const back = backOf(order)
  if (back.length === 0) return <Text fw={600}>{w.nothing}</Text>
  return (
    <Stack gap="xs">
      {back.map(({ payment: { id, provider }, amount, way }) => {
        const isCash = way === 'now' && provider === 'cash'
        const sum = money(isCash ? inCoins(amount) : amount, order.currency, language)
        return (
          <Text key={id} fw={600}>
            {way === 'now' ? (isCash ? w.now_cash(sum) : w.now_terminal(sum)) : w[way](sum)}
          </Text>
        )
      })}
    </Stack>
  )
}
