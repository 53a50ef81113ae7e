import { expect, test } from 'vitest'
import { firstOf } from './first-of.ts'

const upwards = (a: number, b: number): number => a - b

test('the first few are those a sort would put first, in its order', () => {
  for (let round = 0; round < 200; round++) {
    const many = Array.from({ length: round % 40 }, () => Math.floor(Math.random() * 20))
    const most = Math.floor(Math.random() * 25)
    expect(firstOf(many, most, upwards)).toEqual(many.toSorted(upwards).slice(0, most))
  }
})

test('of equals the one that came first stays first', () => {
  const many = ['b1', 'a1', 'b2', 'a2', 'a3']
  const byLetter = (a: string, b: string): number => (a[0]! < b[0]! ? -1 : a[0]! > b[0]! ? 1 : 0)
  expect(firstOf(many, 4, byLetter)).toEqual(['a1', 'a2', 'a3', 'b1'])
})
