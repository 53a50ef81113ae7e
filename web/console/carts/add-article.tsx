import { Button, Group, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { distance } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Money } from '#ui/show.tsx'
import { Empty, Loading, Trouble } from '#ui/states.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { api, ask } from '../queries.ts'
import { Picture, optionsOf } from './cart-line.tsx'
import classes from './carts.module.css'
import { useCartChange } from './use-cart.ts'
import type { Cart } from './use-cart.ts'

const WORDS = {
  title: { es: 'Añadir artículo', en: 'Add article' },
  find: { es: 'Nombre, referencia o código de barras', en: 'Name, SKU or barcode' },
  hint: {
    es: 'Busca por nombre, o escanea un código y pulsa Intro para añadirlo.',
    en: 'Search by name, or scan a code and press Enter to add it.',
  },
  none: { es: 'Ningún artículo coincide', en: 'No article fits' },
  noneText: { es: 'Prueba con otra palabra o con la referencia.', en: 'Try another word, or the SKU.' },
  add: { es: 'Añadir', en: 'Add' },
  ship: { es: (n: string) => `Envío: ${n}`, en: (n: string) => `To ship: ${n}` },
  shops: { es: (n: string) => `en ${n} tiendas`, en: (n: string) => `in ${n} shops` },
  where: { es: 'Dónde está', en: 'Where it is' },
  nowhere: { es: 'No queda en ninguna tienda.', en: 'No shop has any left.' },
} as const
const TYPING_MS = 150

type Props = { cart: Cart; opened: boolean; onClose: () => void }

/** Search, see where it is, add: the sheet stays open for the next one. */
export function AddArticle({ cart, opened, onClose }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), TYPING_MS)
  const [product, setProduct] = useState<string | null>(null)
  const found = useQuery({
    ...ask('searchProducts', { text, locale: language, limit: 12 }),
    enabled: opened && text.length > 1,
  })
  const change = useCartChange(cart.id)
  const scan = (): void =>
    change.mutate(async () => {
      const { id } = await api.findByCode({ code: typed.trim() })
      setTyped('')
      return api.addCartLine({ cart_id: cart.id, variant_id: id, quantity: 1 }) as Promise<Cart>
    })
  return (
    <SidePanel opened={opened} onClose={onClose} title={w.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() !== '') scan()
        }}
      >
        <TextInput
          data-autofocus
          type="search"
          aria-label={w.find}
          placeholder={w.find}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setProduct(null)
          }}
        />
      </form>
      <Text size="xs" c="dimmed" my={8}>
        {w.hint}
      </Text>
      {found.error && <Trouble error={found.error} />}
      {found.data?.items.length === 0 && <Empty title={w.none}>{w.noneText}</Empty>}
      <Stack gap={4}>
        {(text.length > 1 ? (found.data?.items ?? []) : []).map((one) => (
          <div key={one.id} className={classes['found']}>
            <UnstyledButton
              className={classes['foundHead'] as string}
              aria-expanded={product === one.slug}
              onClick={() => setProduct(product === one.slug ? null : one.slug)}
            >
              <Picture line={one} />
              <span>
                <Text size="sm" fw={500}>
                  {one.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {one.brand}
                </Text>
              </span>
            </UnstyledButton>
            {product === one.slug && <Variants cart={cart} slug={one.slug} />}
          </div>
        ))}
      </Stack>
    </SidePanel>
  )
}

type Detail = Reply<'getProductDetail'>

function Variants({ cart, slug }: { cart: Cart; slug: string }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const store_id = cart.delivery.pickup_store_id ?? cart.store_id
  const [shown, setShown] = useState<string | null>(null)
  const change = useCartChange(cart.id)
  const { data, error } = useQuery(
    ask('getProductDetail', { slug, locale: language, ...(store_id ? { store_id } : {}) }, cart.channel),
  )
  if (error) return <Trouble error={error} />
  if (!data) return <Loading />
  const add = (variant_id: string): void =>
    change.mutate(() => api.addCartLine({ cart_id: cart.id, variant_id, quantity: 1 }) as Promise<Cart>)
  return (
    <ul className={classes['variants']}>
      {data.product.variants
        .filter(({ status }) => status === 'active')
        .map(({ id, sku, options }) => {
          const offer = data.offers.find(({ variant_id }) => variant_id === id)
          return (
            <li key={id}>
              <Group gap={8} wrap="nowrap">
                <div style={{ flex: 1, minWidth: 0 }}>
                  <Text size="sm">{namesOf(data, options as Record<string, string>) || sku}</Text>
                  <UnstyledButton
                    className={classes['stock'] as string}
                    aria-expanded={shown === id}
                    onClick={() => setShown(shown === id ? null : id)}
                  >
                    {sku} · {w.ship(String(offer?.shipping ?? 0))} · {w.shops(String(offer?.stores ?? 0))}
                  </UnstyledButton>
                </div>
                {offer?.unit_price != null && (
                  <Text size="sm">
                    <Money minor={offer.unit_price} currency={data.currency} />
                  </Text>
                )}
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`${w.add} ${sku}`}
                  loading={change.isPending}
                  onClick={() => add(id)}
                >
                  {w.add}
                </Button>
              </Group>
              {shown === id && <StockByShop variant_id={id} channel={cart.channel} />}
            </li>
          )
        })}
    </ul>
  )
}

/** Options by the names people read, not the codes machines use. */
const namesOf = ({ product }: Detail, options: Record<string, string>): string =>
  product.options
    .map(({ code, choices }) => choices.find((choice) => choice.code === options[code])?.name ?? options[code])
    .filter(Boolean)
    .join(' · ') || optionsOf(options)

export function StockByShop({ variant_id, channel }: { variant_id: string; channel?: string }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { data, error } = useQuery(
    ask('getAvailability', { variant_id, in_stock: true, limit: 20, ...(channel ? { channel } : {}) }),
  )
  if (error) return <Trouble error={error} />
  if (!data) return <Loading />
  if (data.stores.length === 0)
    return (
      <Text size="xs" c="dimmed" mt={4}>
        {w.nowhere}
      </Text>
    )
  return (
    <ul className={classes['shops']} aria-label={w.where}>
      {data.stores.map(({ store_id, name, available, distance_km }) => (
        <li key={store_id}>
          <span>{name}</span>
          {distance_km !== null && <span>{distance(distance_km * 1_000, language)}</span>}
          <strong>{available}</strong>
        </li>
      ))}
    </ul>
  )
}
