import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProviderPayment } from './provider.ts'
import { CHECKS_MAX, isOpen, learnFrom, nextCheck, refundable, spreadRefund } from './rules.ts'
import type { OpenEffect, Standing } from './rules.ts'

const started: Standing = {
  status: 'action_required',
  amount: 10_000,
  authorised: 0,
  capturing: 0,
  captured: 0,
  voiding: 0,
  refunding: 0,
  owed: 0,
  refunded: 0,
  provider_version: 1,
}

const says = (
  version: number,
  status: ProviderPayment['status'],
  more: Partial<ProviderPayment> = {},
): ProviderPayment => ({
  ref: 'pi_1',
  version,
  status,
  currency: 'EUR',
  authorised: 0,
  captured: 0,
  refunded: 0,
  operations: [],
  action_url: 'https://pay.example',
  decline_code: null,
  details: {},
  ...more,
})

describe('what the provider says moves a payment on', () => {
  test('whatever the order and number of its answers, the payment ends in the same place', () => {
    const capture: OpenEffect = { id: 'capture-1', kind: 'capture', amount: 10_000 }
    const history = [
      says(2, 'declined', { decline_code: 'card_declined' }),
      says(3, 'pending'),
      says(4, 'authorised', { authorised: 10_000 }),
      says(5, 'captured', {
        authorised: 10_000,
        captured: 10_000,
        operations: [{ key: 'capture-1', ref: 'op_1' }],
      }),
    ]
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 }), (heard) => {
        let standing = started
        let open: OpenEffect[] = []
        let authorised = 0
        let captured = 0
        for (const index of [...heard, 2, 3]) {
          // Nobody hears of our capture before it was asked.
          if (index === 3 && open.length === 0 && captured === 0) continue
          const seen = history[index]!
          const learned = learnFrom(standing, open, seen)
          standing = learned.next
          open = open.filter(({ id }) => !learned.done.some((done) => done.id === id))
          authorised += learned.authorised
          captured += learned.done.length
          if (standing.authorised > 0 && captured === 0 && open.length === 0) {
            open = [capture]
            standing = { ...standing, capturing: capture.amount }
          }
        }
        const { next, done } = learnFrom(standing, open, history[3]!)
        expect(captured + done.length).toBe(1)
        expect(authorised).toBe(10_000)
        expect(next).toMatchObject({ status: 'captured', authorised: 10_000, capturing: 0, captured: 10_000 })
      }),
    )
  })

  test('an old "declined" does not undo an authorisation', () => {
    const paid = learnFrom(started, [], says(4, 'authorised', { authorised: 10_000 })).next
    const { next, declined } = learnFrom(paid, [], says(3, 'declined'))
    expect(next).toEqual(paid)
    expect(declined).toBe(false)
  })

  test('money authorised while a void is asked is on its way back at once', () => {
    const { next } = learnFrom(
      started,
      [{ id: 'void-1', kind: 'void', amount: 0 }],
      says(2, 'authorised', { authorised: 10_000 }),
    )
    expect(next).toMatchObject({ authorised: 10_000, voiding: 10_000 })
  })

  test('a void lets go of what was held and not captured', () => {
    const before: Standing = { ...started, status: 'captured', authorised: 10_000, captured: 4_000, voiding: 6_000 }
    const { next } = learnFrom(
      before,
      [{ id: 'void-1', kind: 'void', amount: 6_000 }],
      says(9, 'captured', { operations: [{ key: 'void-1', ref: 'vo_1' }] }),
    )
    expect(next).toMatchObject({ status: 'captured', authorised: 4_000, captured: 4_000, voiding: 0 })
  })
})

test('whatever a provider does by itself, and however much of it is heard, its sums are ours in the end', () => {
  const step = fc.record({
    kind: fc.constantFrom('capture', 'refund', 'void'),
    amount: fc.integer({ min: 1, max: 10_000 }),
    heard: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const there = { authorised: 10_000, captured: 0, refunded: 0 }
      let standing: Standing = { ...started, status: 'authorised', authorised: 10_000 }
      const hear = (version: number) => {
        const { next } = learnFrom(standing, [], says(version, 'authorised', there))
        expect(next.captured + next.voiding).toBeLessThanOrEqual(next.authorised)
        expect(next.refunded + next.refunding + next.owed).toBeLessThanOrEqual(next.captured)
        expect(learnFrom(next, [], says(version, 'authorised', there))).toMatchObject({
          captured: 0,
          released: 0,
          refunded: 0,
        })
        standing = next
      }
      steps.forEach(({ kind, amount, heard }, at) => {
        if (kind === 'capture') there.captured += Math.min(amount, there.authorised - there.captured)
        else if (kind === 'refund') there.refunded += Math.min(amount, there.captured - there.refunded)
        else there.authorised = there.captured
        if (heard) hear(at + 2)
      })
      hear(steps.length + 2)
      expect(standing).toMatchObject(there)
    }),
  )
})

test('an authorisation that expired at the provider is let go of here too', () => {
  const before: Standing = { ...started, status: 'authorised', authorised: 10_000, provider_version: 4 }
  const { next, released } = learnFrom(before, [], says(5, 'voided'))
  expect(released).toBe(10_000)
  expect(next).toMatchObject({ status: 'voided', authorised: 0 })
  expect(learnFrom(next, [], says(5, 'voided')).released).toBe(0)
})

test('a hold the provider let go of while a capture was under way is noted once the capture has failed', () => {
  const before: Standing = { ...started, status: 'authorised', authorised: 10_000, capturing: 10_000 }
  const during = learnFrom(before, [{ id: 'capture-1', kind: 'capture', amount: 10_000 }], says(5, 'voided'))
  expect(during.next).toMatchObject({ authorised: 10_000, capturing: 10_000 })
  const after = learnFrom({ ...during.next, capturing: 0 }, [], says(5, 'voided'))
  expect(after).toMatchObject({ released: 10_000, next: { authorised: 0, status: 'voided' } })
})

describe('a refund', () => {
  const payment = (id: string, tender: 'cash' | 'card', captured: number) => ({
    id,
    tender,
    captured,
    capturing: 0,
    refunded: 0,
    refunding: 0,
    owed: 0,
    created_at: new Date(`2026-11-23T10:00:0${id}Z`),
  })

  test('goes back to cards before cash, oldest first', () => {
    const parts = spreadRefund(
      [payment('1', 'cash', 5_000), payment('3', 'card', 2_000), payment('2', 'card', 1_000)],
      4_000,
    )
    expect(parts).toEqual([
      { payment_id: '2', amount: 1_000 },
      { payment_id: '3', amount: 2_000 },
      { payment_id: '1', amount: 1_000 },
    ])
  })

  test('is spread exactly, never beyond what a payment can give, or not at all', () => {
    const some = fc.array(fc.record({ captured: fc.nat(10_000), refunded: fc.nat(10_000), cash: fc.boolean() }), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 40_000 }), (list, amount) => {
        const all = list.map(({ captured, refunded, cash }, i) => ({
          ...payment(String(i), cash ? 'cash' : 'card', captured),
          refunded: Math.min(refunded, captured),
        }))
        const parts = spreadRefund(all, amount)
        const most = all.reduce((sum, one) => sum + refundable(one), 0)
        expect(parts === null).toBe(most < amount)
        expect(parts?.reduce((sum, part) => sum + part.amount, 0) ?? amount).toBe(amount)
        for (const part of parts ?? [])
          expect(part.amount).toBeLessThanOrEqual(refundable(all.find(({ id }) => id === part.payment_id)!))
      }),
    )
  })
})

test('looks at the provider become rarer and cover about a day', () => {
  const now = new Date('2026-11-23T10:00:00Z')
  const waits = Array.from({ length: CHECKS_MAX }, (_, checks) => nextCheck(now, checks).getTime() - now.getTime())
  expect(waits[0]).toBe(30_000)
  expect(Math.max(...waits)).toBe(3_600_000)
  expect(waits.reduce((a, b) => a + b) / 3_600_000).toBeGreaterThan(20)
})

test('a payment is open until somebody authorised it or it was closed', () => {
  expect((['created', 'pending', 'action_required', 'declined', 'unknown'] as const).every(isOpen)).toBe(true)
  expect((['authorised', 'captured', 'voided'] as const).some(isOpen)).toBe(false)
})
