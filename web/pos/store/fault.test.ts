import { expect, test } from 'vitest'
import { AT_TILL, MAX_AMOUNT } from '#shared/limits.ts'
import { cleaned, cleanedAll, written } from '#shared/text.ts'
import { faultOf } from './fault.ts'
import type { Bodies } from './facts.ts'

const id = () => crypto.randomUUID()
const GS = '\u001D'

const line = (more: Partial<Bodies['sale']['lines'][number]> = {}) => ({
  id: id(),
  variant_id: id(),
  sku: 'BOTA-42',
  name: 'Botas',
  options: { Talla: '42' },
  quantity: 1,
  list_price: 1_210,
  unit_price: 1_210,
  price_reason: null,
  approved_by: null,
  tax_name: 'IVA 21 %',
  tax_ppm: 210_000,
  note: null,
  ...more,
})
const sale = (more: Partial<Bodies['sale']> = {}): Bodies['sale'] => ({
  order_id: id(),
  shift_id: id(),
  receipt: { series: 'GRAN-VIA-CAJA-1-7F3A', number: 1 },
  customer_id: null,
  lines: [line()],
  net: 1_000,
  tax: 210,
  gross: 1_210,
  rounding: 0,
  currency: 'EUR',
  tax_included: true,
  tenders: [{ id: id(), kind: 'cash', amount: 1_210, given: 2_000 }],
  version: 'v',
  offline: false,
  ...more,
})

test('a sale as the till makes it can be read', () => {
  expect(faultOf('sale', sale())).toBeNull()
  expect(faultOf('sale', sale({ lines: [line({ note: undefined as never })] }))?.field).toBe('lines/0')
})

test('as much as a person can write at a till, and what older apps let through, can be read', () => {
  const reason = 'x'.repeat(260)
  const lines = Array.from({ length: 202 }, () => line({ price_reason: reason, note: `a${GS}b` }))
  const tenders = Array.from({ length: 11 }, () => ({ id: id(), kind: 'cash' as const, amount: 110 }))
  expect(faultOf('sale', sale({ lines, tenders }))).toBeNull()
  const barcode = 841_234_567_890_500
  expect(faultOf('shift_opened', { shift_id: id(), float: barcode })).toBeNull()
  const counted = { cash: barcode, terminal: barcode }
  const closed = { shift_id: id(), z_number: 1, counted, expected: counted, sales: { count: 0, gross: 0 }, pending: 0 }
  expect(faultOf('shift_closed', closed)).toBeNull()
  expect(faultOf('sale', sale({ lines: Array.from({ length: AT_TILL.lines }, () => line()) }))).toBeNull()
})

test('what nobody could read is named by its field', () => {
  expect(faultOf('sale', sale({ gross: MAX_AMOUNT + 1 }))?.field).toBe('gross')
  expect(faultOf('sale', sale({ lines: [line(), line({ variant_id: 'x' })] }))?.field).toBe('lines/1/variant_id')
  expect(faultOf('sale', sale({ lines: [line({ price_reason: 3 as never })] }))?.field).toBe('lines/0/price_reason')
  expect(faultOf('cash_moved', { ...sale() })).not.toBeNull()
  expect(faultOf('sale', sale({ rounding: 0.5 }))?.field).toBe('rounding')
})

test('signs of scanners and pastes are a space, and nothing is cut in half', () => {
  expect(cleaned(`0108412345678905${GS}10AB\u0000\t`)).toBe('0108412345678905 10AB ')
  expect(cleaned('a\uD83D')).toBe('a\uFFFD')
  expect(written(`  ${'x'.repeat(260)}${GS}`, 200)).toBe('x'.repeat(200))
  expect(written(GS, 200)).toBe('')
  expect(written(`${'x'.repeat(199)}👢`, 200).isWellFormed()).toBe(true)
  expect(cleanedAll({ [`a${GS}`]: [`b${GS}c`, 1, null, undefined] })).toEqual({ 'a ': ['b c', 1, null, undefined] })
})
