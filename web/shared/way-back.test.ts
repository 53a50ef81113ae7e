import { expect, test } from 'vitest'
import { goesBack } from './way-back.ts'

const paid = (id: string, provider: 'cash' | 'terminal' | 'sandbox', captured: number, owed = 0) => ({
  id,
  provider,
  tender: provider === 'cash' ? 'cash' : 'card',
  store_id: provider === 'sandbox' ? null : 'granvia',
  captured,
  capturing: 0,
  refunded: 0,
  refunding: 0,
  owed,
  created_at: `2026-01-01T00:00:0${id}Z`,
})
const told = (of: ReturnType<typeof goesBack>) => of.map(({ payment, amount, way }) => [payment.id, amount, way])

test('cards bear a refund before cash does, the oldest of them first', () => {
  const payments = [paid('1', 'cash', 500), paid('3', 'terminal', 300), paid('2', 'sandbox', 200)]
  expect(told(goesBack(payments, 600, null))).toEqual([
    ['2', 200, 'by_itself'],
    ['3', 300, 'later'],
    ['1', 100, 'later'],
  ])
})

test('who cancels at the counter that took the money hands it over; anybody else leaves it owed', () => {
  const payments = [paid('1', 'cash', 500)]
  expect(told(goesBack(payments, 500, ['granvia']))).toEqual([['1', 500, 'now']])
  expect(told(goesBack(payments, 500, ['serrano']))).toEqual([['1', 500, 'later']])
  expect(told(goesBack(payments, 500, null))).toEqual([['1', 500, 'later']])
})

test('what is owed already does not go back twice', () => {
  expect(told(goesBack([paid('1', 'cash', 500, 200)], 500, null))).toEqual([['1', 300, 'later']])
})
