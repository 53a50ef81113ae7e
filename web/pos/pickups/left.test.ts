import { expect, test } from 'vitest'
import { linesLeft } from './left.ts'

const line = (name: string, quantity: number, missing = 0, canceled = 0) => ({
  order_line_id: name,
  variant_id: name,
  sku: name,
  name,
  options: {},
  quantity,
  picked: 0,
  missing,
  canceled,
})

test('what is missing or called off is neither looked for nor handed over', () => {
  const lines = [line('jersey', 1), line('trousers', 1, 1), line('socks', 3, 1, 1), line('cap', 1, 0, 1)]
  expect(linesLeft({ lines }).map(({ name, quantity }) => [name, quantity])).toEqual([
    ['jersey', 1],
    ['socks', 1],
  ])
})
