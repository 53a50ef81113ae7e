import { expect, test } from 'vitest'
import { bySize } from './sizes.ts'

const variant = (Color: string, Talla: string) => ({ options: { es: { Talla, Color }, en: {} } })
const said = (variants: ReturnType<typeof variant>[]): string =>
  variants
    .toSorted(bySize)
    .map(({ options }) => `${options.es.Color} ${options.es.Talla}`)
    .join(', ')

test('sizes stand from small to large, colour by colour', () => {
  expect(said(['43', '45', '9', '41'].map((size) => variant('Blanco', size)))).toBe(
    'Blanco 9, Blanco 41, Blanco 43, Blanco 45',
  )
  expect(said(['L', 'S', 'XL', 'M'].map((size) => variant('Azul', size)))).toBe('Azul S, Azul M, Azul L, Azul XL')
  expect(said([variant('Gris', '41-45'), variant('Azul', '41-45'), variant('Gris', '36-40')])).toBe(
    'Azul 41-45, Gris 36-40, Gris 41-45',
  )
})
