import { MultiSelect, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#ui/face.tsx'
import { ask } from '../../queries.ts'
import classes from '../office.module.css'
import { Section } from '../pieces/section.tsx'
import { codeOf } from './draft.ts'
import type { Draft } from './draft.ts'
import { STATUS, TAX_CLASS } from './words.ts'
import type { Status, TaxClass } from './words.ts'

const WORDS = {
  sale: { es: 'Venta', en: 'Sale' },
  place: { es: 'Dónde encaja', en: 'Where it belongs' },
  status: { es: 'Estado', en: 'State' },
  statusAbout: {
    es: 'Un borrador no se ve en la tienda. Lo archivado se queda en los pedidos.',
    en: 'A draft is not seen in the shop. What is archived stays in its orders.',
  },
  tax: { es: 'Impuesto', en: 'Tax' },
  kind: { es: 'Qué es', en: 'What it is' },
  goods: { es: 'Artículo con existencias', en: 'Goods that are stocked' },
  service: { es: 'Servicio, sin existencias', en: 'A service, not stocked' },
  slug: { es: 'Dirección en la tienda', en: 'Address in the shop' },
  brand: { es: 'Marca', en: 'Brand' },
  type: { es: 'Tipo de producto', en: 'Product type' },
  categories: { es: 'Categorías', en: 'Categories' },
  tags: { es: 'Etiquetas', en: 'Tags' },
} as const

type Props = { draft: Draft; change: (part: Partial<Draft>) => void; slugError?: string | undefined; isNew: boolean }

/** Whether it is sold, how it is taxed, and where people look for it. */
export function ProductSide({ draft, change, slugError, isNew }: Props) {
  const w = useWords(WORDS)
  const locale = useLanguage()
  const categories = useQuery(ask('listCategories', { locale }))
  const optionsOf = (names: Readonly<Record<string, { es: string; en: string }>>) =>
    Object.entries(names).map(([value, name]) => ({ value, label: name[locale] }))
  return (
    <div className={classes['column']}>
      <Section title={w.sale}>
        <Stack gap="sm">
          <Select
            label={w.status}
            description={w.statusAbout}
            data={optionsOf(STATUS)}
            value={draft.status}
            allowDeselect={false}
            onChange={(status) => change({ status: status as Status })}
          />
          <Select
            label={w.tax}
            data={optionsOf(TAX_CLASS)}
            value={draft.tax_class}
            allowDeselect={false}
            onChange={(tax_class) => change({ tax_class: tax_class as TaxClass })}
          />
          <Select
            label={w.kind}
            data={[
              { value: 'goods', label: w.goods },
              { value: 'service', label: w.service },
            ]}
            value={draft.kind}
            allowDeselect={false}
            onChange={(kind) => change({ kind: kind as Draft['kind'] })}
          />
        </Stack>
      </Section>
      <Section title={w.place}>
        <Stack gap="sm">
          <TextInput
            label={w.slug}
            value={draft.slug}
            error={slugError}
            leftSection="/"
            placeholder={isNew ? codeOf(draft.texts.es.name || draft.texts.en.name) : ''}
            onChange={(event) => change({ slug: event.target.value.toLowerCase() })}
            onBlur={() => draft.slug !== codeOf(draft.slug) && change({ slug: codeOf(draft.slug) })}
          />
          <TextInput label={w.brand} value={draft.brand} onChange={(event) => change({ brand: event.target.value })} />
          <TextInput
            label={w.type}
            value={draft.product_type}
            onChange={(event) => change({ product_type: event.target.value })}
          />
          <MultiSelect
            label={w.categories}
            searchable
            data={(categories.data?.items ?? []).map(({ slug, name }) => ({ value: slug, label: name }))}
            value={draft.categories}
            maxValues={20}
            onChange={(next) => change({ categories: next })}
          />
          <TagsInput label={w.tags} value={draft.tags} maxTags={60} onChange={(tags) => change({ tags })} />
        </Stack>
      </Section>
    </div>
  )
}
