import type { ProductInput } from './product.ts'

/** A picture that is stored already, told apart by its sign. */
export const picture = (sign: string) => ({
  path: `${sign}${sign}/${sign.repeat(64)}-1280.webp`,
  width: 1280,
  height: 800,
})

/** A product with everything: texts, category, tag, attribute, option, two variants, two pictures. */
export const trainers = (slug: string, over: Partial<ProductInput> = {}): ProductInput => ({
  slug,
  brand: 'Nimbo',
  texts: { es: { name: 'Zapatillas Viento', description: 'Ligeras y transpirables' }, en: { name: 'Wind trainers' } },
  categories: ['zapatillas'],
  tags: ['running'],
  attributes: [{ code: 'material', names: { es: 'Material', en: 'Material' }, value: { es: 'Lona', en: 'Canvas' } }],
  options: [
    {
      code: 'color',
      names: { es: 'Color', en: 'Colour' },
      choices: [
        { code: 'red', names: { es: 'Rojo', en: 'Red' } },
        { code: 'blue', names: { es: 'Azul', en: 'Blue' } },
      ],
    },
  ],
  variants: [
    { sku: `${slug}-R`, options: { color: 'red' }, weight_g: 640 },
    { sku: `${slug}-B`, options: { Colour: 'azul' } },
  ],
  pictures: [picture('a'), { ...picture('b'), sku: `${slug}-b`, alt: { es: 'En azul' } }],
  ...over,
})
