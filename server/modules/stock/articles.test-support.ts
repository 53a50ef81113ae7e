import { newId } from '#platform/ids'
import type { Shop } from '#test/shop'
import { saveProduct } from '#catalog'
import { receive } from './index.ts'
import { doctor } from './doctor.ts'

/** An article with so many units at these places; answers its variant id. */
export async function article(shop: Shop, stock: Readonly<Record<string, number>>): Promise<string> {
  const sku = `T-${newId()}`
  return shop.write(async (ctx) => {
    const { variant_ids } = await saveProduct(ctx, {
      slug: sku.toLowerCase(),
      status: 'active',
      texts: { es: { name: 'Vaquero' } },
      variants: [{ sku }],
    })
    const variant_id = variant_ids[sku] as string
    for (const [location_id, quantity] of Object.entries(stock)) {
      await receive(ctx, { id: newId(), location_id, opening: true, lines: [{ variant_id, quantity }] })
    }
    return variant_id
  })
}

type Level = {
  on_hand: number
  allocated: number
  reserved: number
  damaged: number
  incoming: number
  safety_stock: number
  backorder_limit: number
}

export async function levelAt(shop: Shop, variant_id: string, location_id: string): Promise<Level> {
  const [level] = await shop.read(
    (ctx) => ctx.sql<Level>`
    select on_hand, allocated, reserved, damaged, incoming, safety_stock, backorder_limit
      from stock_level where variant_id = ${variant_id} and location_id = ${location_id}`,
  )
  return (
    level ?? { on_hand: 0, allocated: 0, reserved: 0, damaged: 0, incoming: 0, safety_stock: 0, backorder_limit: 0 }
  )
}

export const findings = (shop: Shop) => shop.read((ctx) => doctor(ctx, 20))

/** One cart line held at a place for half an hour, or whatever is said. */
export const oneHold = (shop: Shop, variant_id: string, location_id: string, quantity = 1, seconds = 1_800) => ({
  cart_id: newId(),
  expires_at: new Date(shop.clock.now().getTime() + seconds * 1_000),
  holds: [{ line_id: newId(), variant_id, location_id, quantity }],
})
