import { Group, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  countryChoices,
  exampleOf,
  isCountry,
  isPostcode,
  regionChoices,
  regionWords,
  regionOf,
  tidyPostcode,
} from '#shared/regions.ts'
import type { CountryCode } from '#shared/regions.ts'
import type { Language } from '#shared/words.ts'
import { useLanguage, useWords } from '#ui/face.tsx'

const WORDS = {
  name: { es: 'Nombre de quien recibe', en: 'Name of who receives' },
  line1: { es: 'Calle y número', en: 'Street and number' },
  line2: { es: 'Piso, puerta (si hace falta)', en: 'Floor, door (if needed)' },
  postcode: { es: 'Código postal', en: 'Postcode' },
  city: { es: 'Ciudad', en: 'City' },
  region: { es: 'Región', en: 'Region' },
  province: { es: 'Provincia', en: 'Province' },
  state: { es: 'Estado', en: 'State' },
  badPostcode: {
    es: (sample: string) => `En ese país no hay un código así. Por ejemplo: ${sample}`,
    en: (sample: string) => `There is no such postcode there. For example: ${sample}`,
  },
  country: { es: 'País', en: 'Country' },
} as const

const OTHERS = ['AD', 'CL', 'CO', 'DE', 'EC', 'FR', 'GB', 'IT', 'PE', 'US', 'UY']

export type Address = {
  name?: string
  company?: string
  line1: string
  line2?: string
  city: string
  region?: string
  postcode: string
  country: string
  phone?: string
}

export const emptyAddress: Address = { line1: '', city: '', postcode: '', country: 'ES' }

export const isComplete = ({ line1, city, postcode, country }: Address): boolean =>
  [line1, city, postcode, country].every((part) => part.trim() !== '')

/** What was left empty is not sent; the postcode is, as its country writes it. */
export const addressOf = (address: Address): Address =>
  Object.fromEntries(
    Object.entries({ ...address, postcode: tidyPostcode(address.country, address.postcode) })
      .map(([key, value]) => [key, String(value ?? '').trim()])
      .filter(([, value]) => value !== ''),
  ) as Address

/** An address in one line: `Calle Mayor 3, 28013 Madrid`. */
export const addressLine = ({ line1, line2, postcode, city }: Partial<Address>): string =>
  [line1, line2, [postcode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ')

type Props = {
  value: Address
  onChange: (address: Address) => void
  error?: string | undefined
  /** Whether it is somebody's, who receives there; a place has no name of its own in its address. */
  receiver?: boolean
}

/** The fields of an address as it is written in its country, with the names browsers know to fill them in. */
export function AddressFields({ value, onChange, error, receiver = true }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { country } = value
  const known = isCountry(country) ? country : null
  const [left, setLeft] = useState(false)
  const bad = known && left && value.postcode !== '' && !isPostcode(known, tidyPostcode(known, value.postcode))
  const field = (key: 'name' | 'line1' | 'line2' | 'postcode' | 'city' | 'region', autoComplete: string) => ({
    label: w[key],
    autoComplete,
    value: value[key] ?? '',
    onChange: (event: { target: { value: string } }) => onChange({ ...value, [key]: event.target.value }),
  })
  return (
    <Stack gap="sm" w="100%">
      {receiver && <TextInput {...field('name', 'name')} />}
      <TextInput {...field('line1', 'address-line1')} required error={error} />
      <TextInput {...field('line2', 'address-line2')} />
      <Group grow align="flex-start">
        <TextInput
          {...field('postcode', 'postal-code')}
          required
          error={bad ? w.badPostcode(exampleOf(known)) : undefined}
          onChange={(event) => onChange(withPostcode(value, event.target.value))}
          onBlur={() => setLeft(true)}
        />
        <TextInput {...field('city', 'address-level2')} required />
      </Group>
      <Group grow align="flex-start">
        {known && regionChoices(known).length > 0 ? (
          <Select
            label={known === 'MX' ? w.state : w.province}
            value={bareRegion(value) || null}
            searchable
            clearable
            data={regionsWith(known, bareRegion(value))}
            onChange={(region) => onChange({ ...value, region: region ?? '' })}
          />
        ) : (
          <TextInput {...field('region', 'address-level1')} />
        )}
        <Select
          label={w.country}
          value={country}
          allowDeselect={false}
          data={choicesWith(country, language)}
          onChange={(next) => next && onChange({ ...value, country: next, region: '' })}
        />
      </Group>
    </Stack>
  )
}

/** Who types a whole postcode has named the region, where it is known. */
function withPostcode(address: Address, postcode: string): Address {
  const { country } = address
  const tidy = tidyPostcode(country, postcode)
  const region = isCountry(country) && isPostcode(country, tidy) ? regionOf(country, tidy) : null
  return { ...address, postcode, ...(region ? { region } : {}) }
}

/** `ES-M` and `M` are the same province of Spain (ISO 3166-2). */
const bareRegion = ({ country, region = '' }: Address): string =>
  region.startsWith(`${country}-`) ? region.slice(country.length + 1) : region

/** A region may be one of another level: `ES-GA` is Galicia, whose provinces are the list. */
function regionsWith(country: CountryCode, own: string) {
  const known = regionChoices(country)
  return own === '' || known.some(({ value }) => value === own)
    ? known
    : [{ value: own, label: regionWords(country, own) ?? own }, ...known]
}

/** The countries whose addresses we know, then others, and in any case the one this address has. */
function choicesWith(country: string, language: Language) {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const others = [...new Set([...OTHERS, country])].filter((code) => !isCountry(code))
  return [...countryChoices(language), ...others.map((code) => ({ value: code, label: names.of(code) ?? code }))]
}
