import type { ProductInput } from '#catalog'
import { fold } from '#customers'
import { chanceOf, idOf } from '../chance.ts'
import { COLOURS } from '../drawing/colours.ts'
import type { Colour } from '../drawing/colours.ts'
import type { Picture } from '../drawing/draw.ts'
import { ACCESSORIES } from './accessories.ts'
import { FOOTWEAR } from './footwear.ts'
import { HOME } from './home.ts'
import type { Kind, Style } from './kind.ts'
import { MATERIALS, SHELVES } from './kind.ts'
import { MEN_AND_KIDS } from './men-and-kids.ts'
import { WOMEN } from './women.ts'

/** Own labels of the invented chain. */
const BRANDS = ['Torzal', 'Vera Torzal', 'Torzal Casa', 'Torzal Peque'] as const

export type Article = { sku: string; colour: Colour; size: string }
export type Product = {
  slug: string
  name: { es: string; en: string }
  kind: Kind
  style: Style
  /** Cents with tax. */
  price: number
  articles: readonly Article[]
  /** One per colour. */
  pictures: readonly { sku: string; colour: Colour; picture: Picture }[]
  input: Omit<ProductInput, 'pictures'>
}

const KINDS: readonly Kind[] = [...FOOTWEAR, ...WOMEN, ...MEN_AND_KIDS, ...ACCESSORIES, ...HOME]

export const slugOf = (text: string): string =>
  fold(text)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

/** GTIN-13 of the in-store range (GS1 prefix 20-29), which no manufacturer can have. */
export function gtinOf(number: number): string {
  const digits = `2084${String(number).padStart(8, '0')}`
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** Everything the demo sells: the same list on every machine. */
export function assortment(): Product[] {
  let gtins = 0
  return KINDS.flatMap((kind) =>
    kind.models.map((model, place) => productOf(kind, model, place, () => gtinOf(++gtins))),
  )
}

function productOf(kind: Kind, model: string, place: number, gtin: () => string): Product {
  const style = kind.styles[place % kind.styles.length] as Style
  const name = { es: `${style.name.es} «${model}»`, en: `${style.name.en} “${model}”` }
  // Prepositions do not help anybody to find a page: botas-chelsea-cuesta, calcetines-lana-tregua.
  const slug = slugOf(name.es.replaceAll(/ (de|del|con|la|y) (?=\p{L})/gu, ' ').replaceAll(/ (la) /gu, ' '))
  const chance = chanceOf(slug)
  const colours = Array.from(
    { length: kind.colours_each ?? 1 },
    (_, i) => COLOURS[kind.colours[(place + i * 2) % kind.colours.length] as keyof typeof COLOURS],
  )
  const [from, to] = kind.price
  const price = from + Math.round((chance.next() * (to - from)) / 500) * 500
  const base = slug
    .split('-')
    .map((word) => word.slice(0, 3))
    .join('')
    .toUpperCase()
  const articles = colours.flatMap((colour) =>
    kind.sizes.map((size) => ({
      colour,
      size,
      sku: `${base}-${slugOf(colour.code).slice(0, 4).toUpperCase()}-${slugOf(size).toUpperCase()}`,
    })),
  )
  const pictures = colours.map((colour) => ({
    colour,
    sku: articles.find((article) => article.colour === colour)?.sku as string,
    picture: { shape: kind.shape, hex: colour.hex, pattern: style.pattern, variation: style.variation },
  }))
  return {
    slug,
    name,
    kind,
    style,
    price,
    articles,
    pictures,
    input: inputOf({ slug, name, kind, style, articles, place, gtin }),
  }
}

type Parts = Pick<Product, 'slug' | 'name' | 'kind' | 'style' | 'articles'> & { place: number; gtin: () => string }

function inputOf({ slug, name, kind, style, articles, place, gtin }: Parts): Product['input'] {
  const material = MATERIALS[kind.materials[place % kind.materials.length] as keyof typeof MATERIALS]
  const parent = SHELVES.find((shelf) => shelf.slug === kind.category)?.parent ?? null
  return {
    id: idOf(`product ${slug}`),
    slug,
    status: 'active',
    brand: parent === 'hogar' ? BRANDS[2] : parent === 'ninos' ? BRANDS[3] : (BRANDS[place % 2] as string),
    product_type: style.name.es.split(' ')[0] as string,
    tax_class: 'standard',
    texts: {
      es: { name: name.es, description: `${style.says.es} En ${material.name.es}. ${material.care.es}.` },
      en: { name: name.en, description: `${style.says.en} In ${material.name.en}. ${material.care.en}.` },
    },
    attributes: [
      { code: 'material', names: { es: 'Material', en: 'Material' }, value: material.name },
      { code: 'cuidado', names: { es: 'Cuidado', en: 'Care' }, value: material.care },
    ],
    tags: place === 0 ? ['novedad'] : [],
    categories: [kind.category],
    options: [
      {
        code: 'talla',
        names: { es: 'Talla', en: 'Size' },
        choices: kind.sizes.map((size) => ({
          code: slugOf(size),
          names: { es: size, en: size === 'Única' ? 'One size' : size },
        })),
      },
      {
        code: 'color',
        names: { es: 'Color', en: 'Colour' },
        choices: [...new Set(articles.map(({ colour }) => colour))].map(({ code, es, en }) => ({
          code,
          names: { es, en },
        })),
      },
    ],
    variants: articles.map(({ sku, size, colour }) => ({
      id: idOf(`variant ${sku}`),
      sku,
      gtin: gtin(),
      options: { talla: slugOf(size), color: colour.code },
      weight_g: kind.weight_g,
    })),
  }
}
