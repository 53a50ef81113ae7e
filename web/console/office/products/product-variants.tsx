import { Anchor, Button, NumberInput, Switch, Text, TextInput } from '@mantine/core'
import { IconGridDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '#ui/face.tsx'
import classes from '../office.module.css'
import { MoneyInput } from '../pieces/money-input.tsx'
import { Section } from '../pieces/section.tsx'
import { missingVariants, sayChoice } from './draft.ts'
import type { Draft, DraftVariant } from './draft.ts'
import type { BasePrices } from './use-base-prices.ts'

const WORDS = {
  title: { es: 'Variantes', en: 'Variants' },
  about: {
    es: 'Una fila por artículo que se puede vender. El SKU no cambia después de guardar.',
    en: 'A row per article that can be sold. Its SKU does not change once saved.',
  },
  fill: {
    es: (count: number) => (count === 1 ? 'Añadir la variante que falta' : `Añadir las ${count} que faltan`),
    en: (count: number) => (count === 1 ? 'Add the missing variant' : `Add the ${count} missing`),
  },
  none: {
    es: 'Sin variantes no se puede vender: añade la primera.',
    en: 'Without variants nothing can be sold: add the first.',
  },
  sku: { es: 'SKU', en: 'SKU' },
  gtin: { es: 'Código de barras', en: 'Barcode' },
  weight: { es: 'Peso (g)', en: 'Weight (g)' },
  price: { es: 'Precio', en: 'Price' },
  sold: { es: 'Se vende', en: 'Sold' },
  where: { es: 'Existencias y precios', en: 'Stock and prices' },
  stock: { es: 'Ver', en: 'Show' },
} as const

type Props = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  prices: BasePrices
  error?: string | undefined
}

/** The articles themselves: options, SKU, barcode, weight, price. */
export function ProductVariants({ draft, change, prices, error }: Props) {
  const w = useWords(WORDS)
  const missing = missingVariants(draft)
  const set = (at: number, part: Partial<DraftVariant>): void =>
    change({ variants: draft.variants.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  const options = draft.options.filter(({ code }) => code !== '')
  const language = useLanguage()
  return (
    <Section
      title={w.title}
      about={w.about}
      actions={
        missing.length > 0 && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconGridDots size={14} stroke={1.75} />}
            onClick={() => change({ variants: [...draft.variants, ...missing] })}
          >
            {w.fill(missing.length)}
          </Button>
        )
      }
    >
      {error && (
        <Text size="sm" c="var(--bad)" role="alert">
          {error}
        </Text>
      )}
      {draft.variants.length === 0 ? (
        <Text size="sm" c="dimmed">
          {w.none}
        </Text>
      ) : (
        <div className={classes['scroll']}>
          <table className={classes['plainTable']} aria-label={w.title}>
            <thead>
              <tr>
                {options.map(({ code, names }) => (
                  <th key={code}>{names[language] ?? names.es ?? names.en}</th>
                ))}
                <th>{w.sku}</th>
                <th>{w.gtin}</th>
                <th data-right>{w.weight}</th>
                <th data-right>{w.price}</th>
                <th>{w.sold}</th>
                <th>{w.where}</th>
              </tr>
            </thead>
            <tbody>
              {draft.variants.map((variant, at) => (
                <tr key={variant.id ?? `new ${at}`}>
                  {options.map((option) => (
                    <td key={option.code} style={{ whiteSpace: 'nowrap' }}>
                      {sayChoice(option, variant.options[option.code], language)}
                    </td>
                  ))}
                  <VariantCells variant={variant} set={(part) => set(at, part)} prices={prices} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}

type CellsProps = { variant: DraftVariant; set: (part: Partial<DraftVariant>) => void; prices: BasePrices }

function VariantCells({ variant, set, prices }: CellsProps) {
  const w = useWords(WORDS)
  const named = (what: string): string => `${what} ${variant.sku}`
  return (
    <>
      <td>
        {variant.id === null ? (
          <TextInput
            size="xs"
            miw={140}
            aria-label={named(w.sku)}
            value={variant.sku}
            onChange={(event) => set({ sku: event.target.value })}
          />
        ) : (
          <span style={{ whiteSpace: 'nowrap' }}>{variant.sku}</span>
        )}
      </td>
      <td>
        <TextInput
          size="xs"
          miw={140}
          inputMode="numeric"
          aria-label={named(w.gtin)}
          value={variant.gtin}
          onChange={(event) => set({ gtin: event.target.value.replaceAll(/\D/g, '') })}
        />
      </td>
      <td>
        <NumberInput
          size="xs"
          w={84}
          min={0}
          hideControls
          allowDecimal={false}
          aria-label={named(w.weight)}
          value={variant.weight_g ?? ''}
          styles={{ input: { textAlign: 'right' } }}
          onChange={(value) => set({ weight_g: typeof value === 'number' ? value : null })}
        />
      </td>
      <td>
        <MoneyInput
          size="xs"
          w={104}
          aria-label={named(w.price)}
          minor={prices.of(variant.sku, variant.id)}
          currency={prices.currency}
          disabled={!prices.mayEdit}
          onMinor={(amount) => prices.set(variant.sku, amount)}
        />
      </td>
      <td>
        <Switch
          size="sm"
          aria-label={named(w.sold)}
          checked={variant.status === 'active'}
          onChange={(event) => set({ status: event.target.checked ? 'active' : 'archived' })}
        />
      </td>
      <td>
        {variant.id !== null && (
          <Anchor component={Link} to={`/prices/articles?variant=${variant.id}`} size="sm">
            {w.stock}
          </Anchor>
        )}
      </td>
    </>
  )
}
