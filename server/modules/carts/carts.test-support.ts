import type { Actor } from '#platform/actor'
import { newId } from '#platform/ids'
import type { Shop } from '#test/shop'
import { saveProduct } from '#catalog'
import { createVisitor, identify } from '#customers'
import { setPrices } from '#pricing'
import { availability, receive } from '#stock'
import { addLine } from './add-line.ts'
import { createCart } from './create-cart.ts'

let articles = 0

/** What the tests of carts act with: articles, shoppers and agents of one shop. */
export function handsOf(shop: Shop) {
  /** An article at 12.10 € with stock where said. */
  async function article(stock: Record<string, number> = {}, amount: number | null = 1210): Promise<string> {
    const sku = `CART-${++articles}`
    const product = {
      slug: sku.toLowerCase(),
      status: 'active' as const,
      texts: { es: { name: `Bota ${articles}` } },
      variants: [{ sku }],
    }
    return shop.write(async (ctx) => {
      const { variant_ids } = await saveProduct(ctx, product)
      const variant_id = variant_ids[sku] ?? ''
      if (amount !== null) await setPrices(ctx, { price_list: 'base', prices: [{ variant_id, amount }] })
      for (const [location_id, quantity] of Object.entries(stock)) {
        await receive(ctx, { id: newId(), location_id, lines: [{ variant_id, quantity }] })
      }
      return variant_id
    })
  }

  async function shopper(): Promise<Actor> {
    const { id } = await shop.write((ctx) => createVisitor(ctx, { channel: 'web' }))
    return shop.actor({ kind: 'customer', customer_id: id, id, name: 'Ana', channel: 'web' })
  }
  /** A shopper who has proved a mail address. */
  async function known(): Promise<Actor> {
    const actor = await shopper()
    const value = `${newId()}@tienda.es`
    await shop.write((ctx) =>
      identify(ctx, { customer_id: actor.customer_id ?? '', kind: 'email', value, level: 'verified', source: 'test' }),
    )
    return { ...actor, verified: true }
  }
  const agent = (channel = 'phone') =>
    shop.actor({ kind: 'staff', id: newId(), name: 'Luis', permissions: ['carts.read', 'carts.edit'], channel })
  const cartOf = (actor?: Actor, fields: object = {}) =>
    shop.write((ctx) => createCart(ctx, { channel: 'web', ...fields }), actor)
  const add = (cart_id: string, variant_id: string, quantity = 1, actor?: Actor) =>
    shop.write((ctx) => addLine(ctx, { cart_id, variant_id, quantity }), actor)
  const available = async (variant_id: string, store: string) => {
    const { stores } = await shop.read((ctx) => availability(ctx, { variant_id, channel: 'web' }))
    return stores.find(({ store_id }) => store_id === store)?.available ?? 0
  }

  return { article, shopper, known, agent, cartOf, add, available }
}
