import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breaksTree, hasCheckDigit, isGtin, paddedGtin, pictureUrl } from './rules.ts'

type Vectors = { pass: string[]; fail: { v: string; why: string }[] }

/** The shared data lies beside the checkout, or where HILO_SHARED says. */
function vectors(): Vectors {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
  const places = [process.env['HILO_SHARED'], join(root, '../shared'), '/work/shared'].filter(
    (place) => place !== undefined,
  )
  const files = places.map((place) => join(place, 'data/gs1/csum-vectors.json'))
  const file = files.find((each) => existsSync(each))
  if (!file) throw new Error(`GS1's vectors are in none of ${files.join(', ')}: set HILO_SHARED`)
  return JSON.parse(readFileSync(file, 'utf8')) as Vectors
}

const withCheckDigit = (body: string): string =>
  [...'0123456789'].map((digit) => body + digit).find(hasCheckDigit) ?? ''

const gtins = fc
  .tuple(
    fc.constantFrom(7, 11, 12, 13),
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 13, maxLength: 13 }),
  )
  .map(([length, digits]) => withCheckDigit(digits.slice(0, length)))

describe('a GTIN', () => {
  test('passes and fails like the vectors of the GS1 syntax dictionary', () => {
    const { pass, fail } = vectors()
    expect(pass.filter((key) => !hasCheckDigit(key))).toEqual([])
    expect(fail.filter(({ v }) => hasCheckDigit(v))).toEqual([])
    expect(pass.length + fail.length).toBeGreaterThanOrEqual(14)
  })

  test('has 8, 12, 13 or 14 digits', () => {
    expect(isGtin('4006381333931')).toBe(true)
    expect(isGtin('036000291452')).toBe(true)
    expect(isGtin('123456789012345675')).toBe(false)
    expect(isGtin('4006381333931 ')).toBe(false)
    expect(isGtin('')).toBe(false)
  })

  test('does not survive one wrong digit', () => {
    fc.assert(
      fc.property(gtins, fc.nat(), fc.integer({ min: 1, max: 9 }), (gtin, at, by) => {
        const place = at % gtin.length
        const wrong = gtin.slice(0, place) + ((Number(gtin[place]) + by) % 10) + gtin.slice(place + 1)
        expect(isGtin(gtin)).toBe(true)
        expect(isGtin(wrong)).toBe(false)
      }),
    )
  })

  test('stays right with zeros in front: every length of it is the same number', () => {
    fc.assert(fc.property(gtins, (gtin) => isGtin(paddedGtin(gtin) ?? '')))
    expect(paddedGtin('036000291452')).toBe(paddedGtin('0036000291452'))
    expect(paddedGtin('12345')).toBeNull()
  })
})

describe('the tree of categories', () => {
  const tree = new Map([
    ['a', null],
    ['b', 'a'],
    ['c', 'b'],
  ])
  test('never closes a circle', () => {
    expect(breaksTree(tree, 'a', 'c')).toBe(true)
    expect(breaksTree(tree, 'a', 'a')).toBe(true)
    expect(breaksTree(tree, 'c', 'a')).toBe(false)
  })
  test('has six levels at most, counted with what hangs below', () => {
    const deep = new Map([
      ['1', null],
      ['2', '1'],
      ['3', '2'],
      ['4', '3'],
      ['5', '4'],
      ['x', null],
      ['y', 'x'],
    ])
    expect(breaksTree(deep, 'new', '5')).toBe(false)
    expect(breaksTree(deep, 'x', '5')).toBe(true)
    expect(breaksTree(deep, 'x', '4')).toBe(false)
  })
})

test('a picture has an address for each width', () => {
  expect(pictureUrl('ab/abc-1280.webp', 320)).toBe('/media/ab/abc-320.webp')
})
