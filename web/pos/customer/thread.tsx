import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { money } from '#shared/show.ts'
import type { Language } from '#shared/words.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago, ChannelDot } from '#ui/show.tsx'
import { Empty, Loading, Trouble } from '#ui/states.tsx'
import type { Reply } from '#sdk'
import { mustTill } from '../session.ts'
import { api } from '../sync/link.ts'

const WORDS = {
  none: { es: 'Su hilo empieza hoy', en: 'Their thread begins today' },
  why: {
    es: 'Lo que haga en cualquier canal aparecerá aquí.',
    en: 'Whatever they do in any channel will appear here.',
  },
  more: { es: 'Ver lo anterior', en: 'See what was before' },
} as const

type Item = Reply<'getTimeline'>['items'][number]

/** What happened, in words of a shop; what is not worth a word at the counter is left out. */
const SAYS: Readonly<Record<string, { es: string; en: string }>> = {
  'page.viewed': { es: 'Visitó una página', en: 'Visited a page' },
  'product.viewed': { es: 'Miró', en: 'Looked at' },
  'category.viewed': { es: 'Miró la sección', en: 'Looked at the section' },
  'search.made': { es: 'Buscó', en: 'Searched for' },
  'store.visited': { es: 'Vino a la tienda', en: 'Came to the shop' },
  'call.received': { es: 'Llamó', en: 'Called' },
  'cart.created': { es: 'Empezó un carrito', en: 'Began a cart' },
  'cart.line_added': { es: 'Puso en el carrito', en: 'Put into the cart' },
  'cart.line_removed': { es: 'Quitó del carrito', en: 'Took out of the cart' },
  'cart.taken_up': { es: 'Siguió con su carrito', en: 'Went on with their cart' },
  'cart.delivery_chosen': { es: 'Eligió la entrega', en: 'Chose the delivery' },
  'order.placed': { es: 'Compró', en: 'Bought' },
  'order.recorded': { es: 'Compró', en: 'Bought' },
  'order.completed': { es: 'Pedido completado', en: 'Order completed' },
  'order.canceled': { es: 'Pedido cancelado', en: 'Order cancelled' },
  'fulfilment.ready': { es: 'Recogida preparada', en: 'Pick-up ready' },
  'fulfilment.handed_over': { es: 'Recogió su pedido', en: 'Collected the order' },
  'payment.captured': { es: 'Pagó', en: 'Paid' },
  'payment.taken': { es: 'Pagó en tienda', en: 'Paid in the shop' },
  'payment.refunded': { es: 'Se le devolvió', en: 'Was refunded' },
  'customer.created': { es: 'Se creó su ficha', en: 'The record was made' },
  'customer.noted': { es: 'Nota', en: 'Note' },
  'customer.preference_set': { es: 'Dijo lo que prefiere', en: 'Said what they prefer' },
  'consent.recorded': { es: 'Respondió sobre el contacto', en: 'Answered about being contacted' },
}

/** The whole thread of a customer, newest first, in every channel. */
export function Thread({ customer_id }: { customer_id: string }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const thread = useInfiniteQuery({
    queryKey: ['getTimeline', customer_id],
    queryFn: ({ pageParam }) => api.getTimeline({ customer_id, limit: 40, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  if (thread.isPending) return <Loading />
  if (thread.error) return <Trouble error={thread.error} again={() => void thread.refetch()} />
  const items = thread.data.pages.flatMap((page) => page.items).filter(({ type }) => type in SAYS)
  if (items.length === 0) return <Empty title={w.none}>{w.why}</Empty>
  return (
    <>
      <ol className="thread">
        {items.map((item) => (
          <li key={item.id}>
            <ChannelDot channel={item.channel} />
            <Text size="sm" fw={500}>
              {SAYS[item.type]?.[language]}
              {detailOf(item, language)}
            </Text>
            <Text className="soft">
              <Ago when={item.occurred_at} />
              {item.store_name && ` · ${item.store_name}`}
            </Text>
          </li>
        ))}
      </ol>
      {thread.hasNextPage && (
        <Button
          variant="default"
          size="md"
          loading={thread.isFetchingNextPage}
          onClick={() => void thread.fetchNextPage()}
        >
          {w.more}
        </Button>
      )}
    </>
  )
}

function detailOf({ data }: Item, language: Language): string {
  const text = [data['number'], data['name'], data['query'], data['text'], data['pickup_store_name']].find(
    (found) => typeof found === 'string' && found !== '',
  )
  const amount = [data['gross'], data['amount']].find((found) => typeof found === 'number')
  return [
    text === undefined ? '' : ` ${String(text)}`,
    amount === undefined ? '' : `, ${money(Number(amount), String(data['currency'] ?? mustTill().currency), language)}`,
  ].join('')
}
