import { expect, test } from 'vitest'
import { preferenceWords } from './preferences.ts'

const STORES = [{ code: 'gran-via', name: 'Madrid Gran Vía' }]

test.each([
  [{ name: 'shoe_size', value: '38' }, 'Número de calzado', '38'],
  [{ name: 'favourite_store', value: 'gran-via' }, 'Su tienda', 'Madrid Gran Vía'],
  [{ name: 'favourite_store', value: 'gone' }, 'Su tienda', 'gone'],
  [{ name: 'saved_products', value: ['ceramica-azul', 'vela'] }, 'Artículos guardados', '2'],
  [{ name: 'skin_type', value: ['dry', 'light'] }, 'skin type', 'dry, light'],
  [{ name: 'fit', value: { waist: 80 } }, 'fit', '{"waist":80}'],
])('%o is told as people say it', (preference, label, said) =>
  expect(preferenceWords(preference, 'es', STORES)).toEqual({ label, said }),
)
