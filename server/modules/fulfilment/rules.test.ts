import fc from 'fast-check'
import { expect, test } from 'vitest'
import { STATUSES, TRANSITIONS, foldCode, isFinal, spread } from './rules.ts'

test('nothing leads out of a final state but the delivery of what was sent', () => {
  for (const status of STATUSES.filter(isFinal)) {
    const out = Object.values(TRANSITIONS)
      .filter((t) => (t.from as readonly string[]).includes(status))
      .map((t) => t.to)
    expect(out).toEqual(status === 'shipped' ? ['delivered'] : [])
  }
})

test('what is taken off is exactly what was asked, and never more than a piece has', () => {
  const piece = fc.record({ order_line_id: fc.constantFrom('a', 'b'), open: fc.nat(9) })
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(20), fc.nat(20), (pieces, a, b) => {
      const wanted = [
        { order_line_id: 'a', quantity: a },
        { order_line_id: 'b', quantity: b },
      ]
      const taken = spread(pieces, wanted)
      const sum = (
        id: string,
        of: readonly { order_line_id: string; open?: number; take?: number }[],
        key: 'open' | 'take',
      ) => of.reduce((total, one) => total + (one.order_line_id === id ? (one[key] ?? 0) : 0), 0)
      const enough = sum('a', pieces, 'open') >= a && sum('b', pieces, 'open') >= b
      expect(taken !== null).toBe(enough)
      if (!taken) return
      expect([sum('a', taken, 'take'), sum('b', taken, 'take')]).toEqual([a, b])
      expect(taken.every((one) => one.take > 0 && one.take <= one.open)).toBe(true)
    }),
  )
})

test('a code is the same however it is read out', () => {
  expect(foldCode(' k7m-4qx ')).toBe('K7M4QX')
})
