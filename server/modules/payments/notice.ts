import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { noticeReceived } from './events.ts'
import { learn } from './learn.ts'
import type { Between } from './payment.ts'
import { providerOf } from './provider.ts'
import type { PaymentProvider } from './provider.ts'

const SIGNED_HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const
const NOTICE_ID_MAX = 200

export type ReceiveNotice = { provider: string; raw: string; headers: Record<string, string> }

/**
 * Stores a provider's signed notice as it came, before anybody answers 200; a job applies it. The same notice
 * again is harmless. Refuses unknown_provider, bad_signature (and stores nothing).
 */
export async function receiveNotice(ctx: Ctx, { provider, raw, headers }: ReceiveNotice): Promise<{ received: true }> {
  const { notice_id } = providerOf(provider).verifyNotice(headers, raw)
  const signed = Object.fromEntries(SIGNED_HEADERS.map((name) => [name, headers[name]]))
  const [stored] = await ctx.sql<{ id: string }>`
    insert into payment_notice (id, provider, notice_id, payload, received_at)
    values (${newId()}, ${provider}, ${notice_id.slice(0, NOTICE_ID_MAX)}, ${json({ raw, headers: signed })}, ${ctx.now})
    on conflict (provider, notice_id) do nothing
    returning id`
  if (stored)
    ctx.emit(
      noticeReceived,
      { notice_id: stored.id, provider },
      { subject_kind: 'payment_notice', subject_id: stored.id },
    )
  return { received: true }
}

type StoredNotice = { provider: string; payload: { raw: string }; applied_at: Date | null }

/**
 * A notice is only a hint that something changed: the payment is read anew from its provider. Hence order and
 * repetition do not matter, and a notice cannot say anything the provider does not say itself.
 */
export async function applyNotice(steps: Between, { notice_id }: { notice_id: string }): Promise<void> {
  const [notice] = await steps.read(
    (ctx) => ctx.sql<StoredNotice>`select provider, payload, applied_at from payment_notice where id = ${notice_id}`,
  )
  if (!notice || notice.applied_at !== null) return
  const provider = providerOf(notice.provider)
  const payment_id = named(provider, notice.payload.raw)
  const answer = payment_id === null ? null : await provider.query(payment_id)
  // Unknown: it stays waiting, and the round of each minute comes back to it.
  if (answer?.outcome === 'unknown') return
  await steps.write(async (ctx) => {
    const error =
      payment_id !== null && answer?.outcome === 'answered'
        ? await learnIfOurs(ctx, payment_id, answer.payment)
        : 'no_such_payment'
    await ctx.sql`update payment_notice set applied_at = ${ctx.now}, error = ${error} where id = ${notice_id}`
  })
}

/** Signed and yet unreadable: it names no payment, today and at any later time. */
function named(provider: PaymentProvider, raw: string): string | null {
  try {
    return provider.paymentOf(raw)
  } catch {
    return null
  }
}

async function learnIfOurs(ctx: Ctx, payment_id: string, seen: Parameters<typeof learn>[2]): Promise<string | null> {
  try {
    await learn(ctx, payment_id, seen)
    return null
  } catch (error) {
    if (error instanceof Refused && error.code === 'not_found') return 'no_such_payment'
    throw error
  }
}
