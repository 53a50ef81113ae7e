import { useQuery } from '@tanstack/react-query'
import { useWords } from '#ui/face.tsx'
import { ask } from '../../queries.ts'
import type { PriceList } from './lists.ts'

const WORDS = {
  everywhere: { es: 'En todas partes', en: 'Everywhere' },
  channel: { es: (name: string) => `canal ${name}`, en: (name: string) => `channel ${name}` },
  store: { es: (name: string) => `tienda ${name}`, en: (name: string) => `shop ${name}` },
  tag: { es: (tag: string) => `clientes «${tag}»`, en: (tag: string) => `customers “${tag}”` },
} as const

/** Where a list holds, in words. */
export function useWhere(): (list: Pick<PriceList, 'channel' | 'store_id' | 'customer_tag'>) => string {
  const w = useWords(WORDS)
  const stores = useQuery(ask('listStores', {}))
  const channels = useQuery(ask('listChannels', {}))
  return ({ channel, store_id, customer_tag }) => {
    const said = [
      channel !== null && w.channel(channels.data?.items.find(({ code }) => code === channel)?.name ?? channel),
      store_id !== null && w.store(stores.data?.items.find(({ id }) => id === store_id)?.name ?? '…'),
      customer_tag !== null && w.tag(customer_tag),
    ].filter(Boolean)
    const text = said.length === 0 ? w.everywhere : said.join(', ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
  }
}
