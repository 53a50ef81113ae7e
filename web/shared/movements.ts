import { speak } from './words.ts'
import type { Language } from './words.ts'

/** What moved goods or their promises, in the words of a shop. */
const MOVEMENTS = {
  received: { es: 'Llegó mercancía', en: 'Goods arrived' },
  opening: { es: 'Existencias iniciales', en: 'Opening stock' },
  allocated: { es: 'Prometido a un pedido', en: 'Promised to an order' },
  deallocated: { es: 'Un pedido la suelta', en: 'An order lets go' },
  reserved: { es: 'Apartado para una cesta', en: 'Held for a cart' },
  released: { es: 'Una cesta la suelta', en: 'A cart lets go' },
  shipped: { es: 'Salió con un pedido', en: 'Left with an order' },
  sold: { es: 'Vendido en caja', en: 'Sold at the till' },
  adjusted: { es: 'Ajuste', en: 'Adjustment' },
  counted: { es: 'Recuento', en: 'Count' },
  transferred_out: { es: 'Enviado a otro sitio', en: 'Sent to another place' },
  transferred_in: { es: 'Llegó de otro sitio', en: 'Arrived from another place' },
  coming: { es: 'Viene de otro sitio', en: 'Coming from another place' },
  returned: { es: 'Devuelto', en: 'Returned' },
  damaged: { es: 'Dañado', en: 'Damaged' },
} as const

const SHORT = /^(\d+) missing$/

/** Why it was moved, as somebody wrote it; what a receipt found missing is told in the reader's language. */
export function movementReason(reason: string | null, language: Language): string | null {
  const missing = reason === null ? null : SHORT.exec(reason)?.[1]
  return missing && language === 'es' ? `faltan ${missing}` : reason
}

/** A kind that is new here is told by its own name. */
export const movementName = (kind: string, language: Language): string => {
  const words: Partial<Record<string, string>> = speak(MOVEMENTS, language)
  return words[kind] ?? kind
}
