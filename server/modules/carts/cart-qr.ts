import { readConfig } from '#platform/config'
import type { Ctx } from '#platform/ctx'
import { qrOf } from '#platform/qr'
import { openCart } from './cart.ts'
import type { Cart } from './cart.ts'

/** Where a cart is taken up in the shop, in the customer's language. Whoever has it, has the cart. */
export const cartLink = ({ code, locale }: Pick<Cart, 'code' | 'locale'>): string =>
  `${readConfig().public_url}/${locale}/c/${code}`

/** A square code to scan with a phone: the link that takes this cart up there. */
export async function cartQr(ctx: Ctx, cart_id: string): Promise<{ svg: string; link: string }> {
  const link = cartLink(await openCart(ctx, cart_id))
  return { svg: await qrOf(link), link }
}
