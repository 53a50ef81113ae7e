import type { Language } from '#shared/words.ts'

type Data = Readonly<Record<string, unknown>>
type Tell = (data: Data) => string
/** Spanish needs the person: "Lucía ha añadido", "Tú has añadido". */
type Said = { es: (has: string) => Tell; en: Tell }

const article = (data: Data): string => String(data['name'] ?? '')

const CHANGES: Readonly<Record<string, Said>> = {
  'cart.line_added': {
    es: (has) => (data) => `${has} añadido ${article(data)}`,
    en: (data) => `added ${article(data)}`,
  },
  'cart.line_changed': {
    es: (has) => (data) => `${has} dejado ${String(data['quantity'])} de ${article(data)}`,
    en: (data) => `set ${article(data)} to ${String(data['quantity'])}`,
  },
  'cart.line_removed': {
    es: (has) => (data) => `${has} quitado ${article(data)}`,
    en: (data) => `removed ${article(data)}`,
  },
  'cart.delivery_chosen': { es: (has) => () => `${has} cambiado la entrega`, en: () => 'changed the delivery' },
  'cart.contact_given': { es: (has) => () => `${has} dado un contacto`, en: () => 'gave a contact' },
  'cart.taken_up': { es: (has) => () => `${has} retomado la cesta`, en: () => 'took the cart up' },
  'cart.created': { es: (has) => () => `${has} empezado la cesta`, en: () => 'began the cart' },
}

/** What somebody did to a cart, after their name; undefined where it is no change of theirs. */
export function tellChange(type: string, data: Data, language: Language, isReader = false): string | undefined {
  const said = CHANGES[type]
  if (!said) return undefined
  return language === 'es' ? said.es(isReader ? 'has' : 'ha')(data) : said.en(data)
}
