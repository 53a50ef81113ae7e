import { addLine, createCart, setContact } from '#carts'
import type { CartView } from '#carts'
import { createVisitor } from '#customers'
import { accept, fulfilmentsOf, markReady, startPicking } from '#fulfilment'
import { checkPayment, startPayment } from '#payments'
import type { Payment } from '#payments'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { article, fullCart } from '#test/goods'
import { APPROVE, openSandbox } from '#test/sandbox'
import { openShop } from '#test/shop'
import { orderView } from './order-view.ts'

export const PRICE = 8_490
const ADDRESS = { line1: 'Calle Alta 1', city: 'Madrid', postcode: '28005', country: 'ES' }

/** A shop whose card provider says nothing by itself: what was asked of it, and what it did, is learned when a test says so. */
export async function openTrade() {
  const shop = await openShop()
  const provider = await openSandbox(shop)
  provider.notices(false)
  const steps = {
    write: <T>(work: (ctx: Ctx) => Promise<T>) => shop.write(work),
    read: <T>(work: (ctx: Ctx) => Promise<T>) => shop.read(work),
  }
  return {
    shop,
    provider,
    steps,
    /** So many articles of `PRICE`, one of each, in a cart that needs nothing but its money. */
    cartOf: (method: 'pickup' | 'ship' | 'carry_out', articles = 1): Promise<CartView> =>
      shop.write(async (ctx) => {
        const { id: customer_id } = await createVisitor(ctx, {})
        const store_id = shop.ids.granvia
        const goods: string[] = []
        while (goods.length < articles)
          goods.push(await article(ctx, { price: PRICE, stock: { [shop.ids.loc_granvia]: 3 } }))
        if (method === 'pickup')
          return fullCart(ctx, { customer_id, store_id, lines: Object.fromEntries(goods.map((one) => [one, 1])) })
        const delivery = method === 'ship' ? { method, address: ADDRESS } : { method }
        const cart = await createCart(ctx, { channel: 'web', customer_id, store_id, delivery })
        for (const variant_id of goods) await addLine(ctx, { cart_id: cart.id, variant_id, quantity: 1 })
        return setContact(ctx, { cart_id: cart.id, contact: { name: 'Ana', email: 'ana@correo.es' } })
      }),
    /** Typed on the provider's page, and learned. */
    pay: async (of: { cart_id: string } | { order_id: string }, amount: number): Promise<Payment> => {
      const begun = await startPayment(steps, { id: newId(), ...of, provider: 'sandbox', amount, currency: 'EUR' })
      await provider.pay(begun, APPROVE)
      return checkPayment(steps, { payment_id: begun.id })
    },
    /** Picked and waiting; answers the fulfilment. */
    readyOf: async (order_id: string): Promise<string> => {
      const [fulfilment] = await shop.read((ctx) => fulfilmentsOf(ctx, order_id))
      const fulfilment_id = fulfilment!.id
      await shop.write(async (ctx) => {
        await accept(ctx, { fulfilment_id })
        await startPicking(ctx, { fulfilment_id })
        await markReady(ctx, { fulfilment_id, picked_all: true })
      })
      return fulfilment_id
    },
    view: (order_id: string) => shop.read((ctx) => orderView(ctx, order_id)),
    /** What the provider's own book says of it. */
    there: (payment: Payment) => {
      const { amount_captured, amount_refunded } = provider.book().find(({ reference }) => reference === payment.id)!
      return { amount_captured, amount_refunded }
    },
    close: async () => {
      await provider.close()
      await shop.close()
    },
  }
}
export type TradeInMoney = Awaited<ReturnType<typeof openTrade>>
