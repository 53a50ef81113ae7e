import { randomBytes } from 'node:crypto'
import type { Conduct } from './cards.ts'
import type { Journal } from './journal.ts'

export type IntentStatus =
  | 'requires_card'
  | 'requires_step'
  | 'processing'
  | 'authorised'
  | 'captured'
  | 'declined'
  | 'voided'
export type OperationKind = 'capture' | 'void' | 'refund'

/** A money effect that happened, under the merchant's own key: asked again, it is answered, not repeated. */
export type Operation = { id: string; key: string; kind: OperationKind; amount: number; at: string }

export type Intent = {
  id: string
  /** The merchant's own id of the payment; one intent for each. */
  reference: string
  create_key: string
  amount: number
  currency: string
  locale: 'es' | 'en'
  return_url: string | null
  notice_url: string | null
  status: IntentStatus
  amount_authorised: number
  amount_captured: number
  amount_refunded: number
  decline_code: string | null
  card: { brand: string; last4: string } | null
  /** Grows with each change, so that whoever reads can tell the older answer from the newer. */
  version: number
  /** When a slow card makes up its mind. */
  settles_at: string | null
  unruly_notices: boolean
  operations: Operation[]
  created_at: string
}

export type NewIntent = Pick<Intent, 'reference' | 'amount' | 'currency' | 'locale' | 'return_url' | 'notice_url'>

/** A definite no: nothing happened. */
export class Declined extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, status = 422) {
    super(code.replaceAll('_', ' '))
    this.code = code
    this.status = status
  }
}

/** A declined payer may try another card. */
export const awaitsCard = (intent: Intent): boolean => intent.status === 'requires_card' || intent.status === 'declined'

const SLOW_CARD_MS = 3_000

const token = (prefix: string): string => `${prefix}_${randomBytes(16).toString('base64url')}`

export type IntentEntry = { type: 'intent'; intent: Intent }

/**
 * The book of intents. Each change is journalled before it is answered, then announced. Everything is
 * synchronous: one change at a time, as a bank's ledger would have it.
 */
export function openIntents(journal: Journal<IntentEntry>, announce: (intent: Intent, type: string) => void) {
  const byId = new Map<string, Intent>()
  const byReference = new Map<string, Intent>()
  /** Ids of intents whose card takes its time. */
  const slow = new Set<string>()
  for (const { intent } of journal.entries) keep(intent)

  function keep(intent: Intent): Intent {
    byId.set(intent.id, intent)
    byReference.set(intent.reference, intent)
    if (intent.settles_at === null) slow.delete(intent.id)
    else slow.add(intent.id)
    return intent
  }

  function change(intent: Intent, type: string, fields: Partial<Intent>): Intent {
    const next = { ...intent, ...fields, version: intent.version + 1 }
    journal.append({ type: 'intent', intent: next })
    keep(next)
    announce(next, type)
    return next
  }

  function get(id: string): Intent {
    const intent = byId.get(id)
    if (!intent) throw new Declined('no_such_payment', 404)
    return intent
  }

  function create(key: string, wanted: NewIntent, now: Date): Intent {
    const before = byReference.get(wanted.reference)
    if (before) {
      const same = before.create_key === key && before.amount === wanted.amount && before.currency === wanted.currency
      if (!same) throw new Declined('reference_reused', 409)
      return before
    }
    const intent: Intent = {
      ...wanted,
      id: token('pi'),
      create_key: key,
      status: 'requires_card',
      amount_authorised: 0,
      amount_captured: 0,
      amount_refunded: 0,
      decline_code: null,
      card: null,
      version: 0,
      settles_at: null,
      unruly_notices: false,
      operations: [],
      created_at: now.toISOString(),
    }
    return change(intent, 'payment.created', {})
  }

  const authorise = (intent: Intent): Intent =>
    change(intent, 'payment.authorised', {
      status: 'authorised',
      amount_authorised: intent.amount,
      decline_code: null,
      settles_at: null,
    })

  const decline = (intent: Intent, code: string): Intent =>
    change(intent, 'payment.declined', { status: 'declined', decline_code: code })

  /** A card was typed on the hosted page; of its number only the last four digits are kept. */
  function pay(id: string, number: string, conduct: Conduct, now: Date): Intent {
    const intent = get(id)
    if (!awaitsCard(intent)) return intent
    const card = { brand: 'visa', last4: number.slice(-4) }
    const tried = { ...intent, card, unruly_notices: conduct === 'unruly_notices' }
    switch (conduct) {
      case 'approve':
        return authorise(tried)
      case 'declined':
        return decline(tried, 'card_declined')
      case 'insufficient_funds':
        return decline(tried, 'insufficient_funds')
      case 'extra_step':
        return change(tried, 'payment.step_required', { status: 'requires_step' })
      case 'slow':
        return change(tried, 'payment.processing', {
          status: 'processing',
          settles_at: new Date(now.getTime() + SLOW_CARD_MS).toISOString(),
        })
      case 'unruly_notices':
        return authorise(change(tried, 'payment.processing', { status: 'processing' }))
    }
  }

  /** The bank's own question (3-D Secure) was answered. */
  function answerStep(id: string, confirmed: boolean): Intent {
    const intent = get(id)
    if (intent.status !== 'requires_step') return intent
    return confirmed ? authorise(intent) : decline(intent, 'step_refused')
  }

  /** Slow cards whose time has come. */
  function settleSlow(now: Date): void {
    for (const intent of [...slow].map(get)) {
      if (intent.settles_at !== null && new Date(intent.settles_at) <= now) authorise(intent)
    }
  }

  function operate(id: string, kind: OperationKind, key: string, amount: number | null, now: Date): Intent {
    const intent = get(id)
    const before = intent.operations.find((operation) => operation.key === key)
    if (before) {
      if (before.kind !== kind || (amount !== null && before.amount !== amount)) throw new Declined('key_reused', 409)
      return intent
    }
    const effect = effectOf(intent, kind, amount)
    const operation: Operation = {
      id: token(kind.slice(0, 2)),
      key,
      kind,
      amount: effect.amount,
      at: now.toISOString(),
    }
    return change(intent, effect.type, { ...effect.fields, operations: [...intent.operations, operation] })
  }

  return { get, find: (reference: string) => byReference.get(reference), create, pay, answerStep, settleSlow, operate }
}

export type Intents = ReturnType<typeof openIntents>

/** What a capture, void or refund does to an intent, or why it cannot be. No amount: all that is left. */
function effectOf(
  intent: Intent,
  kind: OperationKind,
  wanted: number | null,
): { type: string; amount: number; fields: Partial<Intent> } {
  const held = intent.amount_authorised - intent.amount_captured
  const kept = intent.amount_captured - intent.amount_refunded
  if (kind === 'capture') {
    const amount = wanted ?? held
    if (held === 0) throw new Declined('nothing_to_capture')
    if (amount > held) throw new Declined('amount_too_large')
    return {
      type: 'payment.captured',
      amount,
      fields: { status: 'captured', amount_captured: intent.amount_captured + amount },
    }
  }
  if (kind === 'refund') {
    const amount = wanted ?? kept
    if (kept === 0) throw new Declined('nothing_to_refund')
    if (amount > kept) throw new Declined('amount_too_large')
    return { type: 'payment.refunded', amount, fields: { amount_refunded: intent.amount_refunded + amount } }
  }
  if (intent.amount_captured > 0 && held === 0) throw new Declined('nothing_to_void')
  const status = intent.amount_captured > 0 ? 'captured' : 'voided'
  return {
    type: 'payment.voided',
    amount: held,
    fields: { status, amount_authorised: intent.amount_captured, settles_at: null },
  }
}
