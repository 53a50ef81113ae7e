import type { Ctx } from '#platform/ctx'
import { gathered } from '#platform/gathered'
import { newId } from '#platform/ids'
import { locationById, places } from '#organisation'
import { locationExcluded } from './events.ts'

export type CapacityDay = { location_id: string; /** YYYY-MM-DD on the place's own calendar. */ on_date: string }

/**
 * Takes one order of a place's day; false when the day is full. Days of places without a limit are not counted: their
 * row would make every order of a warehouse wait for the one before.
 */
export async function takeCapacity(ctx: Ctx, day: CapacityDay): Promise<boolean> {
  const place = (await places(ctx)).find((one) => one.location_id === day.location_id)
  return place?.max_orders_per_day === null || (await takeDay(ctx, day))
}

/** In the order of places and days, whoever asks: two convoys that cross cannot deadlock. */
const takeDay = gathered<CapacityDay, boolean>(async ({ sql }, days) => {
  const inOrder = [...days.entries()].toSorted(([, a], [, b]) => (nameOf(a) < nameOf(b) ? -1 : 1))
  const taken = await Promise.all(
    inOrder.map(async ([index, { location_id, on_date }]) => {
      const rows = await sql<{ taken: number }>`
        insert into stock_capacity as c (location_id, on_date, taken)
        select id, ${on_date}::date, 1 from location where id = ${location_id}
        on conflict (location_id, on_date) do update set taken = c.taken + 1
          where c.taken < coalesce((select max_orders_per_day from location where id = ${location_id}), 2147483647)
        returning taken`
      return [index, rows.length > 0] as const
    }),
  )
  const byIndex = new Map(taken)
  return days.map((_, index) => byIndex.get(index) ?? false)
})

const nameOf = ({ location_id, on_date }: CapacityDay): string => `${location_id} ${on_date}`

/** Gives an order of the day back (cancelled, re-routed). */
export async function giveCapacity(ctx: Ctx, { location_id, on_date }: CapacityDay): Promise<void> {
  await ctx.sql`
    update stock_capacity set taken = taken - 1
     where location_id = ${location_id} and on_date = ${on_date}::date and taken > 0`
}

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
