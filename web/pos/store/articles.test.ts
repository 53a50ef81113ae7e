import { expect, test } from 'vitest'
import { Articles } from './articles.ts'

const VARIANTS = 100_000
const SCANS = 1_000
const SCAN_MS = 100

const WORDS = ['Zapatillas', 'Botas', 'Camiseta', 'Jersey', 'Pantalón', 'Gorro', 'Calcetines', 'Toalla']
const COLOURS = ['Rojo', 'Azul', 'Verde', 'Negro', 'Blanco']

const variant = (n: number) => ({
  variant_id: `v${n}`,
  product_id: `p${Math.floor(n / 6)}`,
  sku: `SKU-${n}`,
  gtins: [String(8_400_000_000_000 + n)],
  name: { es: `${WORDS[n % 8]} «Modelo ${n % 9_973}»`, en: `Article ${n % 9_973}` },
  options: { es: { Color: COLOURS[n % 5]!, Talla: String(36 + (n % 12)) }, en: {} },
  departments: [],
  brand: 'Torzal',
  picture: null,
  kind: 'goods' as const,
  unit_price: 1_000 + n,
  compare_at: null,
  lowest_30d: null,
  tax_included: true,
  tax_name: 'IVA',
  tax_ppm: 210_000,
  available: 1,
  on_hand: 1,
})

function filled(): Articles {
  const list = new Articles()
  list.add(Array.from({ length: VARIANTS }, (_, n) => variant(n)))
  return list
}

test('of 100,000 variants each code finds its own within a tenth of a second', () => {
  const list = filled()
  const began = performance.now()
  for (let n = 0; n < SCANS; n++) {
    expect(list.scan(String(8_400_000_000_000 + n * 97))?.variant_id).toBe(`v${n * 97}`)
    expect(list.scan(`sku-${n * 97}`)?.variant_id).toBe(`v${n * 97}`)
  }
  expect((performance.now() - began) / SCANS).toBeLessThan(SCAN_MS)
})

test('words in any order, without accents, find an article among 100,000', () => {
  const list = filled()
  const [found] = list.search('rojo pantalon 100')
  expect(found?.name.es).toContain('Pantalón')
  const began = performance.now()
  list.search('nothing is called this')
  const took = performance.now() - began
  expect(took).toBeLessThan(SCAN_MS * 10)
})

test('what is gone is not found any more, and what changed has its new code', () => {
  const list = new Articles()
  list.add([variant(1), variant(2)])
  list.remove('v1')
  list.add([{ ...variant(2), gtins: ['8400000099999'] }])
  expect(list.scan('SKU-1')).toBeUndefined()
  expect(list.scan(String(8_400_000_000_002))).toBeUndefined()
  expect(list.scan('8400000099999')?.variant_id).toBe('v2')
})
