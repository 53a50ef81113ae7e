import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askerName, choiceOf } from './choice.ts'
import { candidatesFor, choosePrice, priorPrice, spansFor } from './rules.ts'
import type { Asker, VariantPricing } from './rules.ts'

const day = (n: number): Date => new Date(Date.UTC(2026, 10, 1 + n))
const someDay = fc.integer({ min: 0, max: 12 }).map(day)
const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

const list = {
  priority: fc.integer({ min: 0, max: 2 }),
  currency: fc.constantFrom('EUR', 'MXN'),
  channel: perhaps(fc.constantFrom('web', 'pos')),
  store_id: perhaps(fc.constantFrom('sol', 'granvia')),
  customer_tag: perhaps(fc.constantFrom('gold', 'staff')),
  starts_at: perhaps(someDay),
  ends_at: perhaps(someDay),
  active: fc.boolean(),
}
const pricings: fc.Arbitrary<VariantPricing> = fc.record({
  asks: fc.uniqueArray(
    fc.record({
      ...list,
      price_list: fc.constantFrom('base', 'fair', 'club'),
      tax_included: fc.constant(true),
      min_quantity: fc.integer({ min: 1, max: 3 }),
      amount: fc.integer({ min: 1, max: 9 }),
      compare_at: perhaps(fc.integer({ min: 1, max: 9 })),
      from_at: perhaps(someDay),
    }),
    { selector: (ask) => `${ask.price_list} ${ask.min_quantity}`, maxLength: 5 },
  ),
  asked: fc.array(
    fc.record({
      ...list,
      price_list: fc.constantFrom('base', 'fair', 'club'),
      amount: fc.integer({ min: 1, max: 9 }),
      from_at: someDay,
      to_at: perhaps(someDay),
    }),
    { maxLength: 5 },
  ),
})
const askers: fc.Arbitrary<Asker> = fc.record({
  currency: fc.constantFrom('EUR', 'MXN'),
  channel: fc.constantFrom('web', 'pos'),
  store_id: perhaps(fc.constantFrom('sol', 'granvia')),
  customer_tags: fc.subarray(['gold', 'staff']),
  at: fc.integer({ min: -1, max: 13 * 24 }).map((hour) => new Date(day(0).getTime() + hour * 3_600_000)),
})

test('whoever asks, whenever and however often, is told what the rules say at that moment', () => {
  const questions = fc.array(fc.tuple(askers, fc.integer({ min: 1, max: 3 })), { minLength: 2, maxLength: 60 })
  fc.assert(
    fc.property(pricings, questions, (pricing, asked) => {
      for (const [asker, quantity] of asked) {
        const price = choosePrice(candidatesFor(pricing, asker), quantity)
        const prior = price?.min_quantity === 1 ? priorPrice(price, spansFor(pricing, asker)) : null
        const expected = price ? { price, lowest_30d: prior } : null
        expect(choiceOf(pricing, asker, askerName(asker), quantity)).toEqual(expected)
      }
    }),
    { numRuns: 1_000 },
  )
})

test('what was worked out is not worked out again until a list begins', () => {
  const ask = {
    priority: 0,
    currency: 'EUR',
    channel: null,
    store_id: null,
    customer_tag: null,
    ends_at: null,
    active: true,
  }
  const fields = { ...ask, tax_included: true, min_quantity: 1, compare_at: null, from_at: null }
  const pricing: VariantPricing = {
    asks: [
      { ...fields, price_list: 'base', amount: 900, starts_at: null },
      { ...fields, price_list: 'fair', amount: 700, starts_at: day(5) },
    ],
    asked: [],
  }
  const choiceAt = (at: Date) => {
    const asker = { currency: 'EUR', channel: 'web', store_id: null, customer_tags: [], at }
    return choiceOf(pricing, asker, askerName(asker), 1)
  }
  const early = choiceAt(day(1))
  expect(choiceAt(new Date(day(5).getTime() - 1))).toBe(early)
  expect(choiceAt(day(5))?.price.amount).toBe(700)
  expect(choiceAt(day(2))?.price.amount).toBe(900)
})
