import { LIST_MARK } from './csv.ts'
import type { Column, CsvRow } from './csv.ts'
import { ProductInput } from './product.ts'
import { isGtin } from './rules.ts'

/** A row of the file, what it says, and its place in the spreadsheet. */
export type Row = { row: number; cells: CsvRow; input: ProductInput }
export type Refuse = (row: Row, column: Column | '', code: string, message: string) => void

/** What one row says, in the shape the API takes; nothing is checked yet. */
export function inputOf(cells: CsvRow): ProductInput {
  const list = (cell: string): string[] =>
    cell
      .split(LIST_MARK)
      .map((each) => each.trim())
      .filter(Boolean)
  const textOf = (locale: 'es' | 'en'): object => {
    const name = cells[`name_${locale}` as const]
    const description = cells[`description_${locale}` as const]
    return name === undefined && description === undefined ? {} : { [locale]: told({ name, description }) }
  }
  const texts = { ...textOf('es'), ...textOf('en') }
  const options = Object.fromEntries(
    ([1, 2] as const).flatMap((number) => {
      const name = cells[`option${number}_name` as const]
      const value = cells[`option${number}_value` as const]
      return name !== undefined && value !== undefined ? [[name, value]] : []
    }),
  )
  const { sku, gtin, weight_g } = cells
  const variant = told({
    sku,
    gtin,
    options: Object.keys(options).length > 0 ? options : undefined,
    // As people write it: neither 0x10 nor 1e3 is a weight.
    weight_g: weight_g && (/^\d{1,9}$/.test(weight_g) ? Number(weight_g) : NaN),
  })
  return told({
    slug: cells.slug,
    status: cells.status,
    brand: cells.brand,
    product_type: cells.product_type,
    tax_class: cells.tax_class,
    texts: Object.keys(texts).length > 0 ? texts : undefined,
    categories: cells.categories && list(cells.categories),
    tags: cells.tags && list(cells.tags),
    variants: Object.keys(variant).length > 0 ? [variant] : undefined,
  }) as ProductInput
}

/** Without what was not said. */
export const told = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

let shape: Promise<ProductShape> | undefined
async function compile() {
  const { Compile } = await import('typebox/compile')
  return Compile(ProductInput)
}
export type ProductShape = Awaited<ReturnType<typeof compile>>

/** The checks of a product, made when the first file comes. */
export const productShape = (): Promise<ProductShape> => (shape ??= compile())

/** Where in the input something is wrong → the column it came from; the first that fits. */
const COLUMN_OF: readonly [RegExp, Column][] = [
  [/^\/texts\/es\/name/, 'name_es'],
  [/^\/texts\/en\/name/, 'name_en'],
  [/^\/texts\/es\/description/, 'description_es'],
  [/^\/texts\/en\/description/, 'description_en'],
  [/^\/variants\/0\/gtin/, 'gtin'],
  [/^\/variants\/0\/weight_g/, 'weight_g'],
  [/^\/variants\/0\/options/, 'option1_value'],
  [/^\/variants/, 'sku'],
  [/^\/status/, 'status'],
  [/^\/brand/, 'brand'],
  [/^\/product_type/, 'product_type'],
  [/^\/tax_class/, 'tax_class'],
  [/^\/categories/, 'categories'],
  [/^\/tags/, 'tags'],
]

export function checkShape(shape: ProductShape, row: Row, refuse: Refuse): void {
  const { cells, input } = row
  for (const number of [1, 2] as const) {
    const name = cells[`option${number}_name` as const]
    const value = cells[`option${number}_value` as const]
    if ((name === undefined) !== (value === undefined)) {
      refuse(
        row,
        name === undefined ? `option${number}_name` : `option${number}_value`,
        'missing',
        'An option needs a name and a value.',
      )
    }
  }
  if (input.variants && cells.sku === undefined) refuse(row, 'sku', 'missing', 'A variant needs a SKU.')
  if (cells.gtin !== undefined && !isGtin(cells.gtin))
    refuse(row, 'gtin', 'bad_gtin', 'Not a GTIN of 8, 12, 13 or 14 digits with its check digit.')
  if (shape.Check(input)) return
  const columns = new Map(
    shape
      .Errors(input)
      .map(({ instancePath, message }) => [
        COLUMN_OF.find(([path]) => path.test(instancePath))?.[1] ?? 'slug',
        message,
      ]),
  )
  if (cells.sku === undefined) columns.delete('sku')
  for (const [column, message] of columns) {
    if (column === 'gtin') continue
    refuse(row, column, cells[column] === undefined ? 'missing' : 'bad_value', `The value ${message}.`)
  }
}
