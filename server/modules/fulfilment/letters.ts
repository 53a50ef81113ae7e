import { formatMoney } from '#platform/money'

/** What the customer is told, in the language of the order. Plain texts: they also go out as SMS. */
export const NOTICES = ['ready', 'reminded', 'extended', 'expired', 'shipped'] as const
export type Notice = (typeof NOTICES)[number]

export type LetterFacts = {
  locale: string
  retailer: string
  name: string | null
  number: string
  store: string | null
  address: string | null
  timezone: string
  hold_until: Date | null
  code: string | null
  carrier: string | null
  tracking: string | null
  /** Where the order and its QR can be seen. */
  link: string
  refund: { amount: number; currency: string } | null
}

type Words = { subject: string; text: string }

export function letterOf(notice: Notice, facts: LetterFacts): Words {
  const { subject, lines } = facts.locale === 'es' ? spanish(notice, facts) : english(notice, facts)
  const hello =
    facts.locale === 'es'
      ? `Hola${facts.name ? `, ${facts.name}` : ''}:`
      : `Hello${facts.name ? ` ${facts.name}` : ''},`
  return { subject, text: [hello, '', ...lines.filter((line) => line !== null), '', facts.retailer].join('\n') }
}

type Draft = { subject: string; lines: (string | null)[] }

function spanish(notice: Notice, f: LetterFacts): Draft {
  const until = when(f, 'es')
  const code = f.code && `Tu código de recogida: ${spaced(f.code)}. Enséñalo en la tienda.`
  const link = `Tu pedido y su código QR: ${f.link}`
  const place = f.address && `Dirección: ${f.address}`
  switch (notice) {
    case 'ready':
      return {
        subject: `Tu pedido ${f.number} está listo en ${f.store}`,
        lines: [`Tu pedido ${f.number} te espera en ${f.store} hasta el ${until}.`, place, code, link],
      }
    case 'reminded':
      return {
        subject: `Tu pedido ${f.number} te espera hasta el ${until}`,
        lines: [
          `Guardamos tu pedido ${f.number} en ${f.store} hasta el ${until}.`,
          '¿Necesitas más tiempo? Escríbenos o llámanos y lo guardamos unos días más.',
          place,
          code,
          link,
        ],
      }
    case 'extended':
      return {
        subject: `Guardamos tu pedido ${f.number} hasta el ${until}`,
        lines: [`Tu pedido ${f.number} te espera en ${f.store} hasta el ${until}.`, code, link],
      }
    case 'expired':
      return {
        subject: `Tu pedido ${f.number} no se ha recogido`,
        lines: [
          `Hemos guardado tu pedido ${f.number} en ${f.store} hasta el ${until}, y ahora ha vuelto a la tienda.`,
          f.refund &&
            `Te devolvemos ${formatMoney(f.refund.amount, f.refund.currency, 'es')} por el mismo medio con el que pagaste.`,
          'Si aún lo quieres, puedes volver a pedirlo cuando te venga bien.',
        ],
      }
    case 'shipped':
      return {
        subject: `Tu pedido ${f.number} va de camino`,
        lines: [
          `Hemos enviado tu pedido ${f.number} con ${f.carrier}.`,
          f.tracking && `Número de seguimiento: ${f.tracking}`,
          `Tu pedido: ${f.link}`,
        ],
      }
  }
}

function english(notice: Notice, f: LetterFacts): Draft {
  const until = when(f, 'en')
  const code = f.code && `Your pick-up code: ${spaced(f.code)}. Show it in the store.`
  const link = `Your order and its QR code: ${f.link}`
  const place = f.address && `Address: ${f.address}`
  switch (notice) {
    case 'ready':
      return {
        subject: `Your order ${f.number} is ready at ${f.store}`,
        lines: [`Your order ${f.number} waits for you at ${f.store} until ${until}.`, place, code, link],
      }
    case 'reminded':
      return {
        subject: `Your order ${f.number} waits for you until ${until}`,
        lines: [
          `We keep your order ${f.number} at ${f.store} until ${until}.`,
          'Do you need more time? Write or call, and we keep it some days longer.',
          place,
          code,
          link,
        ],
      }
    case 'extended':
      return {
        subject: `We keep your order ${f.number} until ${until}`,
        lines: [`Your order ${f.number} waits for you at ${f.store} until ${until}.`, code, link],
      }
    case 'expired':
      return {
        subject: `Your order ${f.number} was not collected`,
        lines: [
          `We kept your order ${f.number} at ${f.store} until ${until}; now it has gone back to the shelf.`,
          f.refund && `We return ${formatMoney(f.refund.amount, f.refund.currency, 'en')} to where you paid from.`,
          'If you still want it, you can order it again whenever it suits you.',
        ],
      }
    case 'shipped':
      return {
        subject: `Your order ${f.number} is on its way`,
        lines: [
          `We have sent your order ${f.number} with ${f.carrier}.`,
          f.tracking && `Tracking number: ${f.tracking}`,
          `Your order: ${f.link}`,
        ],
      }
  }
}

const spaced = (code: string): string => code.replaceAll(/(.{3})(?=.)/g, '$1 ')

function when({ hold_until, timezone }: LetterFacts, locale: string): string {
  if (!hold_until) return ''
  return new Intl.DateTimeFormat(locale === 'es' ? 'es-ES' : 'en-GB', {
    timeZone: timezone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(hold_until)
}
