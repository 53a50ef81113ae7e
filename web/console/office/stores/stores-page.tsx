import { Button, Title } from '@mantine/core'
import { IconBuildingStore, IconPlus } from '@tabler/icons-react'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import { date } from '#shared/show.ts'
import { DataTable } from '../../frame/data-table.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import { StoreTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Tiendas', en: 'Shops' },
  make: { es: 'Abrir tienda', en: 'Open a shop' },
  name: { es: 'Tienda', en: 'Shop' },
  address: { es: 'Dirección', en: 'Address' },
  now: { es: 'Ahora', en: 'Now' },
  open: { es: 'Abierta', en: 'Open' },
  closed: { es: 'Cerrada', en: 'Closed' },
  closedForGood: { es: 'Cerradas', en: 'Closed shops' },
  opens: { es: (when: string) => `abre ${when}`, en: (when: string) => `opens ${when}` },
  pickup: { es: 'Recogida', en: 'Pick-up' },
  yes: { es: 'Sí', en: 'Yes' },
  no: { es: 'No', en: 'No' },
  phone: { es: 'Teléfono', en: 'Phone' },
  empty: { es: 'Todavía no hay tiendas', en: 'There are no shops yet' },
  emptyText: {
    es: 'Abre la primera: con su dirección y su horario, la web ya puede prometer recogidas en ella.',
    en: 'Open the first: with its address and hours the web can promise pick-ups there.',
  },
} as const

type Store = Reply<'listStores'>['items'][number]
/** A chain of thousands does not ask for the hours of each. */
const ASKED_MAX = 60

/** Every shop, and whether it is open now. */
export function StoresPage() {
  const w = useWords(WORDS)
  const may = useMay()
  const stores = useQuery(ask('listStores', {}))
  const closed = useQuery(ask('listClosedStores', {}))
  const opening = useOpening(stores.data?.items ?? [])
  return (
    <>
      <PageHeader
        title={w.title}
        actions={
          may('organisation.edit') && (
            <Button component={Link} to="/stores/new" leftSection={<IconPlus size={16} stroke={1.75} />}>
              {w.make}
            </Button>
          )
        }
      />
      <StoreTabs />
      <DataTable<Store>
        label={w.title}
        list={{ rows: stores.data?.items, error: stores.error, again: () => void stores.refetch() }}
        rowKey={({ id }) => id}
        linkTo={({ id }) => `/stores/${id}`}
        empty={
          <Empty icon={<IconBuildingStore size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={[
          {
            key: 'name',
            title: w.name,
            render: ({ name, code }) => (
              <>
                {name} <span className={classes['quiet']}>{code}</span>
              </>
            ),
          },
          {
            key: 'address',
            title: w.address,
            from: 'tablet',
            render: ({ address }) => [address['line1'], address['city']].filter(Boolean).join(', '),
          },
          { key: 'phone', title: w.phone, from: 'desktop', render: ({ phone }) => phone ?? '' },
          { key: 'now', title: w.now, width: 230, render: ({ id }) => <OpenNow store={opening.get(id)} /> },
          {
            key: 'pickup',
            title: w.pickup,
            width: 100,
            from: 'tablet',
            render: ({ pickup }) => (pickup ? w.yes : w.no),
          },
        ]}
      />
      {closed.data && closed.data.items.length > 0 && <Closed stores={closed.data.items} />}
    </>
  )
}

/** Those that were closed for good: out of everybody's sight but ours. */
function Closed({ stores }: { stores: Store[] }) {
  const w = useWords(WORDS)
  return (
    <section aria-label={w.closedForGood} style={{ marginTop: 24 }}>
      <Title order={2} size="h5" mb={8}>
        {w.closedForGood}
      </Title>
      <DataTable<Store>
        label={w.closedForGood}
        list={{ rows: stores, error: null, again: () => {} }}
        rowKey={({ id }) => id}
        linkTo={({ id }) => `/stores/${id}`}
        empty={null}
        columns={[
          { key: 'name', title: w.name, render: ({ name }) => name },
          {
            key: 'address',
            title: w.address,
            from: 'tablet',
            render: ({ address }) => [address['line1'], address['city']].filter(Boolean).join(', '),
          },
        ]}
      />
    </section>
  )
}

type Opening = Reply<'getStore'>

const useOpening = (stores: readonly Store[]): ReadonlyMap<string, Opening> =>
  useQueries({
    queries: stores.slice(0, ASKED_MAX).map(({ id }) => ask('getStore', { store_id: id })),
    combine: (found) => new Map(found.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  })

function OpenNow({ store }: { store: Opening | undefined }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  if (!store) return null
  const next = store.next_opening
  return (
    <>
      <State tone={store.open_now ? 'ok' : 'plain'}>{store.open_now ? w.open : w.closed}</State>{' '}
      {!store.open_now && next && (
        <span className={classes['quiet']}>
          {w.opens(
            `${date(next.opens_at, 'weekday', language, store.timezone).split(',')[0]} ${date(next.opens_at, 'time', language, store.timezone)}`,
          )}
        </span>
      )}
    </>
  )
}
