import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import {
  countryChoices,
  countryName,
  exampleOf,
  isCountry,
  isPostcode,
  regionChoices,
  regionName,
  regionOf,
  tidyPostcode,
} from '#shared/regions.ts'
import type { CountryCode } from '#shared/regions.ts'
import type { Language } from '#shared/words.ts'
import { speak } from '#shared/words.ts'
import { field, overlong, selectField, typed } from '../parts/field.ts'
import type { Cart } from './cart-mine.ts'

export type Address = NonNullable<Cart['delivery']['address']>

const WORDS = {
  name: { es: 'Quién lo recibe', en: 'Who receives it' },
  line1: { es: 'Calle y número', en: 'Street and number' },
  line2: { es: 'Piso, puerta', en: 'Floor, door' },
  optional: { es: '(si hace falta)', en: '(if needed)' },
  postcode: { es: 'Código postal', en: 'Postcode' },
  example: { es: (sample: string) => `Por ejemplo ${sample}`, en: (sample: string) => `For example ${sample}` },
  city: { es: 'Localidad', en: 'Town or city' },
  country: { es: 'País', en: 'Country' },
  province: { es: 'Provincia', en: 'Province' },
  state: { es: 'Estado', en: 'State' },
  choose: { es: 'La del código postal', en: 'The one of the postcode' },
  change_country: { es: 'Cambiar de país', en: 'Change country' },
  needs: {
    es: (what: string) => `Falta: ${what.toLowerCase()}.`,
    en: (what: string) => `Missing: ${what.toLowerCase()}.`,
  },
  bad_postcode: {
    es: (sample: string) => `Ese código postal no existe en el país elegido. Por ejemplo: ${sample}.`,
    en: (sample: string) => `There is no such postcode in the country chosen. For example: ${sample}.`,
  },
  other_region: {
    es: (place: string) => `El código postal es de ${place}.`,
    en: (place: string) => `The postcode is in ${place}.`,
  },
} as const

export type Typed = Readonly<Record<(typeof FIELDS)[number], string>>
export type Wrong = Partial<Record<(typeof FIELDS)[number], string>>
const FIELDS = ['name', 'line1', 'line2', 'postcode', 'city', 'region', 'country'] as const

const LETTERS = { name: 200, line1: 200, line2: 200, city: 120 } as const

export const typedAddress = (form: URLSearchParams): Typed => {
  const value = (name: (typeof FIELDS)[number]): string => typed(form, name)
  const country = isCountry(value('country')) ? value('country') : 'ES'
  const postcode = tidyPostcode(country, value('postcode'))
  return {
    name: value('name'),
    line1: value('line1'),
    line2: value('line2'),
    city: value('city'),
    region: value('region'),
    postcode,
    country,
  }
}

/** What is wrong with an address, by field; else the address as it is kept. */
export function readAddress(given: Typed, language: Language): { wrong: Wrong } | { address: Address } {
  const w = speak(WORDS, language)
  const country = given.country as CountryCode
  const wrong: Wrong = overlong(given, LETTERS, language)
  for (const name of ['name', 'line1', 'postcode', 'city'] as const)
    if (given[name] === '') wrong[name] = w.needs(w[name])
  if (given.postcode !== '' && !isPostcode(country, given.postcode)) wrong.postcode = w.bad_postcode(exampleOf(country))
  const derived = regionOf(country, given.postcode)
  if (!wrong.postcode && given.region !== '' && derived !== null && derived !== given.region)
    wrong.region = w.other_region(regionName(country, derived) ?? derived)
  if (
    !wrong.postcode &&
    given.postcode !== '' &&
    given.region === '' &&
    derived === null &&
    regionChoices(country).length > 0
  )
    wrong.region = w.needs(country === 'MX' ? w.state : w.province)
  if (Object.keys(wrong).length > 0) return { wrong }
  const region = given.region || derived
  return {
    address: {
      name: given.name,
      line1: given.line1,
      ...(given.line2 ? { line2: given.line2 } : {}),
      postcode: given.postcode,
      city: given.city,
      ...(region ? { region } : {}),
      country,
    },
  }
}

/** The fields of an address, as they are written in its country. */
export function addressFields(given: Partial<Typed>, wrong: Wrong, language: Language): Html {
  const w = speak(WORDS, language)
  const country = isCountry(given.country ?? '') ? (given.country as CountryCode) : 'ES'
  const regions = regionChoices(country)
  const text = (
    name: 'name' | 'line1' | 'line2' | 'city',
    autocomplete: string,
    more: { optional?: string; wide?: boolean } = {},
  ): Html =>
    field({
      name,
      label: w[name],
      value: given[name],
      error: wrong[name],
      autocomplete,
      maxlength: LETTERS[name],
      ...more,
    })
  return html`<div class="fields">
    ${selectField({
      name: 'country',
      label: w.country,
      value: country,
      choices: countryChoices(language),
      autocomplete: 'shipping country',
      wide: true,
      attributes: html`data-refresh`,
    })}
    <button class="button second slim without-script" name="refresh" value="yes">${w.change_country}</button>
    ${text('name', 'shipping name', { wide: true })} ${text('line1', 'shipping address-line1', { wide: true })}
    ${text('line2', 'shipping address-line2', { optional: w.optional, wide: true })}
    ${field({
      name: 'postcode',
      label: w.postcode,
      value: given.postcode,
      error: wrong.postcode,
      hint: w.example(exampleOf(country)),
      autocomplete: 'shipping postal-code',
      inputmode: country === 'PT' || country === 'AR' ? 'text' : 'numeric',
      maxlength: 10,
    })}
    ${text('city', 'shipping address-level2')}
    ${
      regions.length > 0
        ? selectField({
            name: 'region',
            label: country === 'MX' ? w.state : w.province,
            value: given.region,
            error: wrong.region,
            choices: [{ value: '', label: w.choose }, ...regions],
            autocomplete: 'shipping address-level1',
            wide: true,
          })
        : null
    }
  </div>`
}

/** What is kept already is not asked again. A region of another list is found again by its postcode. */
export const fieldsOf = (address: Address | null): Partial<Typed> =>
  address === null
    ? {}
    : {
        ...(address.name ? { name: address.name } : {}),
        line1: address.line1,
        line2: address.line2 ?? '',
        postcode: address.postcode,
        city: address.city,
        region: regionName(address.country, address.region) === null ? '' : (address.region ?? ''),
        country: address.country,
      }

/** What stands at the head of an address (what its owner calls it, else who receives it), and the lines below. */
export function titledAddress(
  { label, address }: { label: string | null; address: Address },
  language: Language,
): { title: string; lines: string[] } {
  const lines = addressLines(address, language)
  return label === null ? { title: lines[0] ?? address.line1, lines: lines.slice(1) } : { title: label, lines }
}

/** An address as it is written on a parcel, in lines. */
export const addressLines = (address: Address, language: Language): string[] =>
  [
    address.name,
    [address.line1, address.line2].filter(Boolean).join(', '),
    [`${address.postcode} ${address.city}`, regionName(address.country, address.region)]
      .filter((part, index, all) => part && !(index === 1 && all[0]?.endsWith(String(part))))
      .join(', '),
    address.country === 'ES' ? null : countryName(address.country, language),
  ].filter((line): line is string => Boolean(line))
