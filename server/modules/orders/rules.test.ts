import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldNumber, looksLikeNumber, paymentStatusOf, refundOf, unitShares } from './rules.ts'
import { drawNumber } from './insert.ts'

test('whatever is cancelled in whatever pieces, what goes back is never more than what was paid beyond what is owed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 10 }), fc.nat(100_000), (values, paid) => {
      let due = values.reduce((sum, value) => sum + value, 0)
      let refunded = 0
      for (const value of values) {
        due -= value
        const back = refundOf(value, { due, capturing: 0, paid, refunded })
        expect(back).toBeGreaterThanOrEqual(0)
        expect(back).toBeLessThanOrEqual(value)
        refunded += back
        expect(refunded).toBeLessThanOrEqual(paid)
      }
      expect(refunded).toBeLessThanOrEqual(Math.max(0, paid))
    }),
  )
})

test('an order paid in full and cancelled in full gives everything back', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 10 }), (values) => {
      const gross = values.reduce((sum, value) => sum + value, 0)
      let due = gross
      let refunded = 0
      for (const value of values) {
        due -= value
        refunded += refundOf(value, { due, capturing: 0, paid: gross, refunded })
      }
      expect(refunded).toBe(gross)
    }),
  )
})

test('unit shares sum to the line, also of what came back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000, max: 100_000 }),
      fc.integer({ min: -50, max: 50 }).filter((q) => q !== 0),
      (gross, quantity) => {
        const shares = unitShares(gross, quantity)
        expect(shares).toHaveLength(Math.abs(quantity))
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(gross)
      },
    ),
  )
})

test('where the money stands', () => {
  const status = (due: number, authorised: number, paid: number, refunded: number) =>
    paymentStatusOf({ due, authorised, paid, refunded })
  expect(status(100, 0, 0, 0)).toBe('unpaid')
  expect(status(100, 99, 0, 0)).toBe('unpaid')
  expect(status(100, 100, 0, 0)).toBe('authorised')
  expect(status(100, 100, 100, 0)).toBe('paid')
  expect(status(60, 100, 100, 40)).toBe('partly_refunded')
  expect(status(0, 100, 100, 100)).toBe('refunded')
})

test('a number and every block of it look like a number; names do not', () => {
  for (let i = 0; i < 200; i++) {
    const number = drawNumber()
    for (const text of [number, number.toLowerCase(), foldNumber(number), number.slice(2, 6), number.slice(-4)])
      expect(looksLikeNumber(text)).toBe(true)
  }
  for (const text of ['García', 'Ana López', 'ana', 'H-']) expect(looksLikeNumber(text)).toBe(false)
})
