/** Names as often as they are heard in Spain: the first of each list most, a quarter of the surnames rare. */
const words = (text: string): readonly string[] => text.split(/\s+/)

export const GIVEN = words(
  `María Carmen Antonio José Manuel Francisco Juan David Ana Laura Javier Daniel Isabel Cristina Marta Francisca Lucía Dolores
Jesús Carlos Alejandro Miguel Pilar Elena Sara Paula Rafael Pedro Pablo Ángel Sergio Raquel Rosa Fernando Jorge Luis Alberto Teresa
Beatriz Nuria Silvia Concepción Julia Irene Álvaro Patricia Adrián Diego Raúl Iván Óscar Rubén Enrique Ramón Andrea Vicente Montserrat
Andrés Rocío Mónica Alba Mercedes Ángela Sofía Marina Alicia Susana Yolanda Sonia Inmaculada Natalia Joaquín Santiago Víctor Eduardo
Mario Roberto Jaime Ignacio Marcos Alfonso Salvador Ricardo Hugo Jordi Emilio Guillermo Gabriel Julián Gonzalo Tomás Martín Agustín
Nicolás Samuel Iker Ainhoa Aitor Begoña Iñaki Nerea Xavier`,
)

export const FAMILY = words(
  `García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno Muñoz
Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina Blanco Suárez Castro Ortega
Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido Santos Guerrero Lozano Cano Cruz Méndez Flores Prieto Peña
Herrera León Márquez Cabrera Gallego Calvo Vidal Campos Reyes Vega Fuentes Carrasco Díez Aguilar Caballero Nieto Santana Vargas Pascual
Giménez Herrero Hidalgo Montero Lorenzo Santiago Benítez Durán Ibáñez Arias Mora Ferrer Carmona Vicente Rojas Soto Crespo Román Pastor
Velasco Parra Sáez Moya Bravo Rivera Gallardo Soler`,
)

const SYLLABLES = words(
  'ba be bi bo bu ca ce co da de do fa fe ga go gu la le li lo ma me mi mo na ne no pa pe pi ra re ri ro sa se so ta te to va ve vi za zo zu',
)
const ENDINGS = words('ain arte ena era ero eta etxea iga illo ina in ola ona osa ués uri urza ixa oz iz')

const RARE_NAMES = 20_000

/** Rarer surnames, so that not everybody is called García. */
export const RARE: readonly string[] = Array.from({ length: RARE_NAMES }, (_, i) => {
  const syllable = (n: number): string => SYLLABLES[n % SYLLABLES.length] ?? ''
  const third = i % 3 === 0 ? syllable(Math.floor(i / 47)) : ''
  const ending = ENDINGS[(i * 13 + Math.floor(i / 101)) % ENDINGS.length] ?? ''
  const word = syllable(i * 7) + syllable(Math.floor(i / 3)) + third + ending
  return word.charAt(0).toUpperCase() + word.slice(1)
})

export const MAIL_HOUSES = words(
  'gmail.com gmail.com gmail.com hotmail.com hotmail.es yahoo.es outlook.com icloud.com telefonica.net uoc.edu',
)
