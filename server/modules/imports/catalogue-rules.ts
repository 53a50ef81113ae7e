import { normaliseIdentity } from '#customers'
import type { Address } from '#platform/route'
import { decimalOf, measured, minorUnits } from './decimal.ts'
import type { GivenRow, Problem, Reading } from './kind.ts'
import { refuseRow, skipRow } from './kind.ts'

/** A row of products.csv, checked: a product (it has a name), a variant, or a variant's price in another currency. */
export type ProductRow = {
  sku: string
  name: string | null
  currency: string
  /** Minor units; null = none stated (0 in the file). */
  price: number | null
  compare_at: number | null
  status: 'draft' | 'active' | 'archived'
  description: string
  seo_title: string | null
  seo_text: string | null
  tags: string[]
  product_type: string | null
  /** From the top down. */
  categories: string[]
  options: { name: string; value: string }[]
  picture: string | null
  /** Width × height × depth in millimetres. */
  size_mm: number[] | null
  weight_g: number | null
  inventory: number | null
  attributes: Record<string, string>
}

export type TranslationRow = {
  locale: 'es' | 'en'
  name: string
  description: string
  seo_title: string | null
  seo_text: string | null
}

export type CustomerRow = {
  /** Null: written, but nobody can be reached there. */
  email: string | null
  given_name: string | null
  family_name: string | null
  phone: string | null
  accepts_marketing: boolean
  tags: string[]
  company: string | null
  country: string | null
  address: Address | null
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const COUNTRY = /^[A-Z]{2}$/
const MAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/
const INVENTORY_MAX = 1_000_000
const TAG_MAX = 60
const TAGS_MAX = 60
const CELL_TEXT_MAX = 20_000

/** Millionths of a millimetre, of a gram, in one of each unit (the inch and the pound are exact since 1959). */
const LENGTHS: Readonly<Record<string, bigint>> = {
  mm: 1_000_000n,
  cm: 10_000_000n,
  m: 1_000_000_000n,
  in: 25_400_000n,
}
const WEIGHTS: Readonly<Record<string, bigint>> = {
  g: 1_000_000n,
  kg: 1_000_000_000n,
  oz: 28_349_523n,
  lb: 453_592_370n,
}
const STATUSES = ['draft', 'active', 'archived'] as const
const ATTRIBUTE = /^custom_field\.[a-z0-9_]+\.([a-z0-9_]{1,60})$/

type Cell = (name: string, max?: number) => string

/** Reads a row of any file of the catalogue. */
export function readCatalogueRow(given: GivenRow): Reading {
  if (Object.values(given.cells).some((text) => /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD]/.test(text)))
    return refuseRow('bad_text', 'A cell holds control characters or is not UTF-8.')
  const cell: Cell = (name, max = 200) => (given.cells[name] ?? '').trim().slice(0, max)
  if (given.part === 'products') return readProduct(given, cell)
  return given.part === 'translations' ? readTranslation(cell) : readCustomer(cell)
}

function readProduct({ cells }: GivenRow, cell: Cell): Reading {
  const slug = cell('slug')
  const price = decimalOf(cell('price') || '0')
  const compare = decimalOf(cell('compare_at_price') || '0')
  const inventory = cell('inventory_count')
  const status = STATUSES.find((each) => each === (cell('status') || 'active'))
  if (!SLUG.test(slug) || slug.length > 160)
    return refuseRow('bad_slug', 'The slug is no lower-case name of letters, digits and hyphens.')
  if (cell('sku') === '' || cell('sku').length > 80)
    return refuseRow('bad_sku', 'The SKU is missing or longer than 80 signs.')
  if (!/^[A-Z]{3}$/.test(cell('currency'))) return refuseRow('bad_currency', 'The currency is no ISO 4217 code.')
  if (price === null || price.digits < 0n || compare === null || compare.digits < 0n)
    return refuseRow('bad_price', 'A price is no decimal number.')
  if (status === undefined) return refuseRow('bad_status', 'The status is none of draft, active, archived.')
  if (inventory !== '' && !(/^\d{1,7}$/.test(inventory) && Number(inventory) <= INVENTORY_MAX))
    return refuseRow('bad_inventory', `The inventory is no whole number from 0 to ${INVENTORY_MAX}.`)
  const remarks: Problem[] = []
  const row: ProductRow = {
    sku: cell('sku'),
    name: cell('name', 300) || null,
    currency: cell('currency'),
    price: price.digits === 0n ? null : minorUnits(price, cell('currency')),
    compare_at: compare.digits === 0n ? null : minorUnits(compare, cell('currency')),
    status,
    description: cell('description', CELL_TEXT_MAX),
    seo_title: cell('meta_title', 300) || null,
    seo_text: cell('meta_description', 1_000) || null,
    tags: listOf(cell('tags', 2_000)),
    product_type: cell('product_type', 120) || null,
    categories: cell('category1', 600)
      .split('->')
      .map((name) => name.trim())
      .filter(Boolean),
    options: optionsOf(cell),
    picture: cell('image1_src', 1_000).split('/').at(-1)?.split('?')[0] || null,
    size_mm: sizeOf(cell, remarks),
    weight_g: weightOf(cell, remarks),
    inventory: inventory === '' ? null : Number(inventory),
    attributes: attributesOf(cells),
  }
  if (row.name === null && row.price === null) remarks.push({ code: 'no_price', message: 'The variant has no price.' })
  return { key: slug, content: row, remarks }
}

const listOf = (cell: string): string[] =>
  cell
    .split(',')
    .map((tag) => tag.trim().replaceAll('|', '/').slice(0, TAG_MAX))
    .filter(Boolean)
    .slice(0, TAGS_MAX)

const optionsOf = (cell: Cell): ProductRow['options'] =>
  [1, 2].flatMap((number) => {
    const name = cell(`option${number}_name`)
    const value = cell(`option${number}_value`)
    return name === '' || value === '' ? [] : [{ name, value }]
  })

function sizeOf(cell: Cell, remarks: Problem[]): number[] | null {
  const sides = ['width', 'height', 'depth'].map((name) => cell(name))
  if (sides.every((side) => side === '')) return null
  const unit = LENGTHS[cell('dimensions_unit')]
  const numbers = sides.map(decimalOf)
  if (unit !== undefined && numbers.every((side) => side !== null && side.digits > 0n))
    return numbers.map((side) => measured(side ?? { digits: 0n, places: 0 }, unit))
  remarks.push({ code: 'bad_dimensions', message: 'Width, height, depth or their unit cannot be read.' })
  return null
}

function weightOf(cell: Cell, remarks: Problem[]): number | null {
  if (cell('weight') === '') return null
  const unit = WEIGHTS[cell('weight_unit')]
  const weight = decimalOf(cell('weight'))
  if (unit !== undefined && weight !== null && weight.digits >= 0n) return measured(weight, unit)
  remarks.push({ code: 'bad_weight', message: 'The weight or its unit cannot be read.' })
  return null
}

const attributesOf = (cells: GivenRow['cells']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([column, value]) => {
      const code = ATTRIBUTE.exec(column)?.[1]
      return code === undefined || value.trim() === '' ? [] : [[code, value.trim().slice(0, 200)]]
    }),
  )

function readTranslation(cell: Cell): Reading {
  const locale = cell('locale')
  if (locale !== 'es' && locale !== 'en')
    return skipRow('unsupported_locale', `Texts are kept in Spanish and English, not in "${locale.slice(0, 20)}".`)
  if (!SLUG.test(cell('slug')))
    return refuseRow('bad_slug', 'The slug is no lower-case name of letters, digits and hyphens.')
  if (cell('name') === '') return refuseRow('name_required', 'A translation has a name.')
  const content: TranslationRow = {
    locale,
    name: cell('name', 300),
    description: cell('description', CELL_TEXT_MAX),
    seo_title: cell('meta_title', 300) || null,
    seo_text: cell('meta_description', 1_000) || null,
  }
  return { key: cell('slug'), content }
}

function readCustomer(cell: Cell): Reading {
  const country = cell('country_code') || null
  if (country !== null && !COUNTRY.test(country))
    return refuseRow('unknown_country', 'The country is no ISO 3166-1 code.')
  const key = cell('email', 400).toLowerCase()
  if (!MAIL.test(key)) return refuseRow('bad_email', 'The row names nobody: its mail is missing or no mail address.')
  const email = normaliseIdentity('email', key, country ?? '')?.value ?? null
  const phone = cell('phone')
  const remarks: Problem[] = []
  if (email === null) remarks.push({ code: 'unusable_email', message: 'Nobody reads mail at this address.' })
  if (phone !== '' && !normaliseIdentity('phone', phone, country ?? ''))
    remarks.push({ code: 'bad_phone', message: 'Nobody can be called at this number.' })
  const whole = country !== null && cell('address1') !== '' && cell('city') !== ''
  if (!whole && cell('address1') !== '')
    remarks.push({ code: 'bad_address', message: 'The address has no city or country.' })
  const content: CustomerRow = {
    email,
    given_name: cell('first_name') || null,
    family_name: cell('last_name') || null,
    phone: remarks.some(({ code }) => code === 'bad_phone') ? null : phone || null,
    accepts_marketing: /^(yes|true|1)$/i.test(cell('accepts_email_marketing')),
    tags: listOf(cell('tags', 2_000)),
    company: cell('company') || null,
    country,
    address: whole ? addressOf(cell, country) : null,
  }
  return { key, content, remarks }
}

function addressOf(cell: Cell, country: string): Address {
  const name = `${cell('first_name')} ${cell('last_name')}`.trim()
  return {
    ...(name === '' ? {} : { name }),
    ...(cell('company') === '' ? {} : { company: cell('company') }),
    line1: cell('address1'),
    ...(cell('address2') === '' ? {} : { line2: cell('address2') }),
    city: cell('city', 120),
    ...(cell('province_code') === '' ? {} : { region: cell('province_code', 10) }),
    postcode: cell('zip', 20),
    country,
  }
}
