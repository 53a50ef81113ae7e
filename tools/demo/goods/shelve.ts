import { saveCategory, saveProducts } from '#catalog'
import { daysBefore } from '../chance.ts'
import { storeId } from '../chain/stores.ts'
import type { Stage } from '../stage.ts'
import { priceLines, savePriceList, setPrices } from '#pricing'
import type { PriceInput } from '#pricing'
import type { Product } from './assortment.ts'
import { SHELVES } from './kind.ts'
import type { Hung } from './pictures.ts'
import { OPENED_DAYS_AGO } from './stock.ts'

/** An article on sale. */
export type Ware = { sku: string; variant_id: string; product: Product; options: { talla: string; color: string } }
export type Goods = { articles: readonly Ware[]; bySku: ReadonlyMap<string, Ware> }

export async function shelve(stage: Stage, products: readonly Product[]): Promise<Goods> {
  const opened = { at: daysBefore(stage.now, OPENED_DAYS_AGO) }
  const saved = await stage.act(opened, async (ctx) => {
    for (const [position, { slug, parent, names }] of SHELVES.entries())
      await saveCategory(ctx, { slug, parent, names, position })
    return saveProducts(
      ctx,
      products.map(({ input }) => input),
    )
  })
  const articles = products.flatMap((product) =>
    product.articles.map(({ sku, size, colour }): Ware => {
      const variant_id = saved.get(product.slug)?.variant_ids[sku]
      if (!variant_id) throw new Error(`${sku} was not saved`)
      return { sku, variant_id, product, options: { talla: size, color: colour.es } }
    }),
  )
  stage.log.info(`demo: ${products.length} products with ${articles.length} variants`)
  return { articles, bySku: new Map(articles.map((ware) => [ware.sku, ware])) }
}

/** Pictures come when they are drawn; saying them again changes nothing. */
export async function hang(stage: Stage, products: readonly Product[], hung: Hung): Promise<void> {
  await stage.act({ at: daysBefore(stage.now, OPENED_DAYS_AGO - 1) }, (ctx) =>
    saveProducts(
      ctx,
      products.map(({ slug, name, pictures }) => ({
        slug,
        pictures: pictures.map(({ sku, colour, picture }) => ({
          ...hung(picture),
          sku,
          alt: { es: `${name.es}, color ${colour.es.toLowerCase()}`, en: `${name.en}, ${colour.en.toLowerCase()}` },
        })),
      })),
    ),
  )
}

const inSale = (place: number): boolean => place % 5 === 2
const forGold = (place: number): boolean => place % 4 === 3 && !inSale(place)
/** Amounts in shops end in 0 or 5 cents. */
const round5 = (amount: number): number => Math.round(amount / 5) * 5

/** The Canary Islands pay IGIC (7 %) instead of IVA (21 %): the same net price, rounded. */
export const canaryPrice = (price: number): number => round5((price / 1.21) * 1.07)

/** What the sale's articles cost until two months ago. */
const earlierPrice = (price: number): number => price + Math.max(200, round5(price * 0.1))
const salePrice = (price: number): number => round5(price * 0.7)

export async function priceGoods(stage: Stage, products: readonly Product[], goods: Goods): Promise<void> {
  const place = new Map(products.map((product, i) => [product, i]))
  type Amount = (ware: Ware) => number
  const of = (amount: Amount, chosen: (place: number) => boolean = () => true, compare_at?: Amount): PriceInput[] =>
    goods.articles
      .filter(({ product }) => chosen(place.get(product) as number))
      .map((ware) => ({ variant_id: ware.variant_id, amount: amount(ware), compare_at: compare_at?.(ware) ?? null }))
  const base = (ware: Ware): number => ware.product.price
  const opened = daysBefore(stage.now, OPENED_DAYS_AGO)

  await stage.act({ at: opened }, async (ctx) => {
    await savePriceList(ctx, { code: 'base', name: 'Tarifa general', currency: 'EUR', tax_included: true })
    await savePriceList(ctx, {
      code: 'canarias',
      name: 'Canarias',
      currency: 'EUR',
      tax_included: true,
      store_id: storeId('triana'),
      priority: 20,
    })
    await savePriceList(ctx, {
      code: 'oro',
      name: 'Clientes oro',
      currency: 'EUR',
      tax_included: true,
      customer_tag: 'gold',
      priority: 10,
    })
    if (await isPriced(ctx, goods)) return
    await setPrices(ctx, {
      price_list: 'base',
      prices: [...of(base, (i) => !inSale(i)), ...of((ware) => earlierPrice(base(ware)), inSale)],
    })
    await setPrices(ctx, { price_list: 'canarias', prices: of((ware) => canaryPrice(base(ware))) })
    await setPrices(ctx, { price_list: 'oro', prices: of((ware) => round5(base(ware) * 0.92), forGold) })
  })
  await stage.act({ at: daysBefore(stage.now, 62) }, (ctx) =>
    setPrices(ctx, { price_list: 'base', prices: of(base, inSale) }),
  )
  await stage.act({ at: daysBefore(stage.now, 9) }, async (ctx) => {
    const starts_at = ctx.now
    await savePriceList(ctx, {
      code: 'rebajas',
      name: 'Rebajas de media temporada',
      currency: 'EUR',
      tax_included: true,
      priority: 30,
      starts_at,
      ends_at: daysBefore(stage.now, -21),
    })
    await setPrices(ctx, { price_list: 'rebajas', prices: of((ware) => salePrice(base(ware)), inSale, base) })
  })
  stage.log.info('demo: four price lists')
}

/** Setting the first prices again after the later ones would write a history that never was. */
async function isPriced(ctx: Parameters<typeof priceLines>[0], { articles }: Goods): Promise<boolean> {
  const [first] = articles
  if (!first) return true
  const { unpriced } = await priceLines(ctx, {
    channel: 'web',
    store_id: null,
    currency: 'EUR',
    country: 'ES',
    region: null,
    customer_tags: [],
    at: ctx.now,
    lines: [{ key: 'first', variant_id: first.variant_id, quantity: 1, tax_class: 'standard' }],
  })
  return unpriced.length === 0
}
