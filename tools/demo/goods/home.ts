import type { Kind } from './kind.ts'
import { style } from './kind.ts'

const ONE = ['Única'] as const

export const HOME: readonly Kind[] = [
  {
    category: 'calcetines', shape: 'sock', sizes: ['36-40', '41-45'], price: [890, 1490], weight_g: 70, materials: ['wool', 'cotton'],
    colours: ['gris', 'mostaza', 'marino', 'burdeos', 'salvia'],
    styles: [
      style('Calcetines de lana', 'Wool socks', 'Calcetines suaves que abrigan sin apretar y no se caen.', 'Soft socks that warm without squeezing and stay up.', 'melange', 0),
      style('Calcetines de rayas', 'Striped socks', 'Calcetines de media caña con talón reforzado.', 'Mid-calf socks with a reinforced heel.', 'stripe', 1),
      style('Calcetines de lunares', 'Dotted socks', 'Calcetines alegres para los lunes.', 'Cheerful socks for Mondays.', 'dots', 2),
    ],
    models: ['Tregua', 'Paréntesis', 'Zarcillo', 'Mediodía', 'Ranura', 'Tamboril', 'Pespunte'], colours_each: 2,
  },
  {
    category: 'bolsos', shape: 'bag', sizes: ONE, price: [3990, 9990], weight_g: 640, materials: ['leather', 'canvas'],
    colours: ['camel', 'negro', 'botella', 'teja'],
    styles: [
      style('Bolso de mano', 'Handbag', 'Un bolso con cierre y compartimento interior para no buscar las llaves.', 'A bag with a clasp and an inner pocket, so keys are found.', 'plain', 1),
      style('Bolso grande', 'Tote bag', 'Un bolso donde caben el portátil, el libro y la compra.', 'A bag for the laptop, the book and the shopping.', 'plain', 0),
      style('Bolso de cuadros', 'Checked bag', 'Un bolso de asas firmes con forro de algodón.', 'A bag with firm handles and a cotton lining.', 'check', 2),
    ],
    models: ['Zaguán', 'Mercado', 'Costurero', 'Alforja', 'Desván', 'Quiosco', 'Aldaba'], colours_each: 2,
  },
  {
    category: 'bufandas', shape: 'scarf', sizes: ONE, price: [1990, 3990], weight_g: 210, materials: ['lambswool', 'wool'],
    colours: ['burdeos', 'gris', 'mostaza', 'marino'],
    styles: [
      style('Bufanda de cuadros', 'Checked scarf', 'Una bufanda larga con flecos, para dar dos vueltas.', 'A long fringed scarf that goes round twice.', 'check', 0),
      style('Bufanda lisa', 'Plain scarf', 'Una bufanda ligera que cabe en el bolsillo.', 'A light scarf that fits in a pocket.', 'plain', 1),
    ],
    models: ['Ventisca', 'Cierzo', 'Poniente', 'Helada', 'Relente', 'Tramontana'], colours_each: 2,
  },
  {
    category: 'gorras-y-gorros', shape: 'beanie', sizes: ONE, price: [1490, 2490], weight_g: 90, materials: ['wool', 'lambswool'],
    colours: ['teja', 'salvia', 'negro', 'lavanda'],
    styles: [
      style('Gorro con pompón', 'Bobble hat', 'Un gorro de punto grueso con pompón.', 'A chunky-knit hat with a bobble.', 'plain', 0),
      style('Gorro liso', 'Beanie', 'Un gorro fino que no deja marca en la frente.', 'A fine beanie that leaves no mark on the forehead.', 'melange', 1),
    ],
    models: ['Cumbre', 'Trineo', 'Nevero', 'Cabaña'], colours_each: 2,
  },
  {
    category: 'gorras-y-gorros', shape: 'cap', sizes: ONE, price: [1690, 2490], weight_g: 95, materials: ['twill', 'corduroy'],
    colours: ['marino', 'oliva', 'crudo'],
    styles: [style('Gorra de visera', 'Cap', 'Una gorra con visera curva y cierre que se ajusta.', 'A cap with a curved peak and an adjustable strap.', 'plain', 0)],
    models: ['Alero', 'Solana', 'Toldo', 'Verano'], colours_each: 2,
  },
  {
    category: 'toallas', shape: 'towel', sizes: ['50 × 100', '100 × 150'], price: [1290, 2890], weight_g: 480, materials: ['terry'],
    colours: ['blanco', 'salvia', 'celeste', 'teja', 'gris'],
    styles: [
      style('Toalla de rizo', 'Terry towel', 'Una toalla esponjosa que seca a la primera.', 'A fluffy towel that dries at the first touch.', 'plain', 0),
      style('Toalla de cenefa', 'Bordered towel', 'Una toalla con cenefa tejida y colgador.', 'A towel with a woven border and a loop.', 'melange', 2),
    ],
    models: ['Alberca', 'Manantial', 'Acequia', 'Rocío', 'Charca', 'Aljibe', 'Orilla'], colours_each: 2,
  },
  {
    category: 'sabanas', shape: 'sheet', sizes: ['90 cm', '135 cm', '150 cm'], price: [3990, 6990], weight_g: 1300, materials: ['percale', 'linen'],
    colours: ['blanco', 'celeste', 'rosa', 'crudo'],
    styles: [
      style('Juego de sábanas', 'Sheet set', 'Bajera, encimera y funda de almohada, frescas al tacto.', 'Fitted sheet, flat sheet and pillowcase, cool to the touch.', 'plain', 0),
      style('Juego de sábanas de lunares', 'Dotted sheet set', 'Bajera, encimera y funda de almohada con un lunar pequeño.', 'Fitted sheet, flat sheet and pillowcase with a small dot.', 'dots', 0),
    ],
    models: ['Siesta', 'Duermevela', 'Alborada', 'Nana', 'Remanso', 'Arrullo'],
  },
  {
    category: 'mantas', shape: 'blanket', sizes: ['130 × 170', '180 × 220'], price: [3990, 8990], weight_g: 1100, materials: ['lambswool', 'cotton'],
    colours: ['camel', 'gris', 'botella', 'mostaza', 'burdeos'],
    styles: [
      style('Manta de cuadros', 'Checked blanket', 'Una manta con flecos para el sofá y para el campo.', 'A fringed blanket for the sofa and for the country.', 'check', 0),
      style('Manta lisa', 'Plain blanket', 'Una manta suave que pesa lo justo.', 'A soft blanket of just the right weight.', 'plain', 1),
    ],
    models: ['Trashumancia', 'Majada', 'Serranía', 'Refugio', 'Hoguera', 'Aprisco'], colours_each: 2,
  },
  {
    category: 'cojines', shape: 'cushion', sizes: ['45 × 45', '60 × 60'], price: [1490, 2990], weight_g: 520, materials: ['linen', 'corduroy', 'cotton'],
    colours: ['teja', 'salvia', 'crudo', 'marino', 'mostaza'],
    styles: [
      style('Cojín con botón', 'Buttoned cushion', 'Un cojín mullido con un botón en el centro.', 'A plump cushion with a button in the middle.', 'plain', 0),
      style('Cojín de rayas', 'Striped cushion', 'Un cojín de rayas con funda que se quita y se lava.', 'A striped cushion with a cover that comes off to be washed.', 'stripe', 1),
      style('Cojín de lunares', 'Dotted cushion', 'Un cojín alegre para la silla de lectura.', 'A cheerful cushion for the reading chair.', 'dots', 2),
    ],
    models: ['Rincón', 'Sobremesa', 'Butaca', 'Mecedora', 'Balcón', 'Patio'], colours_each: 2,
  },
  {
    category: 'velas', shape: 'candle', sizes: ONE, price: [1290, 1990], weight_g: 430, materials: ['wax'],
    colours: ['crudo', 'salvia', 'lavanda', 'teja', 'botella', 'rosa'],
    styles: [style('Vela aromática', 'Scented candle', 'Una vela que arde cuarenta horas y huele a casa limpia.', 'A candle that burns for forty hours and smells of a clean home.', 'plain', 0)],
    models: ['Hierbaluisa', 'Romero', 'Espliego', 'Canela', 'Higuera', 'Tomillo'],
  },
  {
    category: 'cocina', shape: 'apron', sizes: ONE, price: [1990, 2990], weight_g: 260, materials: ['linen', 'twill'],
    colours: ['oliva', 'gris', 'crudo', 'teja'],
    styles: [
      style('Delantal de cuadros', 'Checked apron', 'Un delantal con bolsillo doble y cintas largas.', 'An apron with a double pocket and long ties.', 'check', 0),
      style('Delantal liso', 'Plain apron', 'Un delantal resistente que se ata por delante.', 'A sturdy apron that ties at the front.', 'plain', 1),
    ],
    models: ['Fogón', 'Puchero', 'Alacena', 'Harina', 'Almirez'],
  },
]
