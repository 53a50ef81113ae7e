import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { orderLinesCanceled } from './events.ts'
import type { Order } from './order.ts'
import { aboutOrder } from './order.ts'
import type { Money } from './rules.ts'
import { refundOf } from './rules.ts'
import { lockOrder, settleOrderStatus, settleMoney } from './settle.ts'

const EVENT_LINES_MAX = 20

export type CancelLines = {
  order_id: string
  /** Quantities to take off now; 'all' = whatever has neither been cancelled nor left the shop. */
  lines: readonly { line_id: string; quantity: number }[] | 'all'
  reason: string
  /** Made by the caller: saying it twice is harmless. */
  cause_id?: string
}

export type CanceledLine = { line_id: string; variant_id: string | null; quantity: number; amount: number }

export type Canceled = {
  lines: CanceledLine[]
  /** What the lines were worth, to the cent, as their units were paid. */
  amount: number
  /** How much of it the customer has paid and gets back; nothing is refunded here (payments.askRefund). */
  to_refund: number
}

type Taken = CanceledLine & { sku: string; name: string }

/**
 * Takes quantities off an order. Worth is read from the last units that are neither cancelled nor
 * returned, so that cancelling a line piece by piece gives exactly its total. Refused `not_cancellable`
 * when more is asked than is open.
 */
export async function cancelLines(ctx: Ctx, input: CancelLines): Promise<Canceled> {
  const order = await lockOrder(ctx, input.order_id)
  const cause_id = input.cause_id ?? newId()
  const before = input.cause_id ? await canceledBy(ctx, order.id, input.cause_id) : []
  if (before.length > 0) return answer(before, await settleMoney(ctx, order.id))
  const asked = askedOf(input.lines, await linesNow(ctx, order.id))
  if (asked.length === 0) return { lines: [], amount: 0, to_refund: 0 }
  const taken = await take(ctx, order, asked, cause_id, input.reason)
  if (taken.length < asked.length) {
    const done = new Set(taken.map((line) => line.line_id))
    throw refused('not_cancellable', {
      detail: 'These lines are cancelled or handed over already, or there are fewer pieces of them.',
      lines: asked.filter((line) => !done.has(line.line_id)).map((line) => line.line_id),
    })
  }
  const canceled = answer(taken, await settleMoney(ctx, order.id))
  ctx.emit(
    orderLinesCanceled,
    {
      number: order.number,
      reason: input.reason,
      currency: order.currency,
      amount: canceled.amount,
      lines: taken
        .slice(0, EVENT_LINES_MAX)
        .map(({ sku, name, quantity, amount }) => ({ sku, name, quantity, amount })),
    },
    aboutOrder(order),
  )
  await settleOrderStatus(ctx, order.id, { reason: input.reason })
  return canceled
}

function answer(lines: readonly CanceledLine[], money: Money): Canceled {
  const amount = lines.reduce((sum, line) => sum + line.amount, 0)
  return {
    lines: lines.map(({ line_id, variant_id, quantity, amount }) => ({ line_id, variant_id, quantity, amount })),
    amount,
    to_refund: refundOf(amount, money),
  }
}

type Quantity = { line_id: string; quantity: number }

/** `quantity` is open: neither cancelled nor given out; `had`: the customer has some of it. */
type LineNow = Quantity & { is_service: boolean; had: boolean }

const linesNow = (ctx: Ctx, order_id: string): Promise<LineNow[]> => ctx.sql<LineNow>`
  select id as line_id, kind = 'service' as is_service, quantity - canceled - fulfilled as quantity, fulfilled > 0 as had
    from order_line where order_id = ${order_id} order by position`

/** Where nothing is left of the goods and the customer has none of them, the services sold with them go too. */
function askedOf(asked: CancelLines['lines'], lines: readonly LineNow[]): readonly Quantity[] {
  const open = lines.filter(({ quantity }) => quantity > 0)
  if (asked === 'all') return open
  const [services, goods] = [open.filter(({ is_service }) => is_service), lines.filter(({ is_service }) => !is_service)]
  const wanted = new Map(asked.map(({ line_id, quantity }) => [line_id, quantity]))
  const goodsStay = goods.some(({ line_id, quantity, had }) => had || (wanted.get(line_id) ?? 0) < quantity)
  if (goods.length === 0 || goodsStay) return asked
  return [...asked.filter(({ line_id }) => !services.some((one) => one.line_id === line_id)), ...services]
}

const canceledBy = (ctx: Ctx, order_id: string, cause_id: string) =>
  ctx.sql<CanceledLine>`
    select a.line_id, l.variant_id, a.quantity, a.amount
      from order_adjustment a join order_line l on l.id = a.line_id
     where a.cause_id = ${cause_id} and a.order_id = ${order_id} order by l.position`

/** The guard, the worth and its adjustment in one statement. `l` in `returning` is the row after the update. */
const take = (
  ctx: Ctx,
  order: Order,
  asked: readonly { line_id: string; quantity: number }[],
  cause_id: string,
  reason: string,
) =>
  ctx.sql<Taken>`
    with asked as (
      select * from unnest(${asked.map((line) => line.line_id)}::uuid[], ${asked.map((line) => line.quantity)}::int[],
                           ${asked.map(() => newId())}::uuid[]) as a(line_id, quantity, adjustment_id)
    ), taken as (
      update order_line l set canceled = l.canceled + asked.quantity
        from asked
       where l.id = asked.line_id and l.order_id = ${order.id} and asked.quantity > 0
         and l.canceled + l.fulfilled + asked.quantity <= l.quantity
      returning l.id as line_id, l.variant_id, l.sku, l.name, asked.quantity, asked.adjustment_id,
                (select sum(unit) from unnest(l.unit_paid[l.quantity - l.canceled - l.returned + 1
                                                        : l.quantity - l.canceled - l.returned + asked.quantity]) unit)::bigint as amount
    ), noted as (
      insert into order_adjustment (id, order_id, line_id, kind, quantity, amount, reason, cause_id, actor_kind, actor_id, made_at)
      select adjustment_id, ${order.id}::uuid, line_id, 'cancellation', quantity, amount, ${reason}::text, ${cause_id}::uuid,
             ${ctx.actor.kind}::text, ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz
        from taken
    )
    select line_id, variant_id, sku, name, quantity, amount from taken`
