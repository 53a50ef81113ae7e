import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { distance } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { When } from '#ui/show.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import type { Article } from '../contract.ts'
import { mustTill } from '../session.ts'
import { Picture, Price, optionsOf } from '../show.tsx'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { ask } from '../sync/queries.ts'
import { SellElsewhere } from './sell-elsewhere.tsx'
import type { Elsewhere } from './sell-elsewhere.tsx'

const WORDS = {
  add: { es: 'Añadir al ticket', en: 'Add to the ticket' },
  here: { es: (count: number) => `${count} aquí`, en: (count: number) => `${count} here` },
  anyway: {
    es: 'Según el sistema no hay aquí. Si lo tienes en la mano, véndelo: el stock se revisa después.',
    en: 'The system has none here. If you hold one in your hand, sell it: the stock is looked at afterwards.',
  },
  elsewhere: { es: 'En otras tiendas', en: 'In other shops' },
  none: { es: 'Ninguna otra tienda lo tiene.', en: 'No other shop has it.' },
  collect: { es: 'Recoger allí', en: 'Collect there' },
  ship: { es: 'Enviar a casa', en: 'Ship home' },
  canShip: { es: (count: number) => `${count} se pueden enviar`, en: (count: number) => `${count} can be shipped` },
  away: {
    es: 'Sin conexión no se ve el stock de otras tiendas ni se reserva allí.',
    en: 'Without a connection the stock of other shops is not seen, and nothing is held there.',
  },
  from: { es: 'desde', en: 'from' },
  units: {
    es: (count: number) => (count === 1 ? '1 unidad' : `${count} unidades`),
    en: (count: number) => (count === 1 ? '1 unit' : `${count} units`),
  },
} as const

const METRES = 1_000

/** An article by itself: what is here, where else it is, and how the customer gets it from there. */
export function ArticleSheet({
  article,
  onTake,
  onClose,
}: {
  article: Article
  onTake: (article: Article) => void
  onClose: () => void
}) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [sell, setSell] = useState<Elsewhere | null>(null)
  if (sell) return <SellElsewhere article={article} how={sell} onDone={onClose} onClose={() => setSell(null)} />
  return (
    <Drawer opened onClose={onClose} title={article.name[language]} size="lg">
      <Stack>
        <Group wrap="nowrap" align="flex-start">
          <Picture src={article.picture} small={112} />
          <div>
            <Text size="xl" fw={650}>
              <Price minor={article.unit_price} />
            </Text>
            <Text>{optionsOf(article.options[language])}</Text>
            <Text className="soft">{article.sku}</Text>
            <Text fw={500}>{w.here(article.available)}</Text>
          </div>
        </Group>
        {article.available < 1 && article.kind !== 'service' && <Text className="soft">{w.anyway}</Text>}
        <Button
          size="md"
          variant={article.available < 1 ? 'default' : 'filled'}
          onClick={() => {
            onTake(article)
            onClose()
          }}
        >
          {w.add}
        </Button>
        <Shops article={article} onSell={setSell} />
      </Stack>
    </Drawer>
  )
}

/** The same list on the sale and on the stock screen; `onSell` only where something is being sold. */
export function Shops({
  article,
  onSell,
}: {
  article: Pick<Article, 'variant_id'>
  onSell?: (how: Elsewhere) => void
}) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { store } = mustTill()
  const { reachable } = useValue(network)
  const stores = useQuery({ ...ask('listStores', {}), enabled: reachable })
  const here = stores.data?.items.find(({ id }) => id === store.id)
  // The nearest first: where the customer would go.
  const near = here?.lat == null || here.lng === null ? {} : { near_lat: here.lat, near_lng: here.lng }
  const found = useQuery({
    ...ask('getAvailability', { variant_id: article.variant_id, in_stock: true, channel: 'web', limit: 30, ...near }),
    enabled: reachable && !stores.isPending,
  })
  if (!reachable) return <Text className="soft">{w.away}</Text>
  if (found.isPending) return <Loading />
  if (found.error) return <Trouble error={found.error} again={() => void found.refetch()} />
  const others = found.data.stores.filter(({ store_id }) => store_id !== store.id)
  return (
    <Stack gap={0}>
      <Text fw={600} component="h3" m={0}>
        {w.elsewhere}
      </Text>
      {others.length === 0 && <Text className="soft">{w.none}</Text>}
      <ul className="rows">
        {others.map(({ store_id, name, available, distance_km, pickup_from }) => (
          <li key={store_id} className="row">
            <span className="row-words">
              <span className="strong">{name}</span>
              <br />
              <span className="soft">
                {[distance_km === null ? '' : distance(distance_km * METRES, language), w.units(available)]
                  .filter(Boolean)
                  .join(' · ')}
                {pickup_from && (
                  <>
                    {' · '}
                    {w.from} <When when={pickup_from} />
                  </>
                )}
              </span>
            </span>
            {onSell && (
              <Button variant="default" h={44} onClick={() => onSell({ method: 'pickup', store_id, name })}>
                {w.collect}
              </Button>
            )}
          </li>
        ))}
        {found.data.shipping > 0 && (
          <li className="row">
            <span className="row-words strong">{w.canShip(found.data.shipping)}</span>
            {onSell && (
              <Button variant="default" h={44} onClick={() => onSell({ method: 'ship' })}>
                {w.ship}
              </Button>
            )}
          </li>
        )}
      </ul>
    </Stack>
  )
}
