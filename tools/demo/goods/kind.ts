import type { ColourName } from '../drawing/colours.ts'
import type { ShapeName } from '../drawing/draw.ts'
import type { Pattern } from '../drawing/paint.ts'

export type Words = { es: string; en: string }
const words = (es: string, en: string): Words => ({ es, en })

/** A way a kind of article is made: its name before the model's name, what is said of it, how it is drawn. */
export type Style = { name: Words; says: Words; pattern: Pattern; variation: number }

export type Kind = {
  /** Slug of its category, and of the one above. */
  category: string
  shape: ShapeName
  styles: readonly Style[]
  materials: readonly MaterialName[]
  sizes: readonly string[]
  colours: readonly ColourName[]
  /** Cents with tax, from and to. */
  price: readonly [number, number]
  weight_g: number
  /** Its models; each is one product. */
  models: readonly string[]
  /** How many colours a product comes in. */
  colours_each?: number
}

export const style = (
  es: string,
  en: string,
  says_es: string,
  says_en: string,
  pattern: Pattern = 'plain',
  variation = 0,
): Style => ({
  name: words(es, en),
  says: words(says_es, says_en),
  pattern,
  variation,
})

/** What things are made of and how they are looked after. */
export const MATERIALS = {
  leather: {
    name: words('piel de vacuno', 'cow leather'),
    care: words('Cepillar en seco y nutrir con crema incolora', 'Brush dry and feed with colourless cream'),
  },
  suede: {
    name: words('serraje', 'suede'),
    care: words('Cepillar en seco; proteger del agua', 'Brush dry; protect from water'),
  },
  canvas: {
    name: words('lona de algodón', 'cotton canvas'),
    care: words('Limpiar con un paño húmedo', 'Wipe with a damp cloth'),
  },
  cotton: {
    name: words('algodón orgánico', 'organic cotton'),
    care: words('Lavar a 30 °C con colores parecidos', 'Wash at 30 °C with like colours'),
  },
  poplin: {
    name: words('popelín de algodón', 'cotton poplin'),
    care: words('Lavar a 30 °C y planchar a temperatura media', 'Wash at 30 °C and iron at medium heat'),
  },
  linen: {
    name: words('lino lavado', 'washed linen'),
    care: words('Lavar a 30 °C; no necesita plancha', 'Wash at 30 °C; needs no ironing'),
  },
  wool: {
    name: words('lana merina', 'merino wool'),
    care: words('Lavar a mano en frío y secar en plano', 'Wash cold by hand and dry flat'),
  },
  lambswool: {
    name: words('lana de cordero', 'lambswool'),
    care: words('Lavar a mano en frío y secar en plano', 'Wash cold by hand and dry flat'),
  },
  viscose: {
    name: words('viscosa de origen certificado', 'certified viscose'),
    care: words('Lavar a 30 °C en programa delicado', 'Wash at 30 °C on a gentle cycle'),
  },
  twill: {
    name: words('sarga de algodón', 'cotton twill'),
    care: words('Lavar a 30 °C del revés', 'Wash at 30 °C inside out'),
  },
  corduroy: {
    name: words('pana de algodón', 'cotton corduroy'),
    care: words('Lavar a 30 °C del revés y no usar secadora', 'Wash at 30 °C inside out; do not tumble dry'),
  },
  terry: {
    name: words('rizo de algodón de 600 g', '600 g cotton terry'),
    care: words('Lavar a 60 °C sin suavizante', 'Wash at 60 °C without softener'),
  },
  percale: {
    name: words('percal de algodón de 200 hilos', '200-thread cotton percale'),
    care: words('Lavar a 40 °C y tender al aire', 'Wash at 40 °C and line-dry'),
  },
  wax: {
    name: words('cera de soja', 'soy wax'),
    care: words('Recortar la mecha antes de encender', 'Trim the wick before lighting'),
  },
} as const satisfies Record<string, { name: Words; care: Words }>
export type MaterialName = keyof typeof MATERIALS

export type Shelf = { slug: string; parent: string | null; names: Words }
const shelf = (slug: string, parent: string | null, es: string, en: string): Shelf => ({
  slug,
  parent,
  names: words(es, en),
})

/** The tree of categories, parents first. */
export const SHELVES: readonly Shelf[] = [
  shelf('mujer', null, 'Mujer', 'Women'),
  shelf('hombre', null, 'Hombre', 'Men'),
  shelf('ninos', null, 'Niños', 'Kids'),
  shelf('complementos', null, 'Complementos', 'Accessories'),
  shelf('hogar', null, 'Hogar', 'Homeware'),
  shelf('botas-mujer', 'mujer', 'Botas', 'Boots'),
  shelf('zapatillas-mujer', 'mujer', 'Zapatillas', 'Sneakers'),
  shelf('vestidos', 'mujer', 'Vestidos', 'Dresses'),
  shelf('camisas-mujer', 'mujer', 'Camisas', 'Shirts'),
  shelf('punto-mujer', 'mujer', 'Punto', 'Knitwear'),
  shelf('faldas', 'mujer', 'Faldas', 'Skirts'),
  shelf('pantalones-mujer', 'mujer', 'Pantalones', 'Trousers'),
  shelf('botas-hombre', 'hombre', 'Botas', 'Boots'),
  shelf('zapatillas-hombre', 'hombre', 'Zapatillas', 'Sneakers'),
  shelf('camisas-hombre', 'hombre', 'Camisas', 'Shirts'),
  shelf('punto-hombre', 'hombre', 'Punto', 'Knitwear'),
  shelf('pantalones-hombre', 'hombre', 'Pantalones', 'Trousers'),
  shelf('camisetas-ninos', 'ninos', 'Camisetas', 'T-shirts'),
  shelf('punto-ninos', 'ninos', 'Punto', 'Knitwear'),
  shelf('zapatillas-ninos', 'ninos', 'Zapatillas', 'Sneakers'),
  shelf('calcetines', 'complementos', 'Calcetines', 'Socks'),
  shelf('bolsos', 'complementos', 'Bolsos', 'Bags'),
  shelf('bufandas', 'complementos', 'Bufandas', 'Scarves'),
  shelf('gorras-y-gorros', 'complementos', 'Gorras y gorros', 'Caps and beanies'),
  shelf('toallas', 'hogar', 'Toallas', 'Towels'),
  shelf('sabanas', 'hogar', 'Sábanas', 'Sheets'),
  shelf('mantas', 'hogar', 'Mantas', 'Blankets'),
  shelf('cojines', 'hogar', 'Cojines', 'Cushions'),
  shelf('velas', 'hogar', 'Velas', 'Candles'),
  shelf('cocina', 'hogar', 'Cocina', 'Kitchen'),
]
