import { addLine, createCart, setContact } from '#carts'
import type { CartView } from '#carts'
import { saveProduct } from '#catalog'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { setPrices } from '#pricing'
import { receive } from '#stock'

let count = 0

export type Article = {
  name?: string
  kind?: 'goods' | 'service'
  price?: number
  tax_class?: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
  stock?: Record<string, number>
}

/** An article on sale: text, price in cents with tax, units by location. Answers its variant id. */
export async function article(
  ctx: Ctx,
  { name = 'Botas', kind = 'goods', price = 8_490, tax_class = 'standard', stock = {} }: Article = {},
): Promise<string> {
  const sku = `ART-${process.pid}-${++count}`
  const { variant_ids } = await saveProduct(ctx, {
    slug: sku.toLowerCase(),
    status: 'active',
    kind,
    tax_class,
    texts: { es: { name }, en: { name } },
    variants: [{ sku }],
  })
  const variant_id = variant_ids[sku] as string
  await setPrices(ctx, { price_list: 'base', prices: [{ variant_id, amount: price }] })
  for (const [location_id, quantity] of Object.entries(stock)) {
    await receive(ctx, { id: newId(), location_id, opening: true, lines: [{ variant_id, quantity }] })
  }
  return variant_id
}

/** A cart ready to be ordered but for the money. */
export async function fullCart(
  ctx: Ctx,
  {
    customer_id = null,
    store_id,
    lines,
  }: { customer_id?: string | null; store_id: string; lines: Record<string, number> },
): Promise<CartView> {
  const cart = await createCart(ctx, {
    channel: 'web',
    customer_id,
    delivery: { method: 'pickup', pickup_store_id: store_id },
  })
  for (const [variant_id, quantity] of Object.entries(lines))
    await addLine(ctx, { cart_id: cart.id, variant_id, quantity })
  return setContact(ctx, { cart_id: cart.id, contact: { name: 'Lucía', email: `lucia${++count}@correo.es` } })
}
