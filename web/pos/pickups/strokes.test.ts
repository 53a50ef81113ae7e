import { expect, test } from 'vitest'
import { drawn, isSigned } from './strokes.ts'

test('strokes become a path of corners on the sheet', () => {
  let path = drawn('', 'M', { x: 10.4, y: 20 })
  expect(isSigned(path)).toBe(false)
  path = drawn(path, 'L', { x: 11, y: 21 })
  path = drawn(path, 'L', { x: 30, y: -9 })
  path = drawn(path, 'M', { x: 700, y: 50 })
  expect(path).toBe('M10 20L30 0M600 50')
  expect(isSigned(path)).toBe(true)
})

test('whoever draws for ever is kept as far as the server keeps it', () => {
  let path = drawn('', 'M', { x: 0, y: 0 })
  for (let n = 0; n < 5_000; n++) path = drawn(path, 'L', { x: (n * 37) % 600, y: (n * 53) % 200 })
  expect(path.length).toBeLessThanOrEqual(8_000)
  expect(path).toMatch(/^[ML0-9 ]+$/)
})
