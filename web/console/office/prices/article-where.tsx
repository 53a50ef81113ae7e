import { Text } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { ChannelDot, Money } from '#ui/show.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { useLanguage, useWords } from '#ui/face.tsx'
import { money } from '#shared/show.ts'
import type { Reply } from '#sdk'
import { ask } from '../../queries.ts'
import classes from '../office.module.css'
import { Section } from '../pieces/section.tsx'

const WORDS = {
  title: { es: 'Qué cuesta y por qué', en: 'What it costs, and why' },
  where: { es: 'Dónde', en: 'Where' },
  price: { es: 'Precio', en: 'Price' },
  tax: { es: 'Impuesto', en: 'Tax' },
  why: { es: 'Lo decide', en: 'Decided by' },
  lowest: { es: 'Más bajo en 30 días', en: 'Lowest in 30 days' },
  unpriced: { es: 'Sin precio aquí', en: 'No price here' },
  rest: {
    es: 'Todas las demás tiendas cuestan lo mismo que su canal.',
    en: 'Every other shop asks what its channel does.',
  },
} as const

type Quote = Reply<'quotePrices'>
type Where = { key: string; name: string; channel: string; quote: Quote | undefined; store: boolean }
const STORES_MAX = 40

/** What is asked in every channel, and in the shops that ask something else. */
export function WhereSection({ variant_id }: { variant_id: string }) {
  const w = useWords(WORDS)
  const { places, error } = useQuotes(variant_id)
  const byChannel = new Map(places.filter(({ store }) => !store).map(({ channel, quote }) => [channel, priceOf(quote)]))
  const till = byChannel.get('pos')
  const shown = places.filter(({ store, quote }) => !store || (quote !== undefined && priceOf(quote) !== till))
  return (
    <Section title={w.title}>
      {error && <Trouble error={error} />}
      {places.length === 0 && !error ? (
        <Loading />
      ) : (
        <div className={classes['scroll']}>
          <table className={classes['plainTable']} aria-label={w.title}>
            <thead>
              <tr>
                <th>{w.where}</th>
                <th data-right>{w.price}</th>
                <th data-right>{w.lowest}</th>
                <th>{w.tax}</th>
                <th>{w.why}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((place) => (
                <WhereRow key={place.key} place={place} />
              ))}
            </tbody>
          </table>
          <Text size="xs" c="dimmed" mt="xs">
            {w.rest}
          </Text>
        </div>
      )}
    </Section>
  )
}

const priceOf = (quote: Quote | undefined): number | undefined => quote?.lines[0]?.unit_price

function WhereRow({ place: { name, channel, quote, store } }: { place: Where }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const lists = useQuery(ask('listPriceLists', {}))
  const line = quote?.lines[0]
  return (
    <tr>
      <td style={{ whiteSpace: 'nowrap', paddingInlineStart: store ? 24 : 0 }}>
        <span className={classes['article']}>
          <ChannelDot channel={channel} /> {name}
        </span>
      </td>
      <td data-right>
        {line && quote ? (
          <>
            <strong style={{ fontWeight: 500 }}>
              <Money minor={line.unit_price} currency={quote.currency} />
            </strong>{' '}
            {line.compare_at !== null && (
              <s className={classes['quiet']}>{money(line.compare_at, quote.currency, language)}</s>
            )}
          </>
        ) : (
          <span className={classes['quiet']}>{quote ? w.unpriced : '…'}</span>
        )}
      </td>
      <td data-right>{line?.lowest_30d && quote ? <Money minor={line.lowest_30d} currency={quote.currency} /> : ''}</td>
      <td>{line?.tax_name}</td>
      <td>{line ? (lists.data?.items.find(({ code }) => code === line.price_list)?.name ?? line.price_list) : ''}</td>
    </tr>
  )
}

function useQuotes(variant_id: string): { places: Where[]; error: Error | null } {
  const channels = useQuery(ask('listChannels', {}))
  const stores = useQuery(ask('listStores', {}))
  const selling = (channels.data?.items ?? []).filter(({ active, kind }) => active && kind !== 'import')
  const shops = (stores.data?.items ?? []).slice(0, STORES_MAX)
  const asked = [
    ...selling.map(({ code, name }) => ({ key: code, name, channel: code, store_id: null })),
    ...(selling.some(({ code }) => code === 'pos')
      ? shops.map(({ id, name }) => ({ key: id, name, channel: 'pos', store_id: id }))
      : []),
  ]
  const found = useQueries({
    queries: asked.map(({ channel, store_id }) =>
      ask('quotePrices', {
        channel,
        ...(store_id === null ? {} : { store_id }),
        lines: [{ key: 'one', variant_id, quantity: 1 }],
      }),
    ),
  })
  return {
    error: channels.error ?? found.find(({ error }) => error)?.error ?? null,
    places: asked.map(({ key, name, channel, store_id }, at) => ({
      key,
      name,
      channel,
      store: store_id !== null,
      quote: found[at]?.data,
    })),
  }
}
