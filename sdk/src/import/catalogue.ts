import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { FileRow } from './csv.ts'
import { hashOf } from './csv.ts'
import { hundredths } from './decimal.ts'
import type { Figures, Source, Tally } from './source.ts'

/** A folder as Spree exports it: products.csv and, where they are, translations, customers and pictures. */
export async function catalogue(folder: string, location?: string): Promise<Source> {
  const files = new Set(await readdir(folder))
  const parts = [
    { part: 'products', path: join(folder, 'products.csv') },
    { part: 'translations', path: join(folder, 'product_translations.csv') },
    { part: 'customers', path: join(folder, 'customers.csv') },
  ].filter(({ part, path }) => part === 'products' || files.has(basename(path)))
  const images = files.has('images') ? (await readdir(join(folder, 'images'))).toSorted() : []
  const pictures = new Map(images.map((name) => [name, join(folder, 'images', name)]))
  return {
    kind: 'catalogue',
    name: `${basename(resolve(folder))} sha256:${await hashOf(parts, images)}`,
    parts,
    ...(location === undefined ? {} : { location }),
    tally: () => tallyRows(pictures),
    pictures,
    currencyOf: (figure) => /^stock_value_([a-z]{3})$/.exec(figure)?.[1]?.toUpperCase() ?? null,
  }
}

/** The name of the file an address of a picture ends in. */
export const pictureOf = ({ cells }: FileRow): string =>
  cells['image1_src']?.trim().split('/').at(-1)?.split('?')[0] ?? ''

function tallyRows(files: ReadonlyMap<string, string>): Tally {
  const seen = { products: new Set<string>(), variants: new Set<string>(), pictures: new Set<string>() }
  const inventory = new Map<string, bigint>()
  const prices = new Map<string, Map<string, bigint>>()
  const consents = new Map<string, 'none' | 'kept' | 'not_kept'>()
  let [rows, refused_rows, skipped_translations] = [0n, 0n, 0n]

  const takeProduct = (row: FileRow): void => {
    const cell = (name: string): string => (row.cells[name] ?? '').trim()
    const price = hundredths(cell('price') || '0') ?? 0n
    const isVariant = cell('name') === '' || price > 0n
    const variant = isVariant ? `${cell('slug')} ${cell('sku').toLowerCase()}` : cell('slug')
    seen.products.add(cell('slug'))
    if (files.has(pictureOf(row))) seen.pictures.add(`${variant} ${pictureOf(row)}`)
    if (!isVariant) return
    seen.variants.add(variant)
    if (cell('inventory_count') !== '' && !inventory.has(variant))
      inventory.set(variant, BigInt(cell('inventory_count')))
    if (price === 0n) return
    const list = prices.get(cell('currency').toLowerCase()) ?? new Map<string, bigint>()
    prices.set(cell('currency').toLowerCase(), list.set(variant, price))
  }
  const takeCustomer = ({ cells }: FileRow, codes: ReadonlySet<string>): void => {
    const email = (cells['email'] ?? '').trim().toLowerCase()
    const accepts = /^(yes|true|1)$/i.test((cells['accepts_email_marketing'] ?? '').trim())
    if (!consents.has(email))
      consents.set(email, !accepts ? 'none' : codes.has('consent_not_kept') ? 'not_kept' : 'kept')
  }
  const answered = (how: 'kept' | 'not_kept'): bigint =>
    BigInt([...consents.values()].filter((each) => each === how).length)
  return {
    add: (row, left_out, codes) => {
      rows += 1n
      if (left_out === 'refused') refused_rows += 1n
      else if (left_out === 'skipped') skipped_translations += 1n
      else if (row.part === 'products') takeProduct(row)
      else if (row.part === 'customers') takeCustomer(row, codes)
    },
    figures: () => ({
      rows,
      refused_rows,
      skipped_translations,
      products: BigInt(seen.products.size),
      variants: BigInt(seen.variants.size),
      pictures: BigInt(seen.pictures.size),
      stock_units: [...inventory.values()].reduce((sum, units) => sum + units, 0n),
      ...worth(prices, inventory),
      customers: BigInt(consents.size),
      consents: answered('kept'),
      consents_not_kept: answered('not_kept'),
    }),
  }
}

/** Per currency: how many prices, and Σ price × inventory. */
const worth = (
  prices: ReadonlyMap<string, ReadonlyMap<string, bigint>>,
  inventory: ReadonlyMap<string, bigint>,
): Figures =>
  Object.fromEntries(
    [...prices].flatMap(([currency, list]) => [
      [`prices_${currency}`, BigInt(list.size)],
      [
        `stock_value_${currency}`,
        [...list].reduce((sum, [variant, price]) => sum + price * (inventory.get(variant) ?? 0n), 0n),
      ],
    ]),
  )
