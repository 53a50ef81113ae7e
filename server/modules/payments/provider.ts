import { refused } from '#platform/errors'
import type { PaymentStatus, TENDERS } from './payment.ts'
import { sandbox } from './sandbox.ts'

/** A payment as its provider knows it: the truth we follow. */
export type ProviderPayment = {
  ref: string
  /** Grows with each change there; an answer with a smaller one is older. */
  version: number
  status: Exclude<PaymentStatus, 'created' | 'unknown'>
  currency: string
  /** The sums as the provider keeps them, whoever asked for it; what was captured is part of what is authorised. */
  authorised: number
  captured: number
  refunded: number
  /** Every effect that happened, by the key we gave; those the provider made itself may be left out. */
  operations: { key: string; ref: string }[]
  action_url: string | null
  decline_code: string | null
  details: Record<string, string>
}

/**
 * - answered: it happened, and this is how the payment stands;
 * - refused: a definite no, nothing happened;
 * - unknown: it may or may not have happened (timeout, cut line, 5xx). Ask again with the same key only.
 */
export type Answer =
  | { outcome: 'answered'; payment: ProviderPayment }
  | { outcome: 'refused'; code: string }
  | { outcome: 'unknown'; because: string }

export type NewPayment = {
  payment_id: string
  amount: number
  currency: string
  locale: 'es' | 'en'
  return_url: string | null
}
export type Effect = { key: string; ref: string; amount: number }
export type Notice = { notice_id: string }

/** What an online provider must be able to do. Money effects are idempotent by the key we give. */
export type PaymentProvider = {
  name: string
  tender: (typeof TENDERS)[number]
  /** Refuses 'provider_not_configured' before anything is written. */
  mustBeConfigured: () => void
  /** Keyed by the payment's id. */
  create: (payment: NewPayment) => Promise<Answer>
  /** By our id; null: the provider never heard of it. */
  query: (payment_id: string) => Promise<Answer | null>
  capture: (effect: Effect) => Promise<Answer>
  void: (effect: Effect) => Promise<Answer>
  refund: (effect: Effect) => Promise<Answer>
  /** Refuses 'bad_signature' unless the provider itself sent exactly these bytes lately. */
  verifyNotice: (headers: Record<string, string>, raw: string) => Notice
  /** Our id of the payment a notice speaks of; null where it names none. */
  paymentOf: (raw: string) => string | null
}

const PROVIDERS: readonly PaymentProvider[] = [sandbox]

/** Money taken face to face: no outside call, known at once. */
export const TENDER_PROVIDERS = { cash: 'cash', terminal: 'card' } as const
export type TenderProvider = keyof typeof TENDER_PROVIDERS

export const isTender = (name: string): name is TenderProvider => Object.hasOwn(TENDER_PROVIDERS, name)

/** An online provider by name; refuses 'unknown_provider'. */
export function providerOf(name: string): PaymentProvider {
  const provider = PROVIDERS.find((candidate) => candidate.name === name)
  if (!provider)
    throw refused('unknown_provider', { detail: 'There is no such online payment provider.', provider: name })
  return provider
}
