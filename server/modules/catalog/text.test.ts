import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf, fold, queryWords, sound } from './text.ts'

test('folding takes accents, case and signs away', () => {
  expect(fold('  Cafetera ESPRÉSSO-15 "Año" ')).toBe('cafetera espresso 15 ano')
  expect(fold('Straße & Ærø')).toBe('strasse aero')
  expect(fold('!!!')).toBe('')
})

test('folding twice is folding once, and the composed letter is the decomposed one', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
  expect(fold('camio\u0301n')).toBe(fold('camión'))
})

test('words that sound alike are spelled alike', () => {
  for (const [right, wrong] of [
    ['zapatilla', 'sapatila'],
    ['bota', 'vota'],
    ['hilo', 'ilo'],
    ['queso', 'keso'],
    ['cereza', 'sereza'],
    ['gel', 'jel'],
  ]) {
    expect(sound(right as string)).toBe(sound(wrong as string))
  }
  expect(sound('coche')).toBe('koche')
})

test('a question has at most eight telling words', () => {
  expect(queryWords('las Zapatillas de  running para el niño')).toEqual(['zapatillas', 'running', 'nino'])
  expect(queryWords('de la')).toEqual(['de', 'la'])
  expect(queryWords('a b c d e f g h i j k l').length).toBe(8)
  expect(queryWords(' \u0000\t ')).toEqual([])
})

test('a label becomes a code, even one without letters', () => {
  expect(codeOf('Azul marino')).toBe('azul-marino')
  expect(codeOf('42,5')).toBe('42-5')
  expect(codeOf('★')).toBe('u2605')
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
      (label) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(codeOf(label)) && codeOf(label).length <= 60,
    ),
  )
})
