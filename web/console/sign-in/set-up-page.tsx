import { Button, Group, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { PASSWORD_ABOUT } from '#shared/passwords.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { AddressFields, addressOf, emptyAddress } from '../frame/address-fields.tsx'
import type { Address } from '../frame/address-fields.tsx'
import { useFieldErrors } from '../frame/field-errors.ts'
import { api } from '../queries.ts'
import { Door } from './door.tsx'
import { Refusal } from './refusal.tsx'

const WORDS = {
  title: { es: 'Prepara tu tienda', en: 'Set up your shop' },
  text: {
    es: 'Se hace una sola vez. El código está en el archivo set-up-code de la carpeta de datos del servidor.',
    en: 'This is done once. The code is in the file set-up-code of the server’s data folder.',
  },
  code: { es: 'Código de puesta en marcha', en: 'Set-up code' },
  shop: { es: 'Nombre comercial', en: 'Name of the business' },
  company: { es: 'Razón social', en: 'Name of the company' },
  tax: { es: 'NIF o identificador fiscal', en: 'Tax number' },
  currency: { es: 'Moneda', en: 'Currency' },
  language: { es: 'Idioma', en: 'Language' },
  es: { es: 'Español', en: 'Spanish' },
  en: { es: 'Inglés', en: 'English' },
  name: { es: 'Tu nombre', en: 'Your name' },
  email: { es: 'Tu correo', en: 'Your e-mail' },
  password: { es: 'Tu contraseña', en: 'Your password' },
  passwordText: PASSWORD_ABOUT,
  begin: { es: 'Empezar', en: 'Begin' },
  back: { es: 'Ya está preparada: entrar', en: 'It is set up: sign in' },
} as const

const FIELDS = ['code', 'shop', 'company', 'tax', 'name', 'email', 'password'] as const
type Field = (typeof FIELDS)[number]

const firstHour = (fields: Record<Field, string>, address: Address, currency: string, locale: 'es' | 'en') => ({
  code: fields.code.trim(),
  retailer: {
    name: fields.shop,
    country: address.country,
    default_locale: locale,
    default_currency: currency,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  },
  legal_entity: {
    name: fields.company,
    country: address.country,
    address: addressOf(address),
    ...(fields.tax && { tax_id: fields.tax }),
  },
  owner: { name: fields.name, email: fields.email, password: fields.password },
})

/** The first hour: who sells, and who owns the desk. */
export function SetUpPage() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const navigate = useNavigate()
  const [fields, setFields] = useState(
    () => Object.fromEntries(FIELDS.map((key) => [key, ''])) as Record<Field, string>,
  )
  const [address, setAddress] = useState<Address>(emptyAddress)
  const [currency, setCurrency] = useState('EUR')
  const [locale, setLocale] = useState<'es' | 'en'>(language)
  const begin = useMutation({
    mutationFn: () => api.setUp(firstHour(fields, address, currency, locale)),
    onSuccess: () => void navigate({ to: '/sign-in', search: {} }),
  })
  const errors = useFieldErrors<Field>(begin.error, { bad_set_up_code: 'code', password_too_common: 'password' })
  const field = (key: Field) => ({
    label: w[key],
    value: fields[key],
    error: errors.of(key),
    required: key !== 'tax',
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [key]: event.target.value }),
  })
  return (
    <Door title={w.title} wide>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          begin.mutate()
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {w.text}
          </Text>
          <TextInput {...field('code')} autoComplete="off" />
          <Group grow>
            <TextInput {...field('shop')} />
            <TextInput {...field('company')} />
          </Group>
          <TextInput {...field('tax')} />
          <AddressFields receiver={false} value={address} onChange={setAddress} />
          <Defaults {...{ currency, setCurrency, locale, setLocale }} />
          <TextInput {...field('name')} autoComplete="name" />
          <TextInput {...field('email')} type="email" autoComplete="username" />
          <PasswordInput {...field('password')} description={w.passwordText} autoComplete="new-password" />
          {errors.rest && <Refusal error={errors.rest} />}
          <Button type="submit" loading={begin.isPending}>
            {w.begin}
          </Button>
          <Button component={Link} to="/sign-in" variant="subtle" color="gray">
            {w.back}
          </Button>
        </Stack>
      </form>
    </Door>
  )
}

type DefaultsProps = {
  currency: string
  setCurrency: (currency: string) => void
  locale: 'es' | 'en'
  setLocale: (locale: 'es' | 'en') => void
}

function Defaults({ currency, setCurrency, locale, setLocale }: DefaultsProps) {
  const w = useWords(WORDS)
  return (
    <Group grow>
      <Select
        label={w.currency}
        value={currency}
        allowDeselect={false}
        data={['EUR', 'MXN', 'USD', 'GBP']}
        onChange={(value) => setCurrency(value ?? currency)}
      />
      <Select
        label={w.language}
        value={locale}
        allowDeselect={false}
        onChange={(value) => setLocale(value as typeof locale)}
        data={(['es', 'en'] as const).map((value) => ({ value, label: w[value] }))}
      />
    </Group>
  )
}
