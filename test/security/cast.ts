import { addKey, addStaff, enrolDevice, openSession } from '#access'
import { placeOrder } from '#checkout'
import { createVisitor } from '#customers'
import type { Role } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { recordTender } from '#payments'
import { savePriceList } from '#pricing'
import { article, fullCart } from '#test/goods'
import type { Shop } from '#test/shop'

let count = 0

/** The token of a new member of staff; `store_ids` null = every store. */
export async function staffToken(ctx: Ctx, role: Role, store_ids: string[] | null): Promise<string> {
  const person = await addStaff(ctx, { email: `${role}${(count += 1)}@tienda.es`, name: role, role, store_ids })
  return (await openSession(ctx, { staff_id: person.id, user_agent: 'test' })).token
}

export async function shopperToken(ctx: Ctx, verified: boolean): Promise<{ customer_id: string; token: string }> {
  const { id: customer_id } = await createVisitor(ctx, { channel: 'web' })
  return { customer_id, token: (await openSession(ctx, { customer_id, verified, user_agent: 'test' })).token }
}

/** One of everybody who may knock: people and machines of Gran Vía where a store is theirs. */
export const castOf = (shop: Shop) =>
  shop.write(async (ctx) => {
    const shopper = await shopperToken(ctx, true)
    const key = async (kind: 'publishable' | 'secret', permissions: string[]) =>
      (await addKey(ctx, { kind, name: kind, channel: 'web', permissions })).secret
    return {
      customer_id: shopper.customer_id,
      tokens: {
        owner: await staffToken(ctx, 'owner', null),
        manager: await staffToken(ctx, 'manager', [shop.ids.granvia]),
        assistant: await staffToken(ctx, 'assistant', [shop.ids.granvia]),
        agent: await staffToken(ctx, 'agent', null),
        marketer: await staffToken(ctx, 'marketer', null),
        analyst: await staffToken(ctx, 'analyst', null),
        till: (await enrolDevice(ctx, { register_id: shop.ids.till, name: 'caja' })).token,
        machine: await key('secret', ['orders.read', 'stock.read']),
        front: await key('publishable', []),
        visitor: (await shopperToken(ctx, false)).token,
        shopper: shopper.token,
      },
    }
  })

export type Things = Awaited<ReturnType<typeof thingsOf>>

/** What one store and one shopper have: an order to collect there, its payment, a cart, stock, a price list. */
export const thingsOf = (shop: Shop, customer_id: string, store_id: string, location_id: string) =>
  shop.write(async (ctx) => {
    const variant_id = await article(ctx, { stock: { [location_id]: 50 } })
    const bought = await fullCart(ctx, { customer_id, store_id, lines: { [variant_id]: 1 } })
    const payment_id = newId()
    await recordTender(ctx, {
      id: payment_id,
      cart_id: bought.id,
      customer_id,
      store_id,
      provider: 'terminal',
      amount: bought.gross,
      currency: 'EUR',
    })
    const { order_id, number } = await placeOrder(ctx, { cart_id: bought.id, expected_total: bought.gross })
    const [fulfilment] = await ctx.sql<{ id: string }>`select id from fulfilment where order_id = ${order_id}`
    const cart = await fullCart(ctx, { customer_id, store_id, lines: { [variant_id]: 1 } })
    const price_list = `store-${(count += 1)}`
    await savePriceList(ctx, { code: price_list, name: 'De la tienda', currency: 'EUR', tax_included: true, store_id })
    const fulfilment_id = fulfilment?.id as string
    return {
      customer_id,
      store_id,
      location_id,
      variant_id,
      order_id,
      number,
      payment_id,
      fulfilment_id,
      cart_id: cart.id,
      price_list,
    }
  })
