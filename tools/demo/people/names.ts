/** Names as they are heard in shops in Spain, a part of them from Latin America, a few from elsewhere. */
const words = (text: string): readonly string[] => text.split(' ')

export const WOMEN = words(
  'Lucía María Carmen Ana Laura Marta Paula Elena Sara Cristina Raquel Irene Alba Silvia Patricia Beatriz Rocío Nuria Pilar Julia Clara Inés Lorena Sofía Valentina Camila Daniela Gabriela Ximena Guadalupe Mariana Catalina Isabella Antonella Noa Aitana Leire Ainhoa Montserrat Remedios Consuelo',
)
export const MEN = words(
  'Antonio José Manuel Javier David Daniel Carlos Jesús Alejandro Miguel Rafael Pedro Pablo Sergio Fernando Jorge Alberto Álvaro Diego Adrián Iván Rubén Hugo Mateo Santiago Sebastián Emiliano Joaquín Tomás Nicolás Andrés Iker Unai Jordi Oriol Ramón Ignacio Gonzalo Héctor',
)
export const FAMILIES = words(
  'García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos Lozano Guerrero Cano Prieto Méndez Cruz Calvo Gallego Vidal León Herrera Peña Flores Cabrera Campos Vega Fuentes Carrasco Ibáñez Quispe Mamani Cárdenas Rojas Zapata Restrepo Echeverri Villalobos Ferrer Puig Vila Etxeberria Agirre Castiñeira Otero',
)
export const VISITORS = [
  ['Emma', 'Clarke'],
  ['James', 'Walker'],
  ['Sophie', 'Laurent'],
  ['Oliver', 'Bennett'],
  ['Hannah', 'Weber'],
  ['Liam', 'Murphy'],
  ['Grace', 'Turner'],
  ['Noah', 'Jansen'],
] as const

export type Town = { city: string; postcode: string; region: string; store: string }
const town = (city: string, postcode: string, region: string, store: string): Town => ({
  city,
  postcode,
  region,
  store,
})

/** Where they live, with the shop nearest to them; by weight. */
export const TOWNS: readonly (readonly [Town, number])[] = [
  [town('Madrid', '28015', 'MD', 'gran-via'), 20],
  [town('Madrid', '28045', 'MD', 'sol'), 12],
  [town('Alcalá de Henares', '28801', 'MD', 'sol'), 4],
  [town('Barcelona', '08024', 'CT', 'gracia'), 14],
  [town('Girona', '17001', 'CT', 'gracia'), 2],
  [town('València', '46005', 'VC', 'colon'), 9],
  [town('Alacant', '03001', 'VC', 'colon'), 3],
  [town('Sevilla', '41005', 'AN', 'nervion'), 8],
  [town('Bilbao', '48009', 'PV', 'indautxu'), 7],
  [town('Málaga', '29012', 'AN', 'larios'), 7],
  [town('Zaragoza', '50006', 'AR', 'independencia'), 6],
  [town('Las Palmas de Gran Canaria', '35003', 'GC', 'triana'), 5],
  [town('A Coruña', '15005', 'GA', 'real'), 5],
]

export const STREETS = words(
  'Alameda Olivo Mayor Fuente Rosales Molino Luna Prado Estrella Jardines Almendro Ancha Nueva Cedro',
)

/** Countries whose mobile numbers some customers brought along: prefix and digits before the last seven. */
export const ABROAD = [
  ['MX', '+52 55 1'],
  ['CO', '+57 310'],
  ['AR', '+54 9 11 4'],
] as const
