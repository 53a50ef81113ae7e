import { localDay, momentOf, retailer, storeById } from '#organisation'
import { mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { FIRST_DAY } from '#platform/route'

/** Days asked about at once: each has at most 24 sums per channel, store and path. */
export const DAYS_MAX = 100
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** From a moment on, until another. */
export type Span = { from: Date; to: Date }

/** Whose figures: one store's, those of the stores the caller works for, or all (null). */
export type Scope = { store_id: string | null; stores: readonly string[] | null; timezone: string; currency: string }

/** A day is the store's; of all stores together, the retailer's. Refuses `other_store`. */
export async function scopeOf(ctx: Ctx, store_id?: string): Promise<Scope> {
  const { timezone, default_currency: currency } = await retailer(ctx)
  if (store_id === undefined) return { store_id: null, stores: ctx.actor.store_ids, timezone, currency }
  mustServeStore(ctx.actor, store_id)
  const store = await storeById(ctx, store_id)
  return { store_id, stores: [store_id], timezone: store.timezone, currency }
}

export const today = (ctx: Ctx, { timezone }: Scope): string => localDay(timezone, ctx.now)

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Both days and what lies between, by the clocks of the scope. Refuses `bad_period`. */
export function spanOf({ timezone }: Scope, from: string, to: string): Span {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  if (days < 1 || days > DAYS_MAX)
    throw refused('bad_period', { detail: `Ask for 1 to ${DAYS_MAX} days, the first one first.`, most: DAYS_MAX }, 400)
  return { from: momentOf(timezone, from, '00:00'), to: momentOf(timezone, addDays(to, 1), '00:00') }
}

/** Days counted back from an early one may begin before all of them. Refuses `bad_period`. */
export function mustBeInCalendar(day: string): void {
  if (day < FIRST_DAY)
    throw refused(
      'bad_period',
      { detail: `Figures begin on ${FIRST_DAY}: ask for fewer days, or for a later one.` },
      400,
    )
}

/** The same weekdays before: a Saturday is compared with a Saturday. */
export const weekdaysBefore = (days: number): number => Math.ceil(days / 7) * 7

/** Where the day of a moment ends. */
export const nextDay = ({ timezone }: Pick<Scope, 'timezone'>, at: Date): Date =>
  momentOf(timezone, addDays(localDay(timezone, at), 1), '00:00')

/** The beginning of each day of the span, or of each hour. */
export function stepsOf(scope: Scope, { from, to }: Span, by: 'hour' | 'day'): Date[] {
  const steps: Date[] = []
  const next = (at: Date): Date => (by === 'hour' ? new Date(at.getTime() + HOUR_MS) : nextDay(scope, at))
  for (let at = from; at < to; at = next(at)) steps.push(at)
  return steps
}
