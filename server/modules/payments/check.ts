import type { Ctx } from '#platform/ctx'
import { ROUND_MS, gently } from '#platform/gently'
import { learn } from './learn.ts'
import { askOwed } from './owed.ts'
import { paymentById } from './payment.ts'
import type { Between, Payment } from './payment.ts'
import { applyNotice } from './notice.ts'
import { isTender, providerOf } from './provider.ts'
import { CHECKS_MAX, TRIES_MAX, isOpen } from './rules.ts'
import { settlePayment } from './settle.ts'
import { askVoid } from './void.ts'

/** Payments, and notices, that are looked at at the same time. */
const CHECK_BATCH = 10
/** A notice this old was missed by its job. */
const NOTICE_WAITS_MS = 60_000

/**
 * Asks the provider how a payment stands and carries out what is still asked of it. A payment nobody finished
 * within CHECKS_MAX looks (about a day) is closed, so that it cannot be paid behind our back.
 */
export async function checkPayment(steps: Between, { payment_id }: { payment_id: string }): Promise<Payment> {
  const payment = await steps.read((ctx) => paymentById(ctx, payment_id))
  if (isTender(payment.provider)) return payment
  const answer = await providerOf(payment.provider).query(payment_id)
  if (answer?.outcome === 'answered') await steps.write((ctx) => learn(ctx, payment_id, answer.payment))
  // Refunds that were refused may go through by now.
  if (answer?.outcome === 'answered') await steps.write((ctx) => askOwed(ctx, { payment_id, tries_max: TRIES_MAX }))
  if (answer?.outcome !== 'unknown') await steps.write((ctx) => closeAbandoned(ctx, payment_id))
  return settlePayment(steps, { payment_id })
}

async function closeAbandoned(ctx: Ctx, payment_id: string): Promise<void> {
  const [payment] = await ctx.sql<
    Pick<Payment, 'status'> & { checks: number }
  >`select status, checks from payment where id = ${payment_id}`
  if (payment && isOpen(payment.status) && payment.checks >= CHECKS_MAX)
    await askVoid(ctx, { payment_id, reason: 'abandoned' })
}

/**
 * The round of each minute: all payments whose look is due and all notices whose job was lost, a few at a time, until
 * the next round is near: however many carts are abandoned, money whose fate is unknown is not left behind them. One that
 * fails stops no other.
 */
export async function checkDue(steps: Between): Promise<{ payments: number; notices: number }> {
  const looked = { payments: 0, notices: 0 }
  const failures: unknown[] = []
  const lookAtSome = async (): Promise<boolean> => {
    const [due, waiting] = [await steps.write(claimDue), await steps.write(claimNotices)]
    const results = await Promise.allSettled([
      ...due.map((payment_id) => checkPayment(steps, { payment_id })),
      ...waiting.map((notice_id) => applyNotice(steps, { notice_id })),
    ])
    failures.push(...results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])))
    looked.payments += due.length
    looked.notices += waiting.length
    return Math.max(due.length, waiting.length) === CHECK_BATCH
  }
  await gently(lookAtSome, 0, ROUND_MS)
  // For the job's log.
  if (failures.length > 0) throw failures[0]
  return looked
}

/** Takes due payments and sets their next look (rules.ts nextCheck, in SQL), so that two rounds never share one. */
async function claimDue(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>`
    update payment p
       set checks = p.checks + 1, check_at = ${ctx.now}::timestamptz + least(3600, 30 * 2 ^ least(p.checks + 1, 12)) * interval '1 second'
      from (select id from payment where check_at <= ${ctx.now} order by check_at limit ${CHECK_BATCH} for no key update skip locked) due
     where p.id = due.id
    returning p.id`
  return rows.map(({ id }) => id)
}

/** Notices go to the back as payments do: those that cannot be applied do not stand before those behind them. */
async function claimNotices(ctx: Ctx): Promise<string[]> {
  const before = new Date(ctx.now.getTime() - NOTICE_WAITS_MS)
  const rows = await ctx.sql<{ id: string }>`
    update payment_notice n
       set tries = n.tries + 1, try_at = ${ctx.now}::timestamptz + least(3600, 30 * 2 ^ least(n.tries + 1, 12)) * interval '1 second'
      from (select id from payment_notice where applied_at is null and coalesce(try_at, received_at) <= ${ctx.now} and received_at <= ${before}
             order by coalesce(try_at, received_at) limit ${CHECK_BATCH} for no key update skip locked) due
     where n.id = due.id
    returning n.id`
  return rows.map(({ id }) => id)
}
