import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import type { ProductInput } from './product.ts'
import { saveCategory } from './save-category.ts'
import { saveProducts } from './save-product.ts'
import { searchProducts, suggestProducts } from './search-products.ts'

let shop: Shop

const product = (
  slug: string,
  es: string,
  en: string,
  more: Partial<ProductInput> & { about?: string } = {},
): ProductInput => {
  const { about = '', ...rest } = more
  return {
    slug,
    texts: { es: { name: es, description: about }, en: { name: en } },
    variants: [{ sku: `${slug.toUpperCase()}-01` }],
    ...rest,
  }
}

beforeAll(async () => {
  shop = await openShop()
  await shop.write(async (ctx) => {
    await saveCategory(ctx, { slug: 'calzado', names: { es: 'Calzado', en: 'Footwear' } })
    await saveProducts(ctx, [
      product('viento', 'Zapatillas de correr Viento', 'Wind running shoes', {
        brand: 'Nimbo',
        categories: ['calzado'],
      }),
      product('camion', 'Camión de madera', 'Wooden lorry', { brand: 'Jugón' }),
      product('cajon', 'Caja de juguetes', 'Toy box', { about: 'Cabe un camión entero' }),
      product('pantalon', 'Pantalón vaquero', 'Jeans'),
      product('camiseta', 'Camiseta básica', 'Basic tee', { brand: 'Camión Ropa' }),
      product('ninos', 'Gorra para niños', 'Cap for children', { variants: [{ sku: 'NIN-7', gtin: '4006381333931' }] }),
      product('bota', 'Bota de montaña', 'Mountain boot', { status: 'active' }),
      product('borrador', 'Zapatillas secretas', 'Secret shoes', { status: 'draft' }),
      { slug: 'solo-en', texts: { en: { name: 'Waterproof jacket' } } },
      { slug: 'solo-es', texts: { es: { name: 'Chubasquero amarillo' } } },
    ])
  })
})
afterAll(() => shop.close())

const shopper = () => shop.actor({ kind: 'storefront' })
const search = (text: string, locale: 'es' | 'en' = 'es', limit = 20) =>
  shop.read((ctx) => searchProducts(ctx, { text, locale, limit }), shopper())
const slugs = async (text: string, locale: 'es' | 'en' = 'es') =>
  (await search(text, locale)).items.map(({ slug }) => slug)

describe('in Spanish', () => {
  test('accents, case and number do not matter', async () => {
    for (const text of ['camión', 'camion', 'CAMIÓN', 'camiones']) expect((await slugs(text))[0]).toBe('camion')
    for (const text of ['pantalon', 'pantalones', 'pantalón vaquero', 'vaqueros'])
      expect(await slugs(text)).toEqual(['pantalon'])
    expect(await slugs('zapatilla')).toEqual(['viento'])
    expect(await slugs('niño')).toEqual(['ninos'])
    expect(await slugs('gorra nino')).toEqual(['ninos'])
  })

  test('a name goes before a brand, a brand before a description', async () => {
    expect(await slugs('camion')).toEqual(['camion', 'camiseta', 'cajon'])
  })

  test('typing errors are forgiven', async () => {
    for (const text of ['zapatilas', 'sapatillas', 'zapatilals', 'capatillas de correr', 'nimbo zapatilas']) {
      expect(await slugs(text)).toEqual(['viento'])
    }
    expect(await search('sapatillas')).toMatchObject({ similar: true })
    expect(await slugs('vota')).toContain('bota')
    expect(await slugs('pamtalon')).toEqual(['pantalon'])
    expect(await slugs('camsieta')).toEqual(['camiseta'])
  })

  test('what is no word resembles nothing, however short it sounds', async () => {
    await shop.write((ctx) => saveProducts(ctx, [product('talla', 'Guantes talla S', 'Gloves size S')]))
    expect(await slugs('zzzz')).toEqual([])
    expect(await slugs('guantes s')).toEqual(['talla'])
  })

  test('a word is not the beginning of another just because its stem is', async () => {
    await shop.write((ctx) => saveProducts(ctx, [product('jersey', 'Jersey verde botella', 'Bottle green jumper')]))
    for (const text of ['bota', 'botas']) expect(await slugs(text)).toEqual(['bota'])
    expect(await slugs('botel')).toEqual(['jersey'])
  })

  test('the last word may be unfinished', async () => {
    for (const text of ['zapati', 'zapatillas de corr', 'viento zap', 'zapatillas de'])
      expect((await slugs(text))[0]).toBe('viento')
  })

  test('categories above count', async () => {
    expect(await slugs('calzado')).toEqual(['viento'])
  })
})

test('in English endings do not matter and each language has its own words', async () => {
  for (const text of ['shoe', 'shoes', 'running shoe', 'runs shoes'])
    expect(await slugs(text, 'en')).toEqual(['viento'])
  expect(await slugs('lorries', 'en')).toEqual(['camion'])
  expect(await slugs('footwear', 'en')).toEqual(['viento'])
  expect(await search('wooden lory', 'en')).toMatchObject({ similar: true, items: [{ slug: 'camion' }] })
})

test('a text in one language only is found from the other', async () => {
  expect(await slugs('jackets')).toEqual(['solo-en'])
  expect(await slugs('chubasquero', 'en')).toEqual(['solo-es'])
  expect(await slugs('wooden lorry', 'es')).toEqual(['camion'])
})

test('codes come first: SKU in any case, its beginning, GTIN in any length', async () => {
  for (const text of ['NIN-7', 'nin-7', '4006381333931', '04006381333931', 'nin-'])
    expect((await slugs(text))[0]).toBe('ninos')
  expect(await slugs('VIENTO-0')).toEqual(['viento'])
})

test('drafts are found by staff only', async () => {
  expect(await slugs('zapatillas secretas')).toEqual([])
  const staff = shop.actor({ kind: 'staff', permissions: ['catalog.read'] })
  expect(
    (await shop.read((ctx) => searchProducts(ctx, { text: 'secretas', locale: 'es', limit: 5 }), staff)).items[0]?.slug,
  ).toBe('borrador')
})

test('nothing sensible gives nothing, and hostile text does no harm', async () => {
  const hostile = [
    "'); drop table product; --",
    '& | ! ( ) <-> :*',
    ':*A',
    '%',
    '_',
    "\\'",
    '\u{1F600}',
    'ñ'.repeat(200),
    'xqzzwk',
    'de la',
    '<b>zapatillas</b> & (',
    "zapatillas'",
  ]
  for (const text of hostile) expect((await search(text)).items.length).toBeLessThan(10)
  expect(await slugs('<b>zapatillas</b>')).toEqual([])
  expect((await search('xqzzwk')).items).toEqual([])
})

test('pages of a search neither repeat nor lose a product', async () => {
  await shop.write((ctx) =>
    saveProducts(
      ctx,
      Array.from({ length: 25 }, (_, n) => product(`taza-${n}`, `Taza ${n % 3 ? 'azul' : 'roja'} ${n}`, 'Mug')),
    ),
  )
  for (const text of ['taza', 'tassa azull']) {
    const seen: string[] = []
    let after: string | null = null
    do {
      const page = await shop.read(
        (ctx) => searchProducts(ctx, { text, locale: 'es', limit: 4, ...(after ? { after } : {}) }),
        shopper(),
      )
      seen.push(...page.items.map(({ slug }) => slug))
      after = page.next
    } while (after !== null)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(text === 'taza' ? 25 : 16)
  }
  await expect(
    shop.read((ctx) => searchProducts(ctx, { text: 'taza', locale: 'es', limit: 4, after: 'WzFd' })),
  ).rejects.toMatchObject({ code: 'bad_cursor' })
  expect((await shop.read((ctx) => suggestProducts(ctx, { text: 'taz', locale: 'es' }))).length).toBe(8)
})
