import '@mantine/spotlight/styles.css'
import { Spotlight, createSpotlight } from '@mantine/spotlight'
import type { SpotlightActionData, SpotlightActionGroupData } from '@mantine/spotlight'
import { IconReceipt, IconSearch, IconShirt, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { ask } from '../queries.ts'
import { useMay, useMe } from '../session.ts'
import { mayGo, placeGroups } from '../shell/places.ts'

const WORDS = {
  find: {
    es: 'Busca un cliente, un pedido, un artículo o un sitio',
    en: 'Find a customer, an order, an article or a place',
  },
  nothing: {
    es: 'Nada coincide. Prueba con otra parte del nombre, el teléfono o el número.',
    en: 'Nothing fits. Try another piece of the name, phone or number.',
  },
  go: { es: 'Ir a', en: 'Go to' },
  customers: { es: 'Clientes', en: 'Customers' },
  orders: { es: 'Pedidos', en: 'Orders' },
  articles: { es: 'Artículos', en: 'Articles' },
  unnamed: { es: 'Sin nombre', en: 'No name' },
} as const

const [store, palette] = createSpotlight()
export const openPalette = palette.open

const SHORT = 2
const FOUND_MAX = 6
const TYPING_MS = 150
const ICON = { size: 18, stroke: 1.75 } as const

/** Go anywhere, find anybody: Ctrl-K or Cmd-K. */
export function Palette() {
  const w = useWords(WORDS)
  const [query, setQuery] = useState('')
  const groups = [...usePlaces(query), ...useFound(query)].filter(({ actions }) => actions.length > 0)
  return (
    <Spotlight
      store={store}
      actions={groups}
      // What the server found stays, whatever its words are.
      filter={(_query, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      clearQueryOnClose
      scrollable
      maxHeight={420}
      nothingFound={w.nothing}
      searchProps={{
        leftSection: <IconSearch {...ICON} />,
        placeholder: w.find,
        'aria-label': w.find,
      }}
    />
  )
}

function usePlaces(query: string): SpotlightActionGroupData[] {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { permissions } = useMe()
  const navigate = useNavigate()
  const typed = query.trim().toLocaleLowerCase()
  const actions = placeGroups
    .flatMap(({ places }) => places)
    .filter((place) => mayGo(place, permissions))
    .filter(({ name, also = '' }) => `${name.es} ${name.en} ${also}`.toLocaleLowerCase().includes(typed))
    .map(({ to, name, icon: Sign }): SpotlightActionData => {
      const go = (): void => void navigate({ to })
      return { id: `go ${to}`, label: name[language], leftSection: <Sign {...ICON} />, onClick: go }
    })
  return [{ group: w.go, actions }]
}

function useFound(query: string): SpotlightActionGroupData[] {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const navigate = useNavigate()
  const [text] = useDebouncedValue(query.trim(), TYPING_MS)
  const long = text.length >= SHORT
  const people = useQuery({
    ...ask('findCustomers', { text, limit: FOUND_MAX }),
    enabled: long && may('customers.read'),
  })
  const orders = useQuery({ ...ask('listOrders', { text, limit: FOUND_MAX }), enabled: long && may('orders.read') })
  const articles = useQuery({
    ...ask('suggestProducts', { text, locale: language }),
    enabled: long && may('catalog.read'),
  })
  const customer = (id: string) => () => void navigate({ to: `/customers/${id}` })
  return [
    {
      group: w.customers,
      actions: (long ? (people.data?.items ?? []) : []).map(({ id, name, email, phone }) => ({
        id: `customer ${id}`,
        label: name ?? w.unnamed,
        description: [email, phone].filter(Boolean).join(' · '),
        leftSection: <IconUser {...ICON} />,
        onClick: customer(id),
      })),
    },
    {
      group: w.orders,
      actions: (long ? (orders.data?.items ?? []) : []).map(({ id, number }) => ({
        id: `order ${id}`,
        label: number,
        leftSection: <IconReceipt {...ICON} />,
        onClick: () => void navigate({ to: `/orders/${id}` }),
      })),
    },
    {
      group: w.articles,
      actions: (long ? (articles.data?.items ?? []) : []).slice(0, FOUND_MAX).map(({ id, name, brand }) => ({
        id: `article ${id}`,
        label: name,
        description: brand ?? '',
        leftSection: <IconShirt {...ICON} />,
        onClick: () => void navigate({ to: `/products/${id}` }),
      })),
    },
  ]
}
