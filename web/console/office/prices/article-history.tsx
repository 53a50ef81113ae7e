import { Text } from '@mantine/core'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Money } from '#ui/show.tsx'
import { date, number } from '#shared/show.ts'
import classes from '../office.module.css'
import { Section } from '../pieces/section.tsx'

const WORDS = {
  lists: { es: 'Lo que pide cada lista', en: 'What each list asks' },
  none: { es: 'Ninguna lista pide nada por este artículo.', en: 'No list asks anything for this article.' },
  history: { es: 'Cómo ha cambiado', en: 'How it changed' },
  noHistory: { es: 'El precio no ha cambiado desde que se puso.', en: 'The price has not changed since it was set.' },
  from: { es: 'Desde', en: 'From' },
  to: { es: 'Hasta', en: 'Until' },
  list: { es: 'Lista', en: 'List' },
  price: { es: 'Precio', en: 'Price' },
  now: { es: 'hoy', en: 'now' },
  units: { es: (count: string) => `desde ${count} unidades`, en: (count: string) => `from ${count} pieces` },
} as const

type Prices = Reply<'getVariantPrices'>

/** The strongest first: the first that holds where one asks is the one that decides. */
export function AskedSection({ prices }: { prices: Prices }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <Section title={w.lists}>
      {prices.prices.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.none}
        </Text>
      )}
      <table className={classes['plainTable']} aria-label={w.lists}>
        <tbody>
          {prices.prices.map(({ price_list, amount, currency, min_quantity }) => (
            <tr key={`${price_list} ${min_quantity}`}>
              <td>
                {price_list}{' '}
                {min_quantity > 1 && (
                  <span className={classes['quiet']}>{w.units(number(min_quantity, language))}</span>
                )}
              </td>
              <td data-right>
                <Money minor={amount} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

export function HistorySection({ prices }: { prices: Prices }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const currencyOf = (list: string): string =>
    prices.prices.find(({ price_list }) => price_list === list)?.currency ?? prices.prices[0]?.currency ?? 'EUR'
  return (
    <Section title={w.history}>
      {prices.history.length === 0 ? (
        <Text size="sm" c="dimmed">
          {w.noHistory}
        </Text>
      ) : (
        <table className={classes['plainTable']} aria-label={w.history}>
          <thead>
            <tr>
              <th>{w.from}</th>
              <th>{w.to}</th>
              <th>{w.list}</th>
              <th data-right>{w.price}</th>
            </tr>
          </thead>
          <tbody>
            {prices.history.map(({ price_list, amount, from_at, to_at, min_quantity }) => (
              <tr key={`${price_list} ${min_quantity} ${from_at}`}>
                <td>{date(from_at, 'moment', language)}</td>
                <td>{to_at === null ? w.now : date(to_at, 'moment', language)}</td>
                <td>{price_list}</td>
                <td data-right>
                  <Money minor={amount} currency={currencyOf(price_list)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
