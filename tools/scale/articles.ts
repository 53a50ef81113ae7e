import { saveCategory, saveProducts } from '#catalog'
import type { ProductInput } from '#catalog'
import type { Ctx } from '#platform/ctx'
import type { Database } from '#platform/db'
import { PRICES_MAX, setPrices } from '#pricing'
import { systemActor } from '#platform/actor'
import { chanceOf } from '../demo/chance.ts'
import { gtinOf } from '../demo/goods/assortment.ts'
import type { Lane } from './lanes.ts'
import type { Period } from './period.ts'

const SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL'] as const
const PRODUCTS_AT_ONCE = 200
/** Tables grow faster here than PostgreSQL counts by itself; plans made for empty ones would be kept. */
const KNOW_PRODUCTS = 'analyze product, product_text, product_category, product_option, variant, media'
const KNOW_PRICES = 'analyze price, price_history'
/** A year ago a third of the articles became a tenth cheaper. */
const CHEAPER_EVERY = 3

type Words = { es: string; en: string }
const two = (text: string): Words[] =>
  text.split(', ').map((pair) => {
    const [es = '', en = ''] = pair.split('/')
    return { es, en }
  })
const KINDS = two(
  'Bota/Boot, Zapato/Shoe, Sandalia/Sandal, Camisa/Shirt, Camiseta/T-shirt, Pantalón/Trousers, Falda/Skirt, Vestido/Dress, Abrigo/Coat, Chaqueta/Jacket, Jersey/Jumper, Bolso/Bag, Cinturón/Belt, Bufanda/Scarf, Gorro/Hat, Manta/Blanket',
)
const LOOKS = two(
  'clásica/classic, urbana/urban, ligera/light, cálida/warm, impermeable/waterproof, bordada/embroidered, lisa/plain, de rayas/striped, de cuadros/checked, artesana/handmade, cómoda/comfortable, elegante/elegant',
)
const STUFFS = two(
  'algodón/cotton, lana/wool, lino/linen, cuero/leather, seda/silk, pana/corduroy, punto/knit, vaquero/denim',
)
const COLOURS = two('azul/blue, rojo/red, verde/green, negro/black, blanco/white, gris/grey, marrón/brown, rosa/pink')

const oneOf = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
/** The same on every machine, in the order of their making. */
const idOf = (thing: 'product' | 'variant', n: number): string =>
  `00000000-0000-7${thing === 'product' ? '001' : '002'}-8000-${String(n).padStart(12, '0')}`
const slugOf = (n: number): string => `articulo-${n}`

/** Products of up to six sizes, their texts and search documents, and two prices in the history of a third. */
export async function shelve(db: Database, lane: Lane, variants: number, period: Period): Promise<void> {
  const at = <T>(now: Date, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    db.write({ actor: systemActor('scale'), now }, work)
  await at(period.eve, async (ctx) => {
    for (const [position, { es, en }] of KINDS.entries())
      await saveCategory(ctx, { slug: `seccion-${position}`, parent: null, names: { es, en }, position })
  })
  const products = assortmentOf(variants)
  const wares: { id: string; amount: number }[] = []
  for (let from = 0; from < products.length; from += PRODUCTS_AT_ONCE) {
    const some = products.slice(from, from + PRODUCTS_AT_ONCE)
    await lane.run(KNOW_PRODUCTS)
    const saved = await at(period.eve, (ctx) => saveProducts(ctx, some))
    for (const { slug } of some) {
      const amount = 995 + 100 * chanceOf(slug).int(0, 140)
      for (const id of Object.values(saved.get(slug)?.variant_ids ?? {})) wares.push({ id, amount })
    }
  }
  const halfway = new Date(period.start_ms + period.span_ms / 2)
  await price(lane, wares, (prices) => at(period.eve, (ctx) => setPrices(ctx, { price_list: 'base', prices })))
  const cheaper = wares
    .filter((_, i) => i % CHEAPER_EVERY === 0)
    .map(({ id, amount }) => ({ id, amount: Math.round(amount * 0.9) }))
  await price(lane, cheaper, (prices) => at(halfway, (ctx) => setPrices(ctx, { price_list: 'base', prices })))
}

async function price(
  lane: Lane,
  wares: readonly { id: string; amount: number }[],
  set: (prices: { variant_id: string; amount: number }[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < wares.length; from += PRICES_MAX) {
    await lane.run(KNOW_PRICES)
    await set(wares.slice(from, from + PRICES_MAX).map(({ id, amount }) => ({ variant_id: id, amount })))
  }
}

function assortmentOf(variants: number): ProductInput[] {
  const products: ProductInput[] = []
  for (let made = 0; made < variants; made += SIZES.length) {
    const n = products.length
    const sizes = SIZES.slice(0, variants - made)
    products.push(productOf(n, sizes, made))
  }
  return products
}

function productOf(n: number, sizes: readonly string[], made: number): ProductInput {
  const [kind, look, stuff, colour] = [
    oneOf(KINDS, n),
    oneOf(LOOKS, Math.floor(n / KINDS.length)),
    oneOf(STUFFS, Math.floor(n / 3)),
    oneOf(COLOURS, Math.floor(n / 7)),
  ]
  const texts = {
    es: {
      name: `${kind.es} ${look.es} ${n}`,
      description: `${kind.es} ${look.es} de ${stuff.es}, en color ${colour.es}. Se vende en todas las tiendas.`,
    },
    en: {
      name: `${look.en} ${kind.en} ${n}`,
      description: `${look.en} ${kind.en.toLowerCase()} of ${stuff.en}, in ${colour.en}. Sold in every shop.`,
    },
  }
  return {
    id: idOf('product', n),
    slug: slugOf(n),
    brand: `Marca ${n % 40}`,
    product_type: kind.es,
    texts,
    categories: [`seccion-${n % KINDS.length}`],
    options: [
      {
        code: 'talla',
        names: { es: 'Talla', en: 'Size' },
        choices: sizes.map((size) => ({ code: size.toLowerCase(), names: { es: size, en: size } })),
      },
    ],
    variants: sizes.map((size, i) => ({
      id: idOf('variant', made + i),
      sku: `A${String(n).padStart(5, '0')}-${size}`,
      gtin: gtinOf(1_000_000 + made + i),
      options: { talla: size.toLowerCase() },
      weight_g: 200 + (n % 30) * 25,
    })),
  }
}
