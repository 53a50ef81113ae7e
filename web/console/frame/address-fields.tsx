import { Group, Select, Stack, TextInput } from '@mantine/core'
import { useLanguage, useWords } from '#ui/face.tsx'

const WORDS = {
  name: { es: 'Nombre de quien recibe', en: 'Name of who receives' },
  line1: { es: 'Calle y número', en: 'Street and number' },
  line2: { es: 'Piso, puerta (si hace falta)', en: 'Floor, door (if needed)' },
  postcode: { es: 'Código postal', en: 'Postcode' },
  city: { es: 'Ciudad', en: 'City' },
  region: { es: 'Provincia o estado', en: 'Region or state' },
  country: { es: 'País', en: 'Country' },
} as const

const COUNTRIES = ['ES', 'PT', 'FR', 'IT', 'DE', 'MX'] as const

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

/** What was left empty is not sent. */
export const addressOf = (address: Address): Address =>
  Object.fromEntries(
    Object.entries(address)
      .map(([key, value]) => [key, String(value ?? '').trim()])
      .filter(([, value]) => value !== ''),
  ) as Address

/** An address in one line: `Calle Mayor 3, 28013 Madrid`. */
export const addressLine = ({ line1, line2, postcode, city }: Partial<Address>): string =>
  [line1, line2, [postcode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ')

type Props = { value: Address; onChange: (address: Address) => void; error?: string | undefined }

/** The fields of an address, with the names browsers know to fill them in. */
export function AddressFields({ value, onChange, error }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const field = (key: 'name' | 'line1' | 'line2' | 'postcode' | 'city' | 'region', autoComplete: string) => ({
    label: w[key],
    autoComplete,
    value: value[key] ?? '',
    onChange: (event: { target: { value: string } }) => onChange({ ...value, [key]: event.target.value }),
  })
  return (
    <Stack gap="sm" w="100%">
      <TextInput {...field('name', 'name')} />
      <TextInput {...field('line1', 'address-line1')} required error={error} />
      <TextInput {...field('line2', 'address-line2')} />
      <Group grow align="flex-start">
        <TextInput {...field('postcode', 'postal-code')} required />
        <TextInput {...field('city', 'address-level2')} required />
      </Group>
      <Group grow align="flex-start">
        <TextInput {...field('region', 'address-level1')} />
        <Select
          label={w.country}
          value={value.country}
          allowDeselect={false}
          data={COUNTRIES.map((code) => ({ value: code, label: names.of(code) ?? code }))}
          onChange={(country) => onChange({ ...value, country: country ?? value.country })}
        />
      </Group>
    </Stack>
  )
}
