import type { Ctx } from '#platform/ctx'
import { json } from '#platform/ctx'
import { conflict, notFound, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import type { Address } from '#platform/route'
import { mustLive } from './edit.ts'
import { customerAddressAdded, customerAddressRemoved } from './events.ts'

export type CustomerAddress = {
  id: string
  customer_id: string
  label: string | null
  address: Address
  is_default: boolean
  created_at: Date
}

const ADDRESSES_MAX = 50

/** Where a person gets things, newest default first. */
export const addressesOf = (ctx: Ctx, customer_ids: readonly string[]): Promise<CustomerAddress[]> =>
  ctx.sql<CustomerAddress>`
    select id, customer_id, label, address, is_default, created_at from customer_address
     where customer_id = any(${customer_ids}::uuid[]) and removed_at is null
     order by is_default desc, created_at desc, id desc limit ${ADDRESSES_MAX * 4}`

export type AddAddress = { id?: string; customer_id: string; label?: string; address: Address; is_default?: boolean }

/** Keeps an address; a new default takes the place of the old one of the same customer. The caller's id makes it one. */
export async function addAddress(
  ctx: Ctx,
  { id = newId(), customer_id, label, address, is_default = false }: AddAddress,
): Promise<{ id: string }> {
  await mustLive(ctx, customer_id)
  const written = await ctx.sql<{ id: string }>`
    insert into customer_address (id, customer_id, label, address, is_default, created_at)
    select ${id}, ${customer_id}, ${label ?? null}, ${json(address)}, ${is_default}, ${ctx.now}
     where (select count(*) from customer_address where customer_id = ${customer_id} and removed_at is null) < ${ADDRESSES_MAX}
    on conflict (id) do nothing returning id`
  if (written.length === 0) return again(ctx, customer_id, id)
  if (is_default) {
    await ctx.sql`update customer_address set is_default = false where customer_id = ${customer_id} and removed_at is null and is_default and id <> ${id}`
  }
  ctx.emit(customerAddressAdded, { address_id: id }, { customer_id, subject_kind: 'customer', subject_id: customer_id })
  return { id }
}

async function again(ctx: Ctx, customer_id: string, id: string): Promise<{ id: string }> {
  const [there] = await ctx.sql<{ customer_id: string }>`select customer_id from customer_address where id = ${id}`
  if (!there) throw refused('too_many_addresses', { most: ADDRESSES_MAX })
  if (there.customer_id !== customer_id) throw conflict('id_taken', { detail: 'Another address has this id.' })
  return { id }
}

/** Removed already is as good; somebody else's looks the same as none. */
export async function removeAddress(
  ctx: Ctx,
  { customer_ids, address_id }: { customer_ids: readonly string[]; address_id: string },
): Promise<void> {
  const [address] = await ctx.sql<{ customer_id: string; gone: boolean }>`
    with gone as (
      update customer_address set removed_at = ${ctx.now}, is_default = false
       where id = ${address_id} and customer_id = any(${customer_ids}::uuid[]) and removed_at is null returning id)
    select customer_id, exists (select from gone) as gone from customer_address
     where id = ${address_id} and customer_id = any(${customer_ids}::uuid[])`
  if (!address) throw notFound('address', address_id)
  const { customer_id, gone } = address
  if (gone)
    ctx.emit(customerAddressRemoved, { address_id }, { customer_id, subject_kind: 'customer', subject_id: customer_id })
}
