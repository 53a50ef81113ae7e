import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import type { AskedEffect } from './capture.ts'
import { announce, paymentRefunded, refundAsked } from './events.ts'
import { paymentById, paymentColumns } from './payment.ts'
import type { Payment } from './payment.ts'
import { isTender } from './provider.ts'

type Owed = {
  id: string
  payment_id: string
  amount: number
  reason: string | null
  cause_kind: string | null
  cause_id: string | null
  tries: number
}

/** Of what a payment owes, how often that was asked that was asked least. */
export async function leastTried(ctx: Ctx, payment_id: string): Promise<number> {
  const [least] = await ctx.sql<{ tries: number | null }>`
    select min(tries)::int as tries from payment_effect where payment_id = ${payment_id} and kind = 'refund' and status = 'owed'`
  return least?.tries ?? Number.POSITIVE_INFINITY
}

/** Part of what was owed is given back another way, or is not there: the oldest of it is owed no more. */
export async function oweLess(ctx: Ctx, payment_id: string, by: number): Promise<void> {
  if (by <= 0) return
  const owed = await ctx.sql<{ id: string; amount: number }>`
    select id, amount from payment_effect where payment_id = ${payment_id} and kind = 'refund' and status = 'owed' order by asked_at, id`
  let left = by
  const less = owed.map(({ id, amount }) => {
    const part = Math.min(left, amount)
    left -= part
    return { id, amount: amount - part }
  })
  await ctx.sql`
    update payment_effect e
       set amount = case when o.amount > 0 then o.amount else e.amount end,
           status = case when o.amount > 0 then 'owed' else 'failed' end,
           settled_at = case when o.amount > 0 then null else ${ctx.now}::timestamptz end
      from unnest(${less.map(({ id }) => id)}::uuid[], ${less.map(({ amount }) => amount)}::bigint[]) as o(id, amount)
     where e.id = o.id`
}

export type AskOwed = ({ payment_id: string } | { order_id: string }) & {
  /** Leaves alone what was asked that often already. */
  tries_max?: number
}

/**
 * Asks the providers again for refunds they refused, under keys of their own: the same key would only be answered as
 * before. Saying it twice asks once; what a person has to hand over is left to them.
 */
export async function askOwed(ctx: Ctx, input: AskOwed): Promise<AskedEffect[]> {
  const of = 'payment_id' in input ? fragment`id = ${input.payment_id}` : fragment`order_id = ${input.order_id}`
  const payments = await ctx.sql<Payment>`
    select ${paymentColumns} from payment
     where ${of} and owed > 0 and provider not in ('cash', 'terminal') order by id for no key update`
  if (payments.length === 0) return []
  const again = await ctx.sql<Owed>`
    update payment_effect set status = 'failed', settled_at = ${ctx.now}
     where payment_id = any(${payments.map(({ id }) => id)}::uuid[]) and kind = 'refund' and status = 'owed'
       and tries < ${input.tries_max ?? null}::int is not false
    returning id, payment_id, amount, reason, cause_kind, cause_id, tries`
  const asked = again.map((effect) => ({ ...effect, effect_id: newId() }))
  await write(ctx, asked)
  for (const { payment_id, amount, effect_id, reason } of asked) {
    const payment = payments.find(({ id }) => id === payment_id)
    if (payment) announce(ctx, refundAsked, payment, { amount, effect_id, reason })
  }
  return asked.map(({ payment_id, amount, effect_id }) => ({ payment_id, amount, effect_id }))
}

async function write(ctx: Ctx, asked: readonly (Owed & { effect_id: string })[]): Promise<void> {
  if (asked.length === 0) return
  await ctx.sql`
    insert into payment_effect (id, payment_id, kind, amount, status, reason, cause_kind, cause_id, tries, asked_at)
    select a.effect_id, e.payment_id, 'refund', e.amount, 'asked', e.reason, e.cause_kind, e.cause_id, e.tries + 1, ${ctx.now}::timestamptz
      from unnest(${asked.map(({ effect_id }) => effect_id)}::uuid[], ${asked.map(({ id }) => id)}::uuid[]) as a(effect_id, id)
      join payment_effect e on e.id = a.id`
  await ctx.sql`
    update payment p
       set owed = owed - a.amount, refunding = refunding + a.amount,
           check_at = ${ctx.now}::timestamptz + interval '1 minute', updated_at = ${ctx.now}
      from (select payment_id, sum(amount) as amount
              from unnest(${asked.map(({ payment_id }) => payment_id)}::uuid[], ${asked.map(({ amount }) => amount)}::bigint[]) as u(payment_id, amount)
             group by payment_id) a
     where p.id = a.payment_id`
}

/**
 * Somebody gave the customer back what was owed of money taken face to face. Refuses nothing_owed: so that two people
 * at two counters do not both hand it over.
 */
export async function handBack(ctx: Ctx, { payment_id }: { payment_id: string }): Promise<Payment> {
  const seen = await paymentById(ctx, payment_id)
  const [payment] = isTender(seen.provider)
    ? await ctx.sql<Payment>`
        update payment set refunded = refunded + owed, owed = 0, updated_at = ${ctx.now}
         where id = ${payment_id} and owed > 0
        returning ${paymentColumns}`
    : []
  if (!payment) throw refused('nothing_owed', { detail: 'Nothing of this payment waits to be handed back.' })
  const given = await ctx.sql<Pick<Owed, 'id' | 'amount' | 'reason'>>`
    update payment_effect set status = 'done', settled_at = ${ctx.now}
     where payment_id = ${payment_id} and kind = 'refund' and status = 'owed'
    returning id, amount, reason`
  for (const { id, amount, reason } of given) announce(ctx, paymentRefunded, payment, { amount, effect_id: id, reason })
  return payment
}
