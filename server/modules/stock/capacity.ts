import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { done, gathered } from '#platform/gathered'
import { newId } from '#platform/ids'
import { locationById } from '#organisation'
import { locationExcluded } from './events.ts'

export type CapacityDay = { location_id: string; /** YYYY-MM-DD on the place's own calendar. */ on_date: string }

/**
 * Counts one more order on each of these days, of places that have a limit (`counted` of a plan's part). A full day counts it
 * too: routes go round such places, and who comes nevertheless is work for that day, which others must not be promised
 * when one of them is cancelled.
 */
export const takeCapacity = (ctx: Ctx, days: readonly CapacityDay[]): Promise<void> => moveCapacity(ctx, [], days)

/** Orders end before they were worked on: the days they were counted on have room again. */
export const giveCapacity = (ctx: Ctx, days: readonly CapacityDay[]): Promise<void> => moveCapacity(ctx, days, [])

/** Orders go on elsewhere, and are counted there. */
export async function moveCapacity(ctx: Ctx, from: readonly CapacityDay[], to: readonly CapacityDay[]): Promise<void> {
  const changes = [...from.map((day) => ({ ...day, orders: -1 })), ...to.map((day) => ({ ...day, orders: 1 }))]
  if (changes.length > 0) await count(ctx, changes)
}

/** In the order of places and days, whoever asks: two that cross cannot deadlock. */
const count = gathered<readonly (CapacityDay & { orders: number })[]>(async ({ sql }, asks) => {
  const inOrder = asks.flat().toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  await inTurn(
    ...inOrder.map(
      ({ location_id, on_date, orders }) => sql`
        insert into stock_capacity as c (location_id, on_date, taken)
        values (${location_id}, ${on_date}::date, greatest(0, ${orders}::int))
        on conflict (location_id, on_date) do update set taken = greatest(0, c.taken + ${orders}::int)`,
    ),
  )
  return done(asks)
})

const nameOf = ({ location_id, on_date }: CapacityDay): string => `${location_id} ${on_date}`

export type Exclude = { id?: string; location_id: string; variant_id?: string | null; until_at: Date; reason: string }

/** A place said no (cannot find it, too busy): it is not asked again for a while, for one article or for all. */
export async function exclude(
  ctx: Ctx,
  { id = newId(), location_id, variant_id = null, until_at, reason }: Exclude,
): Promise<void> {
  const place = await locationById(ctx, location_id)
  const added = await ctx.sql<{ id: string }>`
    insert into stock_exclusion (id, location_id, variant_id, reason, until_at)
    values (${id}, ${location_id}, ${variant_id}::uuid, ${reason}, ${until_at}) on conflict (id) do nothing returning id`
  if (added.length === 0) return
  ctx.emit(
    locationExcluded,
    { location_id, location: place.code, variant_id, reason, until_at: until_at.toISOString() },
    { store_id: place.store_id, subject_kind: 'location', subject_id: location_id },
  )
}
