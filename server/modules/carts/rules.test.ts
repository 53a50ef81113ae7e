import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideTakeUp, planMerges, spokenForm } from './rules.ts'
import type { Known } from './rules.ts'

describe('a code', () => {
  test('gives a cart away only where nobody said anything of themselves', () => {
    const people: Known[] = ['nobody', 'visitor', 'known']
    const taken = (owner: Known) => people.map((taker) => decideTakeUp({ mine: false, owner, taker }))
    expect(taken('nobody')).toEqual(['given', 'given', 'given'])
    expect(taken('visitor')).toEqual(['handed_over', 'handed_over', 'handed_over'])
    expect(taken('known')).toEqual(['shared', 'shared', 'copied'])
  })

  test('is read as typed, spoken or scanned', () => expect(spokenForm(' 7k4m-29qx ')).toBe('7K4M29QX'))
})

describe('carts of one person', () => {
  const cart = fc.record({
    id: fc.uuid(),
    currency: fc.constantFrom('EUR', 'MXN'),
    updated_at: fc.date({ noInvalidDate: true }),
    lines: fc.integer({ min: 0, max: 100 }),
  })
  const carts = fc.uniqueArray(cart, { selector: ({ id }) => id, maxLength: 8 })

  test('become one per currency, never over the lines a cart may have, and none is named twice', () => {
    fc.assert(
      fc.property(carts, (open) => {
        const byId = new Map(open.map((each) => [each.id, each]))
        const plan = planMerges(open, 100)
        const named = plan.flatMap(({ kept, ended }) => [kept, ...ended])
        expect(new Set(named).size).toBe(named.length)
        for (const { kept, ended } of plan) {
          const all = [kept, ...ended].map((id) => byId.get(id)!)
          expect(new Set(all.map(({ currency }) => currency)).size).toBe(1)
          expect(all.reduce((sum, { lines }) => sum + lines, 0)).toBeLessThanOrEqual(100)
        }
      }),
    )
  })

  test('the cart somebody looks at goes on, else the one touched last', () => {
    const open = ['a', 'b'].map((id, i) => ({ id, currency: 'EUR', updated_at: new Date(i), lines: 1 }))
    expect(planMerges(open, 100)).toEqual([{ kept: 'b', ended: ['a'] }])
    expect(planMerges(open, 100, 'a')).toEqual([{ kept: 'a', ended: ['b'] }])
  })
})
