import type { Kind } from './kind.ts'
import { style } from './kind.ts'

const CLOTHES = ['S', 'M', 'L'] as const

export const FASHION: readonly Kind[] = [
  {
    category: 'vestidos', shape: 'dress', sizes: CLOTHES, price: [4995, 8995], weight_g: 380, materials: ['viscose', 'linen', 'cotton'],
    colours: ['marino', 'burdeos', 'botella', 'teja'],
    styles: [
      style('Vestido de tirantes', 'Strappy dress', 'Un vestido ligero con caída, cintura marcada y largo por debajo de la rodilla.', 'A light dress that drapes well, with a marked waist and a hem below the knee.', 'dots', 0),
      style('Vestido camisero', 'Shirt dress', 'Un vestido de manga corta que va de la oficina a la cena sin cambiarse.', 'A short-sleeved dress that goes from the office to dinner without a change.', 'stripe', 1),
      style('Vestido midi', 'Midi dress', 'Un vestido liso con fajín ancho y bolsillos escondidos en las costuras.', 'A plain dress with a wide sash and pockets hidden in the seams.', 'plain', 2),
    ],
    models: ['Azahar', 'Verbena', 'Solera', 'Jara', 'Romería', 'Abril', 'Paseo', 'Candela'],
  },
  {
    category: 'camisas-mujer', shape: 'shirt', sizes: CLOTHES, price: [2995, 4995], weight_g: 220, materials: ['poplin', 'linen'],
    colours: ['blanco', 'celeste', 'lavanda', 'rosa'],
    styles: [
      style('Camisa de rayas', 'Striped shirt', 'Una camisa amplia de rayas finas, con puños que se remangan bien.', 'A roomy shirt with fine stripes and cuffs that roll up well.', 'stripe', 1),
      style('Camisa fluida', 'Flowing shirt', 'Una camisa de tacto suave que no se marca y apenas se arruga.', 'A soft shirt that does not cling and hardly creases.', 'plain', 0),
    ],
    models: ['Alhelí', 'Marea', 'Lienzo', 'Tertulia', 'Mirto', 'Nácar'],
  },
  {
    category: 'punto-mujer', shape: 'jumper', sizes: CLOTHES, price: [3995, 6995], weight_g: 340, materials: ['wool', 'lambswool'],
    colours: ['crudo', 'mostaza', 'burdeos', 'salvia', 'rosa'],
    styles: [
      style('Jersey de ochos', 'Cable jumper', 'Un jersey trenzado, calentito y con el largo justo para llevarlo con falda.', 'A warm cable-knit jumper, just the right length over a skirt.', 'plain', 1),
      style('Jersey de cuello alto', 'Roll-neck jumper', 'Un jersey de punto fino con cuello doblado que no pica.', 'A fine-knit jumper with a folded neck that does not itch.', 'melange', 2),
      style('Jersey marinero', 'Breton jumper', 'Un jersey de rayas con cuello redondo y hombros caídos.', 'A striped jumper with a round neck and dropped shoulders.', 'stripe', 0),
    ],
    models: ['Niebla', 'Ovillo', 'Rebeca', 'Lumbre', 'Escarcha', 'Bruma', 'Galerna'],
  },
  {
    category: 'punto-mujer', shape: 'cardigan', sizes: CLOTHES, price: [4495, 7495], weight_g: 380, materials: ['lambswool', 'wool'],
    colours: ['gris', 'camel', 'lavanda'],
    styles: [style('Chaqueta de punto', 'Knitted cardigan', 'Una chaqueta con botones y bolsillos para tener siempre a mano.', 'A buttoned cardigan with pockets, to keep within reach.', 'melange', 1)],
    models: ['Sosiego', 'Tejado', 'Merienda', 'Rescoldo'],
  },
  {
    category: 'faldas', shape: 'skirt', sizes: CLOTHES, price: [3495, 5495], weight_g: 300, materials: ['corduroy', 'viscose', 'twill'],
    colours: ['camel', 'botella', 'negro', 'teja'],
    styles: [
      style('Falda evasé', 'A-line skirt', 'Una falda con vuelo que se mueve al andar y no aprieta al sentarse.', 'A flared skirt that moves as you walk and gives when you sit.', 'check', 0),
      style('Falda recta', 'Straight skirt', 'Una falda de corte limpio con abertura delante.', 'A clean-cut skirt with a slit at the front.', 'plain', 1),
    ],
    models: ['Pirueta', 'Noria', 'Vereda', 'Celosía', 'Tranvía'],
  },
  {
    category: 'pantalones-mujer', shape: 'trousers', sizes: ['36', '38', '40', '42'], price: [3995, 5995], weight_g: 460, materials: ['twill', 'corduroy', 'linen'],
    colours: ['marino', 'crudo', 'marron', 'negro'],
    styles: [
      style('Pantalón ancho', 'Wide trousers', 'Un pantalón de tiro alto y pierna ancha que cae recto.', 'High-waisted trousers with a wide leg that falls straight.', 'plain', 1),
      style('Pantalón pitillo', 'Slim trousers', 'Un pantalón entallado con un poco de elástico.', 'Fitted trousers with a little stretch.', 'plain', 0),
    ],
    models: ['Rambla', 'Bulevar', 'Andén', 'Glorieta', 'Ronda'],
  },
  {
    category: 'camisas-hombre', shape: 'shirt', sizes: CLOTHES, price: [3495, 5495], weight_g: 260, materials: ['poplin', 'cotton', 'linen'],
    colours: ['celeste', 'blanco', 'oliva', 'burdeos'],
    styles: [
      style('Camisa de cuadros', 'Checked shirt', 'Una camisa de cuadros con bolsillo, para llevar abierta o abrochada.', 'A checked shirt with a pocket, to wear open or buttoned.', 'check', 1),
      style('Camisa Oxford', 'Oxford shirt', 'Una camisa de toda la vida, con cuerpo y cuello firme.', 'A timeless shirt with body and a firm collar.', 'plain', 2),
    ],
    models: ['Cantil', 'Dehesa', 'Tajo', 'Alcor', 'Ribera', 'Encina', 'Duero'],
  },
  {
    category: 'punto-hombre', shape: 'jumper', sizes: CLOTHES, price: [4495, 7495], weight_g: 420, materials: ['lambswool', 'wool'],
    colours: ['marino', 'gris', 'botella', 'camel'],
    styles: [
      style('Jersey de cuello redondo', 'Crew-neck jumper', 'Un jersey que abriga sin pesar y aguanta invierno tras invierno.', 'A jumper that warms without weight and lasts winter after winter.', 'melange', 0),
      style('Jersey de pescador', 'Fisherman jumper', 'Un jersey grueso de ochos, como los del puerto.', 'A thick cable jumper like those down at the harbour.', 'plain', 1),
    ],
    models: ['Cantábrico', 'Faro', 'Bahía', 'Sotavento', 'Espigón', 'Ancla'],
  },
  {
    category: 'pantalones-hombre', shape: 'trousers', sizes: ['40', '42', '44', '46'], price: [4495, 6495], weight_g: 520, materials: ['twill', 'corduroy'],
    colours: ['oliva', 'camel', 'gris', 'marino'],
    styles: [
      style('Pantalón chino', 'Chinos', 'Un pantalón recto que vale para el lunes y para el domingo.', 'Straight trousers that do for Monday and for Sunday.', 'plain', 0),
      style('Pantalón de pana', 'Corduroy trousers', 'Un pantalón de canal ancho, suave desde el primer día.', 'Wide-wale trousers, soft from the first day.', 'melange', 1),
    ],
    models: ['Labriego', 'Cauce', 'Andarín', 'Mesta', 'Páramo'],
  },
  {
    category: 'camisetas-ninos', shape: 'tee', sizes: ['4', '6', '8', '10'], price: [1295, 1995], weight_g: 120, materials: ['cotton'],
    colours: ['celeste', 'mostaza', 'blanco', 'salvia'],
    styles: [
      style('Camiseta del mar', 'Sea T-shirt', 'Una camiseta con un mar en el pecho, para quien siempre quiere ir a la playa.', 'A T-shirt with the sea on its chest, for those who always want to go to the beach.', 'plain', 0),
      style('Camiseta de la montaña', 'Mountain T-shirt', 'Una camiseta con dos picos, cómoda para trepar y para la siesta.', 'A T-shirt with two peaks, good for climbing and for naps.', 'plain', 1),
      style('Camiseta de rayas', 'Striped T-shirt', 'Una camiseta de rayas que combina con todas las rodillas manchadas.', 'A striped T-shirt that goes with every muddy knee.', 'stripe', 2),
    ],
    models: ['Ola', 'Cometa', 'Grillo', 'Peonza', 'Caracola', 'Renacuajo', 'Trébol'],
  },
  {
    category: 'punto-ninos', shape: 'cardigan', sizes: ['4', '6', '8', '10'], price: [2495, 3495], weight_g: 220, materials: ['wool', 'cotton'],
    colours: ['rosa', 'marino', 'mostaza'],
    styles: [style('Rebeca infantil', "Kids' cardigan", 'Una rebeca de botones grandes, fáciles para manos pequeñas.', 'A cardigan with big buttons, easy for small hands.', 'dots', 0)],
    models: ['Pajarita', 'Bellota', 'Duende', 'Ratón'],
  },
]
