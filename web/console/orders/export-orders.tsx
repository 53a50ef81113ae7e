import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Input, Reply } from '#sdk'
import { channelName } from '#shared/channels.ts'
import { explainRefusal } from '#shared/refusals.ts'
import { decimal, number } from '#shared/show.ts'
import type { Language } from '#shared/words.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { csvOf, download } from '../frame/download.ts'
import { api } from '../queries.ts'
import { DELIVERY_WORDS, ORDER_WORDS, PAYMENT_WORDS } from './order-states.tsx'

const WORDS = {
  export: { es: 'Descargar CSV', en: 'Download CSV' },
  cut: {
    es: (n: string) => `El archivo lleva los ${n} pedidos más recientes. Acota las fechas para llevarte el resto.`,
    en: (n: string) => `The file has the newest ${n} orders. Narrow the dates to take the rest.`,
  },
} as const
const HEAD = {
  es: ['Número', 'Fecha', 'Cliente', 'Canal', 'Entrega', 'Estado', 'Pago', 'Total', 'Moneda'],
  en: ['Number', 'Date', 'Customer', 'Channel', 'Delivery', 'State', 'Payment', 'Total', 'Currency'],
} as const
const PAGE = 200
const ROWS_MAX = 5_000

type Filter = Omit<Input<'listOrders'>, 'limit' | 'after'>
type Row = Reply<'listOrders'>['items'][number]

/** Takes all orders of the filter away as a file, not only those that were scrolled to. */
export function ExportOrders({ filter, disabled }: { filter: Filter; disabled: boolean }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const save = useMutation({
    mutationFn: () => allOrders(filter),
    onSuccess: ({ rows, cut }) => {
      download('orders.csv', 'text/csv', csvOf([[...HEAD[language]], ...rows.map((row) => cellsOf(row, language))]))
      if (cut) notifications.show({ message: w.cut(number(rows.length, language)), autoClose: false })
    },
    onError: (error) => notifications.show({ message: explainRefusal(error, language), color: 'red' }),
  })
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} stroke={1.75} />}
      disabled={disabled}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {w.export}
    </Button>
  )
}

async function allOrders(filter: Filter): Promise<{ rows: Row[]; cut: boolean }> {
  const rows: Row[] = []
  let after: string | null = null
  do {
    const page: Reply<'listOrders'> = await api.listOrders({ ...filter, limit: PAGE, ...(after && { after }) })
    rows.push(...page.items)
    after = page.next
  } while (after !== null && rows.length < ROWS_MAX)
  return { rows, cut: after !== null }
}

const cellsOf = (row: Row, language: Language): string[] => [
  row.number,
  row.placed_at,
  row.contact_name ?? '',
  channelName(row.channel, language),
  DELIVERY_WORDS[row.delivery_method][language],
  ORDER_WORDS[row.status][language],
  PAYMENT_WORDS[row.payment_status][language],
  decimal(row.gross, row.currency),
  row.currency,
]
