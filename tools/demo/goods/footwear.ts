import type { Kind } from './kind.ts'
import { style } from './kind.ts'

const WOMEN = ['36', '37', '38', '39', '40', '41'] as const
const MEN = ['40', '41', '42', '43', '44', '45'] as const

export const FOOTWEAR: readonly Kind[] = [
  {
    category: 'botas-mujer', shape: 'boot', sizes: WOMEN, price: [8490, 12990], weight_g: 1150, materials: ['leather', 'suede'],
    colours: ['marron', 'negro', 'camel', 'burdeos'],
    styles: [
      style('Botas Chelsea', 'Chelsea boots', 'Botas de caña corta con elásticos a los lados: se calzan de un tirón y aguantan el invierno.', 'Ankle boots with elastic sides: on in one pull, and good for the whole winter.', 'plain', 0),
      style('Botas de cordones', 'Lace-up boots', 'Botas con cordones y suela dentada, para andar mucho y con lluvia.', 'Lace-up boots with a lugged sole, for long walks in the rain.', 'plain', 2),
    ],
    models: ['Cuesta', 'Umbría', 'Ladera', 'Portal', 'Arrabal'],
  },
  {
    category: 'zapatillas-mujer', shape: 'sneaker', sizes: WOMEN, price: [5990, 8990], weight_g: 720, materials: ['canvas', 'leather'],
    colours: ['blanco', 'rosa', 'celeste', 'salvia'],
    styles: [
      style('Zapatillas urbanas', 'City sneakers', 'Zapatillas ligeras con plantilla acolchada y suela que no resbala.', 'Light sneakers with a padded insole and a sole that grips.', 'plain', 0),
      style('Zapatillas de lona', 'Canvas sneakers', 'Zapatillas frescas que mejoran con los lavados.', 'Airy sneakers that get better with every wash.', 'plain', 1),
    ],
    models: ['Brinco', 'Callejuela', 'Pinar', 'Salitre', 'Atajo'],
  },
  {
    category: 'botas-hombre', shape: 'boot', sizes: MEN, price: [8990, 13990], weight_g: 1400, materials: ['leather', 'suede'],
    colours: ['marron', 'negro', 'oliva'],
    styles: [
      style('Botas de montaña', 'Walking boots', 'Botas reforzadas con cordones encerados, cómodas desde la primera caminata.', 'Reinforced boots with waxed laces, comfortable from the first walk.', 'plain', 2),
      style('Botas Chelsea', 'Chelsea boots', 'Botas sobrias con elásticos y costuras limpias.', 'Sober boots with elastic sides and clean seams.', 'plain', 1),
    ],
    models: ['Collado', 'Risco', 'Cordel', 'Braña'],
  },
  {
    category: 'zapatillas-hombre', shape: 'sneaker', sizes: MEN, price: [6490, 9490], weight_g: 840, materials: ['leather', 'canvas'],
    colours: ['blanco', 'marino', 'gris', 'botella'],
    styles: [
      style('Zapatillas de piel', 'Leather sneakers', 'Zapatillas cosidas que se limpian con un paño y duran años.', 'Stitched sneakers that wipe clean and last for years.', 'plain', 2),
      style('Zapatillas retro', 'Retro sneakers', 'Zapatillas de barrio con aire de los ochenta.', 'Neighbourhood sneakers with an eighties air.', 'plain', 1),
    ],
    models: ['Frontón', 'Zancada', 'Barrio', 'Estación', 'Farola'],
  },
  {
    category: 'zapatillas-ninos', shape: 'sneaker', sizes: ['28', '30', '32', '34'], price: [3490, 4490], weight_g: 420, materials: ['canvas'],
    colours: ['mostaza', 'teja', 'celeste'],
    styles: [style('Zapatillas infantiles', "Kids' sneakers", 'Zapatillas con puntera reforzada para el patio y el parque.', 'Sneakers with a reinforced toe for the playground.', 'plain', 0)],
    models: ['Rayuela', 'Saltamontes', 'Columpio', 'Comba'],
  },
]
