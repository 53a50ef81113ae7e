import type { Payment } from './payment.ts'
import type { ProviderPayment } from './provider.ts'

/** What an answer of a provider says that it cannot say of this payment; null where all of it fits. */
export function brokenContract({ amount, currency }: Pick<Payment, 'amount' | 'currency'>, seen: ProviderPayment) {
  const { version, authorised, captured, refunded } = seen
  if (seen.status === undefined) return 'unknown_status'
  if (![version, authorised, captured, refunded].every((sum) => Number.isSafeInteger(sum) && sum >= 0))
    return 'bad_number'
  if (seen.currency !== currency) return 'other_currency'
  if (authorised > amount) return 'more_than_asked'
  if (captured > authorised || refunded > captured) return 'sums_do_not_fit'
  return seen.action_url === null || isWebAddress(seen.action_url) ? null : 'bad_action_url'
}

/** A payer is sent to web addresses alone. */
function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol)
}

/**
 * The payment as an answer that says nothing new; with the operations of one whose sums cannot be believed, which then
 * come to what was asked.
 */
export const asKnown = (payment: Payment & { provider_version: number }, seen?: ProviderPayment): ProviderPayment => ({
  ref: seen?.ref ?? payment.provider_ref ?? '',
  version: payment.provider_version,
  status: payment.status as ProviderPayment['status'],
  currency: payment.currency,
  authorised: payment.authorised,
  captured: payment.captured + (seen ? payment.capturing : 0),
  refunded: payment.refunded + (seen ? payment.refunding : 0),
  operations: seen?.operations ?? [],
  action_url: payment.action_url,
  decline_code: payment.decline_code,
  details: {},
})
