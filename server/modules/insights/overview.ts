import { storesById } from '#organisation'
import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { isBehind } from '#platform/hearing'
import { countFacts } from './count-facts.ts'
import { figuresOf } from './figures.ts'
import type { Scope, Span } from './period.ts'
import { addDays, mustBeInCalendar, scopeOf, spanOf, stepsOf, today, weekdaysBefore } from './period.ts'
import { allCounted } from './rebuild.ts'
import { KINDS } from './kinds.ts'
import type { Kind } from './kinds.ts'
import { ordersIn } from './shapes.ts'
import type { Overview } from './shapes.ts'
import { NOTHING, compared, plus, sumsOf } from './sums.ts'
import type { Compared, Step, Sums } from './sums.ts'
import { waitingWork } from './work.ts'

export type AskOverview = { store_id?: string; day?: string; days?: number }

const STORES_SHOWN = 200

/** What happened until this day, as far as it has come, beside the same weekdays before. Refuses `other_store`, `bad_period`. */
export async function overview(ctx: Ctx, ask: AskOverview): Promise<Overview> {
  const scope = await scopeOf(ctx, ask.store_id)
  const { days = 1, day: to_day = today(ctx, scope) } = ask
  const [from_day, shift] = [addDays(to_day, 1 - days), weekdaysBefore(days)]
  mustBeInCalendar(from_day)
  const [now, before] = [
    spanOf(scope, from_day, to_day),
    spanOf(scope, addDays(from_day, -shift), addDays(to_day, -shift)),
  ]
  const step = days === 1 ? 'hour' : 'day'
  // Half a Tuesday is compared with half a Tuesday.
  const soFar = ctx.now < now.to && ctx.now > now.from ? ctx.now.getTime() - now.from.getTime() : null
  const beforeSoFar = soFar === null ? before : { from: before.from, to: new Date(before.from.getTime() + soFar) }
  const [behind, course, courseBefore, sumsBefore, channels, channelsBefore, places, placesBefore, work, counted] =
    await inTurn(
      // Before the sums are read: what is counted meanwhile is in them.
      isBehind(ctx, countFacts),
      sumsOf<Step>(ctx, scope, { ...now, kinds: KINDS, by: step }),
      sumsOf<Step>(ctx, scope, { ...before, kinds: ['order'], by: step }),
      sumsOf<{ kind: Kind }>(ctx, scope, { ...beforeSoFar, kinds: KINDS, by: 'kind' }),
      sumsOf<{ channel: string }>(ctx, scope, { ...now, kinds: ['order'], by: 'channel' }),
      sumsOf<{ channel: string }>(ctx, scope, { ...beforeSoFar, kinds: ['order'], by: 'channel' }),
      sumsOf<{ store_id: string }>(ctx, scope, { ...now, kinds: ['order'], by: 'store' }),
      sumsOf<{ store_id: string }>(ctx, scope, { ...beforeSoFar, kinds: ['order'], by: 'store' }),
      waitingWork(ctx, scope, now),
      allCounted(ctx),
    )
  const canceled = course.filter(({ kind }) => kind === 'order').reduce(plus, NOTHING)
  const reached = stepsOf(scope, now, step)
  return {
    from_day,
    to_day,
    before_from_day: addDays(from_day, -shift),
    ...now,
    timezone: scope.timezone,
    currency: scope.currency,
    store_id: scope.store_id,
    step,
    counted,
    behind,
    figures: figuresOf({ scope, span: now, now: ctx.now, steps: reached, course, before: sumsBefore, work }),
    course: courseOf(ctx.now, reached, stepsOf(scope, before, step), course, courseBefore),
    channels: compared(channels, channelsBefore, 'channel').map(({ key, ...sold }) => ({
      channel: key,
      ...sold,
      rows: ordersIn(scope, now, { channel: key }),
    })),
    stores: await storesOf(ctx, scope, now, compared(places, placesBefore, 'store_id').slice(0, STORES_SHOWN)),
    canceled: {
      orders: canceled.count - canceled.good,
      amount: canceled.canceled,
      rows: ordersIn(scope, now, { status: 'canceled' }),
    },
  }
}

function courseOf(now: Date, steps: Date[], stepsBefore: Date[], course: Step[], before: Step[]): Overview['course'] {
  const at = (rows: Step[], moment: Date | undefined): Sums =>
    rows.find((row) => row.kind === 'order' && row.at.getTime() === moment?.getTime()) ?? NOTHING
  return steps.map((step, index) => {
    const [here, there] = [at(course, step), at(before, stepsBefore[index])]
    return {
      at: step,
      gross: step > now ? null : here.amount,
      orders: step > now ? null : here.count,
      before_gross: there.amount,
      before_orders: there.count,
    }
  })
}

async function storesOf(ctx: Ctx, scope: Scope, span: Span, rows: readonly Compared[]): Promise<Overview['stores']> {
  const names = new Map(
    (
      await storesById(
        ctx,
        rows.map(({ key }) => key),
      )
    ).map(({ id, name }) => [id, name]),
  )
  return rows.flatMap(({ key, ...sold }) => {
    // Of an order with two places, the other one may be a shop the caller does not work for.
    if (scope.stores !== null && !scope.stores.includes(key)) return []
    return [{ store_id: key, name: names.get(key) ?? '', ...sold, rows: ordersIn({ ...scope, store_id: key }, span) }]
  })
}
