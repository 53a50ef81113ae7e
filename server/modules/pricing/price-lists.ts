import { mustServeStore } from '#platform/actor'
import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { channelByCode, storeById } from '#organisation'
import { priceListSaved } from './events.ts'

export type PriceListInput = {
  code: string
  name: string
  currency: string
  tax_included: boolean
  /** Null or absent = any channel, store, customer. */
  channel?: string | null
  store_id?: string | null
  customer_tag?: string | null
  starts_at?: Date | null
  ends_at?: Date | null
  priority?: number
  active?: boolean
}

export type PriceList = Required<PriceListInput> & { id: string }

export const PRICE_LISTS_MAX = 1_000

/**
 * Makes a list or changes it by its code. A list switched off ends now, so that what it asked stays known.
 * Staff of some stores set the prices of those; a list for all stores is for who serves all. Refuses `other_store` (403),
 * `unknown_channel`, `bad_validity`, and `price_list_in_use` when currency or tax would change under its prices.
 */
export async function savePriceList(ctx: Ctx, input: PriceListInput): Promise<PriceList> {
  const { starts_at = null, active = true } = input
  if (starts_at && input.ends_at && input.ends_at <= starts_at)
    throw refused('bad_validity', { detail: 'A price list ends after it begins.' })
  const ends_at = active ? (input.ends_at ?? null) : endedNow(ctx.now, starts_at, input.ends_at ?? null)
  mustServeStore(ctx.actor, input.store_id ?? null)
  const [before] = await ctx.sql<{
    store_id: string | null
  }>`select store_id from price_list where code = ${input.code}`
  if (before) mustServeStore(ctx.actor, before.store_id)
  if (input.channel) await channelByCode(ctx, input.channel)
  if (input.store_id) await storeById(ctx, input.store_id)
  const [saved] = await ctx.sql<PriceList>`
    insert into price_list as l (id, code, name, currency, tax_included, channel, store_id, customer_tag, starts_at, ends_at, priority, active)
    values (${newId()}, ${input.code}, ${input.name}, ${input.currency}, ${input.tax_included}, ${input.channel ?? null},
            ${input.store_id ?? null}, ${input.customer_tag ?? null}, ${starts_at}::timestamptz,
            ${ends_at}::timestamptz, ${input.priority ?? 0}, ${active})
    on conflict (code) do update
      set name = excluded.name, currency = excluded.currency, tax_included = excluded.tax_included, channel = excluded.channel,
          store_id = excluded.store_id, customer_tag = excluded.customer_tag, starts_at = excluded.starts_at,
          ends_at = excluded.ends_at, priority = excluded.priority, active = excluded.active
      where (l.currency = excluded.currency and l.tax_included = excluded.tax_included)
         or not exists (select from price p where p.price_list_id = l.id)
    returning id, code, name, currency, tax_included, channel, store_id, customer_tag, starts_at, ends_at, priority, active`
  if (!saved) {
    throw refused('price_list_in_use', {
      detail: 'Its prices are of another currency or tax; make a new list.',
      price_list: input.code,
    })
  }
  ctx.emit(
    priceListSaved,
    { code: saved.code, name: saved.name, active: saved.active, priority: saved.priority },
    about(saved),
  )
  return saved
}

/** Null for a list that never began: it asked nothing. */
function endedNow(now: Date, starts_at: Date | null, ends_at: Date | null): Date | null {
  if (starts_at && starts_at >= now) return null
  return ends_at && ends_at < now ? ends_at : now
}

const about = (list: PriceList) => ({ subject_kind: 'price_list', subject_id: list.id, store_id: list.store_id })

/** A list of one store is for who serves it. */
export const seenHere = ({ actor }: Ctx) =>
  fragment`(${actor.store_ids}::uuid[] is null or l.store_id is null or l.store_id = any(${actor.store_ids}::uuid[]))`

export const priceLists = (ctx: Ctx): Promise<PriceList[]> => ctx.sql<PriceList>`
  select id, code, name, currency, tax_included, channel, store_id, customer_tag, starts_at, ends_at, priority, active
    from price_list l
   where ${seenHere(ctx)}
   order by priority desc, code
   limit ${PRICE_LISTS_MAX}`
