import { tagsOf } from '#customers'
import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/errors'
import { askedThen, priceLines, taxedThen } from '#pricing'
import type { PriceAsk } from '#pricing'
import type { SaleBody, SaleLine } from './fact-shapes.ts'
import { named } from './scene.ts'
import type { Scene } from './scene.ts'

type Sold = { lines: readonly SaleLine[]; body: SaleBody; at: Date }

const placeOf = (ctx: Ctx, { body, at }: Sold, { store }: Scene) => ({
  channel: ctx.channel,
  store_id: store.id,
  country: store.country,
  region: store.region,
  currency: body.currency,
  at,
})

const buyerTags = async (ctx: Ctx, { customer_id }: SaleBody, { customers }: Scene): Promise<string[]> =>
  customer_id !== null && customers.has(customer_id) ? tagsOf(ctx, customer_id) : []

/**
 * Lines whose list price is not what was asked at that moment: neither of anybody, as the till keeps it, nor of this
 * customer and for that many, as it may have been told.
 */
export async function changedPrices(ctx: Ctx, sold: Sold, scene: Scene) {
  const { lines, body } = sold
  const asker = placeOf(ctx, sold, scene)
  const variant_ids = lines.map(({ variant_id }) => variant_id)
  const plain = await askedThen(ctx, { ...asker, customer_tags: [], variant_ids })
  const doubtful = lines.filter(({ variant_id, list_price }) => plain.get(variant_id) !== list_price)
  if (doubtful.length === 0) return []
  const customer_tags = await buyerTags(ctx, body, scene)
  const then = await askedThen(ctx, { ...asker, customer_tags, variant_ids })
  const many = await askedForMany(ctx, {
    ...asker,
    customer_tags,
    lines: lines.map(({ id, variant_id, quantity }) => ({
      key: id,
      variant_id,
      quantity,
      tax_class: scene.cards.get(variant_id)!.tax_class,
    })),
  })
  return doubtful
    .filter(({ id, variant_id, list_price }) => then.get(variant_id) !== list_price && many.get(id) !== list_price)
    .map((line) => ({ ...named(line), list_price: line.list_price, asked: plain.get(line.variant_id) ?? null }))
}

/**
 * What each line is asked with its breaks for quantity. Nothing where it cannot be worked out, at a moment without a
 * tax rate for instance: the sale has happened, so what cannot be compared is for a person to look at.
 */
async function askedForMany(ctx: Ctx, ask: PriceAsk): Promise<ReadonlyMap<string, number>> {
  try {
    const { lines } = await priceLines(ctx, ask)
    return new Map(lines.map(({ key, unit_price }) => [key, unit_price]))
  } catch (error) {
    if (error instanceof Refused) return new Map()
    throw error
  }
}

/**
 * Lines taxed otherwise than the catalogue and the law of that day say: another rate, none that could be compared
 * (`asked` null), or tax inside a price that was asked without it. Else VAT would be misstated and nobody told.
 */
export async function otherTaxes(ctx: Ctx, sold: Sold, scene: Scene) {
  const { lines, body } = sold
  const articles = lines.map(({ variant_id }) => ({ variant_id, tax_class: scene.cards.get(variant_id)!.tax_class }))
  const ask = { ...placeOf(ctx, sold, scene), articles }
  const plain = await taxedThen(ctx, { ...ask, customer_tags: [] })
  const isOther = (included: boolean | null | undefined) => (included ?? body.tax_included) !== body.tax_included
  const doubted = [...plain.values()].some(({ tax_included }) => isOther(tax_included))
  const own = doubted ? await taxedThen(ctx, { ...ask, customer_tags: await buyerTags(ctx, body, scene) }) : plain
  return lines.flatMap((line) => {
    const { tax_ppm, tax_included } = plain.get(line.variant_id)!
    const otherwise = isOther(tax_included) && isOther(own.get(line.variant_id)?.tax_included)
    if (tax_ppm === line.tax_ppm && !otherwise) return []
    const said = { tax_name: line.tax_name, tax_ppm: line.tax_ppm, tax_included: body.tax_included }
    return [{ ...named(line), ...said, asked_ppm: tax_ppm, asked_included: tax_included }]
  })
}
