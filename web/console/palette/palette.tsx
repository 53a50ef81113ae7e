import '@mantine/spotlight/styles.css'
import { Spotlight, createSpotlight } from '@mantine/spotlight'
import type { SpotlightActionData, SpotlightActionGroupData } from '@mantine/spotlight'
import { IconReceipt, IconSearch, IconShirt, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDebouncedValue, useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import { fold } from '#shared/fold.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { ask } from '../queries.ts'
import { useMay, useMe } from '../session.ts'
import { mayGo, placeGroups } from '../shell/places.ts'
import { useDeeds } from './actions.ts'
import { useSteadyChoice } from './steady-choice.ts'
import { SUB_PLACES } from './sub-places.ts'
import { catchAhead } from './typed-ahead.ts'

const WORDS = {
  find: {
    es: 'Cliente, pedido, artículo, sitio o qué hacer',
    en: 'Customer, order, article, place or what to do',
  },
  nothing: {
    es: 'Nada coincide. Prueba con otra parte del nombre, el teléfono o el número.',
    en: 'Nothing fits. Try another piece of the name, phone or number.',
  },
  go: { es: 'Ir a', en: 'Go to' },
  act: { es: 'Hacer', en: 'Do' },
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

const SEARCH = 'palette-search'
const isSearch = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`.${SEARCH}`) !== null

/** Go anywhere, find anybody: Ctrl-K or Cmd-K. */
export function Palette() {
  const w = useWords(WORDS)
  const [query, setQuery] = useState('')
  const open = (): void => {
    palette.open()
    catchAhead((key) => setQuery((typed) => typed + key), isSearch)
  }
  useHotkeys([['mod+K', open]], [])
  const groups: SpotlightActionGroupData[] = [...useFound(query), ...usePlaces(query), ...useActions(query)].filter(
    ({ actions }) => actions.length > 0,
  )
  const ids = groups.flatMap(({ actions }) => actions.map((action: SpotlightActionData) => action.id))
  useSteadyChoice(store, ids, query.trim() !== '')
  return (
    <Spotlight
      store={store}
      actions={groups}
      // What the server found stays, whatever its words are.
      filter={(_query, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      clearQueryOnClose
      scrollable
      centered={false}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
      maxHeight={420}
      nothingFound={w.nothing}
      searchProps={{
        leftSection: <IconSearch {...ICON} />,
        placeholder: w.find,
        'aria-label': w.find,
        className: SEARCH,
      }}
    />
  )
}

/** Every word somebody types is somewhere in it; accents are not asked for. */
const fits = (query: string, ...texts: (string | undefined)[]): boolean => {
  const all = fold(texts.join(' '))
  return fold(query)
    .split(' ')
    .every((word) => all.includes(word))
}

function usePlaces(query: string): SpotlightActionGroupData[] {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { permissions } = useMe()
  const navigate = useNavigate()
  const places = placeGroups.flatMap((group) => group.places).filter((place) => mayGo(place, permissions))
  const main = places.filter(({ name, also }) => fits(query, name.es, name.en, also))
  // What lies within a section is found by its words; nobody reads all of it in the list of places.
  const within = query.trim() === '' ? [] : SUB_PLACES.filter(({ name, also }) => fits(query, name.es, name.en, also))
  const actions = [
    ...main.map(({ to, name, icon }) => ({ to, name, icon, above: undefined })),
    ...within.flatMap(({ to, name, needs, within: section }) => {
      const above = places.find((place) => place.to === section)
      if (!above || (needs !== undefined && !permissions.includes(needs))) return []
      return [{ to, name, icon: above.icon, above: section === '/' ? undefined : above.name[language] }]
    }),
  ].map(({ to, name, icon: Sign, above }): SpotlightActionData => {
    const go = (): void => void navigate({ to })
    const label = { id: `go ${to}`, label: name[language], leftSection: <Sign {...ICON} />, onClick: go }
    return above === undefined ? label : { ...label, description: above }
  })
  return [{ group: w.go, actions: namedFirst(query, actions) }]
}

/** What is called as somebody types stands before what is only found by another word. */
const namedFirst = (query: string, actions: readonly SpotlightActionData[]): SpotlightActionData[] =>
  actions.toSorted((a, b) => Number(fits(query, b.label)) - Number(fits(query, a.label)))

function useActions(query: string): SpotlightActionGroupData[] {
  const w = useWords(WORDS)
  const actions = useDeeds()
    .filter(({ also, name }) => fits(query, name, also))
    .map(({ id, name, icon: Sign, act }) => ({ id, label: name, leftSection: <Sign {...ICON} />, onClick: act }))
  return [{ group: w.act, actions }]
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
      actions: (long ? (orders.data?.items ?? []) : []).map(({ id, number, contact_name }) => ({
        id: `order ${id}`,
        label: number,
        description: contact_name ?? '',
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
