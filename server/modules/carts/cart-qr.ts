import { readConfig } from '#platform/config'
import type { Ctx } from '#platform/ctx'
import { qrOf } from '#platform/qr'
import { openCart } from './cart.ts'

/** A square code to scan with a phone: the link that takes this cart up there. */
export async function cartQr(ctx: Ctx, cart_id: string): Promise<{ svg: string; link: string }> {
  const { code } = await openCart(ctx, cart_id)
  const link = `${readConfig().public_url}/c/${code}`
  return { svg: await qrOf(link), link }
}
