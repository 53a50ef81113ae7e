import { mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { notFound, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { priceChanged } from './events.ts'

export type PriceInput = {
  variant_id: string
  /** Null takes the article out of the list. */
  amount: number | null
  /** Crossed out beside the amount; kept only when it is higher. */
  compare_at?: number | null
  min_quantity?: number
}

export type SetPrices = { price_list: string; prices: readonly PriceInput[] }

export const PRICES_MAX = 1_000

type Given = { variant_id: string; min_quantity: number; amount: number | null; compare_at: number | null }
type Before = Given & { known: boolean; old_amount: number | null; old_compare_at: number | null }

/**
 * Sets up to 1000 prices of a list in a handful of statements and keeps what was asked before. Setting the
 * same again changes nothing. Refuses `other_store` (403), `too_many_prices`, `duplicate_price`, `unknown_variant`.
 */
export async function setPrices(ctx: Ctx, input: SetPrices): Promise<{ changed: number }> {
  const given = input.prices.map(normal)
  mustBeDistinct(given)
  const list = await lockedList(ctx, input.price_list)
  mustServeStore(ctx.actor, list.store_id)
  const before = await pricesBefore(ctx, list.id, given)
  const unknown = before.filter((row) => !row.known).map((row) => row.variant_id)
  if (unknown.length > 0) {
    throw refused('unknown_variant', { detail: 'Some articles do not exist.', variant_ids: unknown.slice(0, 20) })
  }
  const changed = before.filter((row) => row.amount !== row.old_amount || row.compare_at !== row.old_compare_at)
  if (changed.length === 0) return { changed: 0 }
  await writePrices(ctx, list.id, changed)
  await writeHistory(
    ctx,
    list.id,
    changed.filter((row) => row.amount !== row.old_amount),
  )
  for (const { variant_id, min_quantity, old_amount, amount, compare_at } of changed) {
    ctx.emit(
      priceChanged,
      {
        price_list: list.code,
        variant_id,
        min_quantity,
        currency: list.currency,
        previous: old_amount,
        amount,
        compare_at,
      },
      { subject_kind: 'variant', subject_id: variant_id, store_id: list.store_id },
    )
  }
  return { changed: changed.length }
}

const normal = ({ variant_id, amount, compare_at = null, min_quantity = 1 }: PriceInput): Given => ({
  variant_id: variant_id.toLowerCase(),
  min_quantity,
  amount,
  compare_at: amount !== null && compare_at !== null && compare_at > amount ? compare_at : null,
})

function mustBeDistinct(prices: readonly Given[]): void {
  if (prices.length > PRICES_MAX) {
    throw refused('too_many_prices', { detail: `At most ${PRICES_MAX} prices are set at once.`, maximum: PRICES_MAX })
  }
  const keys = new Set(prices.map((price) => `${price.variant_id} ${price.min_quantity}`))
  if (keys.size < prices.length)
    throw refused('duplicate_price', { detail: 'An article has two prices for the same quantity.' })
}

type List = { id: string; code: string; currency: string; store_id: string | null }

/** Two people who set prices of one list take turns, so that its history has no gap and no overlap. */
async function lockedList(ctx: Ctx, code: string): Promise<List> {
  const [list] = await ctx.sql<List>`
    select id, code, currency, store_id from price_list where code = ${code} for no key update`
  if (!list) throw notFound('price_list', code)
  return list
}

const columns = (rows: readonly Given[]) =>
  [
    rows.map((row) => row.variant_id),
    rows.map((row) => row.min_quantity),
    rows.map((row) => row.amount),
    rows.map((row) => row.compare_at),
  ] as const

/**
 * Here and below each price is looked up by its key (`offset 0` keeps it so): a plan made while a list was empty would
 * join by the list alone and read all of it for ever.
 */
function pricesBefore(ctx: Ctx, list_id: string, given: readonly Given[]): Promise<Before[]> {
  const [variants, quantities, amounts, compare] = columns(given)
  return ctx.sql<Before>`
    select g.variant_id, g.min_quantity, g.amount, g.compare_at, v.id is not null as known,
           p.amount as old_amount, p.compare_at as old_compare_at
      from unnest(${variants}::uuid[], ${quantities}::int[], ${amounts}::bigint[], ${compare}::bigint[])
             as g (variant_id, min_quantity, amount, compare_at)
           left join variant v on v.id = g.variant_id
           left join lateral (
             select amount, compare_at from price
              where variant_id = g.variant_id and price_list_id = ${list_id} and min_quantity = g.min_quantity offset 0) p on true
     order by g.variant_id, g.min_quantity`
}

async function writePrices(ctx: Ctx, list_id: string, changed: readonly Before[]): Promise<void> {
  const kept = changed.filter((row) => row.amount !== null)
  const removed = changed.filter((row) => row.amount === null)
  if (kept.length > 0) {
    const [variants, quantities, amounts, compare] = columns(kept)
    await ctx.sql`
      insert into price (id, price_list_id, variant_id, min_quantity, amount, compare_at, updated_at)
      select g.id, ${list_id}::uuid, g.variant_id, g.min_quantity, g.amount, g.compare_at, ${ctx.now}::timestamptz
        from unnest(${kept.map(() => newId())}::uuid[], ${variants}::uuid[], ${quantities}::int[], ${amounts}::bigint[], ${compare}::bigint[])
          as g (id, variant_id, min_quantity, amount, compare_at)
      on conflict (variant_id, price_list_id, min_quantity)
      do update set amount = excluded.amount, compare_at = excluded.compare_at, updated_at = excluded.updated_at`
  }
  if (removed.length > 0) {
    const [variants, quantities] = columns(removed)
    await ctx.sql`
      delete from price where id = any(array(
        select p.id from unnest(${variants}::uuid[], ${quantities}::int[]) as g (variant_id, min_quantity)
         cross join lateral (
           select id from price
            where variant_id = g.variant_id and price_list_id = ${list_id} and min_quantity = g.min_quantity offset 0) p))`
  }
}

/** Closes what was asked and opens what is asked now, never before the moment the last row began. */
async function writeHistory(ctx: Ctx, list_id: string, changed: readonly Before[]): Promise<void> {
  if (changed.length === 0) return
  const [variants, quantities] = columns(changed)
  await ctx.sql`
    update price_history set to_at = greatest(from_at, ${ctx.now}::timestamptz)
     where id = any(array(
       select h.id from unnest(${variants}::uuid[], ${quantities}::int[]) as g (variant_id, min_quantity)
        cross join lateral (
          select id from price_history
           where price_list_id = ${list_id} and variant_id = g.variant_id and min_quantity = g.min_quantity and to_at is null offset 0) h))`
  const opened = changed.filter((row) => row.amount !== null)
  if (opened.length === 0) return
  const [articles, breaks, amounts] = columns(opened)
  await ctx.sql`
    insert into price_history (id, price_list_id, variant_id, min_quantity, amount, from_at)
    select g.id, ${list_id}::uuid, g.variant_id, g.min_quantity, g.amount,
           greatest(${ctx.now}::timestamptz, (
             select max(h.to_at) from price_history h
              where h.price_list_id = ${list_id} and h.variant_id = g.variant_id and h.min_quantity = g.min_quantity))
      from unnest(${opened.map(() => newId())}::uuid[], ${articles}::uuid[], ${breaks}::int[], ${amounts}::bigint[])
        as g (id, variant_id, min_quantity, amount)`
}
