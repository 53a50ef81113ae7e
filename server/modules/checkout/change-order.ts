import { mustReach } from '#customers'
import { changePickupStore } from '#fulfilment'
import { changeContact, lockOrder } from '#orders'
import type { Contact } from '#orders'
import { retailer } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { mustBeTheirs } from './whose-order.ts'

export type ChangeOrder = { order_id: string; contact?: Contact; pickup_store_id?: string }

/** Before anybody picks: whom to write to, and where it is collected. Goods are taken off by cancelling lines. Refuses bad_contact. */
export async function changeOrder(ctx: Ctx, { order_id, contact, pickup_store_id }: ChangeOrder): Promise<void> {
  const order = await lockOrder(ctx, order_id)
  await mustBeTheirs(ctx, order)
  if (contact !== undefined) mustReach(contact, order.address?.country ?? (await retailer(ctx)).country)
  if (pickup_store_id !== undefined) await changePickupStore(ctx, { order_id, store_id: pickup_store_id })
  if (contact !== undefined) await changeContact(ctx, { order_id, contact })
}
