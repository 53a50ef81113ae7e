import { formatMoney } from '#platform/money'
import type { Address } from '#platform/route'

/** What a letter about an order says; amounts in minor units of `currency`. */
export type OrderFacts = {
  locale: 'es' | 'en'
  retailer: string
  person: string | null
  number: string
  currency: string
  lines: readonly { name: string; options: string; quantity: number; amount: number }[]
  link: string
}

export type PlacedFacts = OrderFacts & {
  gross: number
  taxes: readonly { name: string; tax: number }[]
  /** Where it is collected, else where it is sent. */
  store: { name: string; address: string } | null
  address: Address | null
}

/** `back`: what returns to who has paid already; null where nothing was charged. */
export type CanceledFacts = OrderFacts & { whole: boolean; back: number | null }

const SPANISH = {
  hello: (person: string | null) => `Hola${person ? `, ${person}` : ''}:`,
  placed: (number: string) => `Hemos recibido tu pedido ${number}`,
  thanks: (retailer: string, number: string) => `Gracias por comprar en ${retailer}. Tu pedido ${number}:`,
  total: (sum: string) => `Total: ${sum}`,
  tax: (sum: string, name: string) => `Incluye ${sum} de ${name}`,
  collect: (place: string) => `Lo recoges en ${place}. Te escribimos cuando esté listo.`,
  send: (place: string) => `Lo enviamos a ${place}. Te escribimos cuando salga.`,
  look: (link: string) => `Míralo o cámbialo aquí: ${link}`,
  returns: 'Tienes 14 días desde que lo recibes para devolverlo, en cualquiera de nuestras tiendas o por envío.',
  canceled: (number: string) => `Tu pedido ${number} está cancelado`,
  changed: (number: string) => `Ha cambiado tu pedido ${number}`,
  gone: (number: string) => `De tu pedido ${number} hemos cancelado:`,
  back: (sum: string) => `Te devolvemos ${sum} por el mismo medio con el que pagaste.`,
  free: 'No se te cobra nada por ello.',
  order: (link: string) => `Tu pedido: ${link}`,
}

const ENGLISH: typeof SPANISH = {
  hello: (person) => `Hello${person ? ` ${person}` : ''},`,
  placed: (number) => `We have your order ${number}`,
  thanks: (retailer, number) => `Thank you for buying at ${retailer}. Your order ${number}:`,
  total: (sum) => `Total: ${sum}`,
  tax: (sum, name) => `Includes ${sum} of ${name}`,
  collect: (place) => `You collect it at ${place}. We write when it is ready.`,
  send: (place) => `We send it to ${place}. We write when it leaves.`,
  look: (link) => `See it or change it here: ${link}`,
  returns: 'You have 14 days from when you get it to return it, in any of our shops or by post.',
  canceled: (number) => `Your order ${number} is cancelled`,
  changed: (number) => `Your order ${number} has changed`,
  gone: (number) => `Of your order ${number} we have cancelled:`,
  back: (sum) => `We return ${sum} to where you paid from.`,
  free: 'You are not charged for it.',
  order: (link) => `Your order: ${link}`,
}

const WORDS = { es: SPANISH, en: ENGLISH }

type Words = { subject: string; text: string }

/** The confirmation of what was bought, on a medium that lasts. */
export function placedLetter(facts: PlacedFacts): Words {
  const { number, retailer, link, store, address } = facts
  const w = WORDS[facts.locale]
  const sum = (amount: number): string => formatMoney(amount, facts.currency, facts.locale)
  return {
    subject: w.placed(number),
    text: letter(facts, [
      w.thanks(retailer, number),
      ...linesOf(facts),
      w.total(sum(facts.gross)),
      ...facts.taxes.map(({ name, tax }) => w.tax(sum(tax), name)),
      '',
      store && w.collect([store.name, store.address].filter(Boolean).join(', ')),
      address && w.send(addressLine(address)),
      w.look(link),
      '',
      w.returns,
    ]),
  }
}

/** What was called off, and what becomes of the money. */
export function canceledLetter(facts: CanceledFacts): Words {
  const { number, back, whole, link } = facts
  const w = WORDS[facts.locale]
  return {
    subject: whole ? w.canceled(number) : w.changed(number),
    text: letter(facts, [
      w.gone(number),
      ...linesOf(facts),
      '',
      back === null ? w.free : w.back(formatMoney(back, facts.currency, facts.locale)),
      w.order(link),
    ]),
  }
}

const linesOf = ({ lines, currency, locale }: OrderFacts): string[] =>
  lines.map(
    ({ name, options, quantity, amount }) =>
      `${quantity} × ${options === '' ? name : `${name} (${options})`}: ${formatMoney(amount, currency, locale)}`,
  )

const addressLine = ({ name, line1, line2, postcode, city }: Address): string =>
  [name, line1, line2, `${postcode} ${city}`].filter(Boolean).join(', ')

const letter = ({ locale, person, retailer }: OrderFacts, lines: readonly (string | null)[]): string =>
  [WORDS[locale].hello(person), '', ...lines.filter((line) => line !== null), '', retailer].join('\n')
