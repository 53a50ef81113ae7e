import { Group, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { HiloError } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { api } from '../../queries.ts'
import { ArticleCell, optionText, useVariants } from '../../frame/articles.tsx'
import type { Variant } from '../../frame/articles.tsx'

const WORDS = {
  label: { es: 'Artículo', en: 'Article' },
  placeholder: { es: 'Nombre, SKU o código de barras', en: 'Name, SKU or barcode' },
  nothing: { es: 'Ningún artículo se llama así', en: 'No article is called that' },
  type: { es: 'Escribe dos letras o pasa el lector', en: 'Type two letters or scan' },
} as const
const TYPING_MS = 200
const PRODUCTS_SHOWN = 8
const VARIANTS_SHOWN = 60
const SHORTEST = 2

type Props = {
  value: string | null
  onPick: (variant_id: string | null) => void
  label?: string
  hideLabel?: boolean
  error?: string | undefined
}

/** One article, by a piece of its name, its SKU, or what a scanner reads. */
export function ArticlePicker({ value, onPick, label, hideLabel = false, error }: Props) {
  const w = useWords(WORDS)
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), TYPING_MS)
  const chosen = useVariants(value === null ? [] : [value])
  // What is chosen stands in the field; that is no search.
  const isChosen = [...chosen.values()].some((one) => nameOf(one) === text)
  const found = useArticles(isChosen ? '' : text)
  const known = new Map([...chosen, ...(found ?? []).map((one) => [one.id, one] as const)])
  const shown = [...known.values()]
  return (
    <Select
      {...(hideLabel ? { 'aria-label': label ?? w.label } : { label: label ?? w.label })}
      placeholder={w.placeholder}
      data={shown.map((one) => ({ value: one.id, label: nameOf(one) }))}
      value={value}
      onChange={onPick}
      searchable
      clearable={value !== null}
      error={error}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage={text.length < SHORTEST ? w.type : w.nothing}
      maxDropdownHeight={360}
      renderOption={({ option }) => (
        <Group wrap="nowrap">
          <ArticleCell variant={known.get(option.value)} />
        </Group>
      )}
    />
  )
}

const nameOf = (one: Variant): string => [one.name, optionText(one.options), one.sku].filter(Boolean).join(' · ')

/** What a scanner reads; words and SKUs are found by the search. */
const BARCODE = /^\d{8,14}$/

const byBarcode = (code: string, locale: 'es' | 'en', signal: AbortSignal): Promise<Variant | null> =>
  api.findByCode({ code, locale }, { signal }).catch((error: unknown) => {
    if (error instanceof HiloError && error.status === 404) return null
    throw error
  })

/** A barcode that fits is the first; then the variants of the products that fit the words. */
function useArticles(text: string): Variant[] | undefined {
  const locale = useLanguage()
  const asked = useQuery({
    queryKey: ['searchProducts', 'articles', text, locale],
    enabled: text.length >= SHORTEST,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const [exact, products] = await Promise.all([
        BARCODE.test(text) ? byBarcode(text, locale, signal) : null,
        api.searchProducts({ text, limit: PRODUCTS_SHOWN, locale }, { signal }),
      ])
      const ids = products.items.flatMap(({ variant_ids }) => variant_ids).slice(0, VARIANTS_SHOWN)
      const all = [...new Set(exact ? [exact.id, ...ids] : ids)]
      return all.length === 0 ? [] : (await api.listVariants({ ids: all.join(','), locale }, { signal })).items
    },
  })
  return text.length < SHORTEST ? undefined : asked.data
}
