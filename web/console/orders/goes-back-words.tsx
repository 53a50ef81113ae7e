import { Text } from '@mantine/core'
import { money } from '#shared/show.ts'
import type { GoesBack } from '#shared/way-back.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import type { Order } from './order-page.tsx'

const WORDS = {
  none: { es: 'No hay nada cobrado que devolver.', en: 'Nothing was paid that could go back.' },
  by_itself: {
    es: (sum: string) => `${sum} vuelven solos por donde se pagó.`,
    en: (sum: string) => `${sum} goes back by itself, the way it was paid.`,
  },
  now_cash: {
    es: (sum: string) =>
      `Devuelve tú ${sum} en efectivo: al anular se dan por devueltos. Apúntalo en la caja de donde salgan.`,
    en: (sum: string) => `Hand over ${sum} in cash: cancelling counts it as given back. Note it at the till it leaves.`,
  },
  now_terminal: {
    es: (sum: string) => `Devuelve tú ${sum} a su tarjeta en el datáfono: al anular se dan por devueltos.`,
    en: (sum: string) => `Give ${sum} back to their card at the terminal: cancelling counts it as given back.`,
  },
  later_cash: {
    es: (sum: string) => `${sum} en efectivo se deben al cliente hasta que una tienda se los devuelva en mano.`,
    en: (sum: string) => `${sum} in cash is owed to the customer until a shop hands it back.`,
  },
  later_terminal: {
    es: (sum: string) => `${sum} se deben al cliente hasta que una tienda los devuelva a su tarjeta en el datáfono.`,
    en: (sum: string) => `${sum} is owed to the customer until a shop gives it back to their card at the terminal.`,
  },
} as const

type Props = { back: readonly GoesBack<Order['payments'][number]>[]; currency: string }

/** Before an order is cancelled: which money goes back by itself, and which somebody has to hand over. */
export function GoesBackWords({ back, currency }: Props) {
  const language = useLanguage()
  const w = useWords(WORDS)
  if (back.length === 0) return <Text fw={600}>{w.none}</Text>
  return back.map(({ payment: { id, provider }, amount, way }) => {
    const sum = money(amount, currency, language)
    const byHand = provider === 'cash' ? 'cash' : 'terminal'
    return (
      <Text key={id} fw={600}>
        {way === 'by_itself' ? w.by_itself(sum) : w[`${way}_${byHand}`](sum)}
      </Text>
    )
  })
}
