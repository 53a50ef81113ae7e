import type { Input } from '#sdk'

/** What a list is narrowed to and how it is sorted: the query of its address says it, and nothing else does. */
export type Filter = {
  brands: readonly string[]
  options: Choices
  attributes: Choices
  here: boolean
  sort: Sort
  page: number
}
export type Choices = Readonly<Record<string, readonly string[]>>
/** `best`: as well as it fits what was searched for. */
export const SORTS = ['best', 'newest', 'price', 'price_down', 'reduction', 'name'] as const
export type Sort = (typeof SORTS)[number]

const CODE = /^[a-z0-9]+([_-][a-z0-9]+)*$/
const PAGES_MAX = 50
const CHOICES_MAX = 40
/** As they are said to the API, one after another. */
const BRAND_SIGNS_MAX = 600

/** `?o.color=azul&o.talla=m&o.talla=l&brand=X&brand=Y&here=1&sort=price&page=2`; what cannot be is left out. */
export function filterFrom(query: URLSearchParams, usual: Sort = 'newest'): Filter {
  const sort = SORTS.find((name) => name === query.get('sort')) ?? usual
  const page = Number(query.get('page') ?? 1)
  return {
    brands: brandsFrom(query),
    options: choicesFrom(query, 'o.'),
    attributes: choicesFrom(query, 'a.'),
    here: query.get('here') === '1',
    sort,
    page: Number.isInteger(page) && page >= 1 && page <= PAGES_MAX ? page : 1,
  }
}

/** Between bars; a bar in a name is told from them. */
const onWire = (brands: readonly string[]): string =>
  brands.map((brand) => brand.replaceAll(/[|\\]/g, String.raw`\$&`)).join('|')

function brandsFrom(query: URLSearchParams): string[] {
  const brands: string[] = []
  for (const brand of new Set(query.getAll('brand')))
    if (brand !== '' && onWire([...brands, brand]).length <= BRAND_SIGNS_MAX) brands.push(brand)
  return brands
}

function choicesFrom(query: URLSearchParams, prefix: string): Choices {
  const pairs = [...query]
    .filter(([name, value]) => name.startsWith(prefix) && CODE.test(name.slice(prefix.length)) && CODE.test(value))
    .slice(0, CHOICES_MAX)
  const groups = Map.groupBy(pairs, ([name]) => name.slice(prefix.length))
  return Object.fromEntries([...groups].map(([code, group]) => [code, [...new Set(group.map(([, value]) => value))]]))
}

/** The query that says it; what is usual is not said. `about` is what the page itself was asked for. */
export function queryOf(filter: Filter, usual: Sort = 'newest', about: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(about)
  for (const [prefix, choices] of [
    ['o.', filter.options],
    ['a.', filter.attributes],
  ] as const)
    for (const [code, values] of Object.entries(choices)) for (const value of values) query.append(prefix + code, value)
  for (const brand of filter.brands) query.append('brand', brand)
  if (filter.here) query.set('here', '1')
  if (filter.sort !== usual) query.set('sort', filter.sort)
  if (filter.page > 1) query.set('page', String(filter.page))
  return query.size === 0 ? '' : `?${query}`
}

export const isNarrowed = ({ brands, options, attributes, here }: Filter): boolean =>
  brands.length > 0 || here || Object.keys(options).length > 0 || Object.keys(attributes).length > 0

/** As the API takes it. */
export const inputOf = ({ brands, options, attributes, sort, page, here }: Filter): Input<'listTiles'> => ({
  ...(brands.length === 0 ? {} : { brand: onWire(brands) }),
  ...pairsOf('options', options),
  ...pairsOf('attributes', attributes),
  ...(here ? { here } : {}),
  sort,
  page,
})

function pairsOf(name: 'options' | 'attributes', choices: Choices): Partial<Input<'listTiles'>> {
  const pairs = Object.entries(choices).flatMap(([code, values]) => values.map((value) => `${code}:${value}`))
  return pairs.length === 0 ? {} : { [name]: pairs.join(',') }
}

const less = (choices: Choices, code: string, value: string): Choices => {
  const rest = (choices[code] ?? []).filter((one) => one !== value)
  const { [code]: _, ...others } = choices
  return rest.length === 0 ? others : { ...others, [code]: rest }
}

/** The filter without one of its choices. */
export const without = (filter: Filter, kind: string, code: string, value: string): Filter => ({
  ...filter,
  page: 1,
  ...(kind === 'brand' ? { brands: filter.brands.filter((brand) => brand !== value) } : {}),
  ...(kind === 'option' ? { options: less(filter.options, code, value) } : {}),
  ...(kind === 'attribute' ? { attributes: less(filter.attributes, code, value) } : {}),
})

export const nothingChosen = (filter: Filter): Filter => ({
  ...filter,
  brands: [],
  options: {},
  attributes: {},
  here: false,
  page: 1,
})
