import { TextInput } from '@mantine/core'
import type { Input } from '#sdk'
import { useWords } from '#ui/face.tsx'
import classes from '../office.module.css'

export type Address = Input<'saveLegalEntity'>['address']

const WORDS = {
  line1: { es: 'Calle y número', en: 'Street and number' },
  line2: { es: 'Piso, local o puerta', en: 'Floor, unit or door' },
  postcode: { es: 'Código postal', en: 'Postcode' },
  city: { es: 'Ciudad', en: 'City' },
  region: { es: 'Región (ISO: ES-MD)', en: 'Region (ISO: ES-MD)' },
  country: { es: 'País (ISO: ES)', en: 'Country (ISO: ES)' },
} as const
const FIELDS = ['line1', 'line2', 'postcode', 'city', 'region', 'country'] as const
const NEEDED: readonly string[] = ['line1', 'postcode', 'city', 'country']

/** Where something is, as the post writes it. */
export function AddressFields({ address, onAddress }: { address: Address; onAddress: (next: Address) => void }) {
  const w = useWords(WORDS)
  return (
    <div className={classes['two']}>
      {FIELDS.map((field) => (
        <TextInput
          key={field}
          label={w[field]}
          required={NEEDED.includes(field)}
          value={address[field] ?? ''}
          onChange={(event) => onAddress({ ...address, [field]: event.target.value })}
        />
      ))}
    </div>
  )
}

export const NO_ADDRESS: Address = { line1: '', city: '', postcode: '', country: 'ES' }

/** What was left empty is not said. */
export const saidAddress = (address: Address): Address =>
  Object.fromEntries(
    Object.entries(address).flatMap(([field, value]) => (value.trim() === '' ? [] : [[field, value.trim()]])),
  ) as Address
