import { expect, test } from 'vitest'
import { cashBack } from './cash-back.ts'

const refunded = (id: string, provider: string) => ({
  id,
  type: 'payment.refunded',
  data: { provider, effect_id: `effect ${id}`, amount: 500 },
})

test('only cash that was given back since the order was looked at leaves the drawer', () => {
  const before = [refunded('a', 'cash')]
  const after = [...before, refunded('b', 'cash'), refunded('c', 'terminal'), refunded('d', 'sandbox')]
  expect(cashBack(before, after)).toEqual([{ id: 'effect b', amount: 500 }])
})

test('cash that is owed is still in the drawer', () => {
  expect(cashBack([], [{ ...refunded('a', 'cash'), type: 'payment.refund_asked' }])).toEqual([])
})
