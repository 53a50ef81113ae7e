import { formatMoney } from '#platform/money'
import type { Moment } from './timeline.ts'

export type Language = 'es' | 'en'

type Data = Record<string, unknown>
type Say = (data: Data, language: Language) => string
type Words = { es: string | Say; en: string | Say }

const text = (value: unknown, other = ''): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : other
const spoken = (value: unknown): string => text(value).replaceAll('_', ' ')
const money = (data: Data, language: Language, field = 'gross'): string =>
  typeof data[field] === 'number' ? formatMoney(data[field], text(data['currency'], 'EUR'), language) : ''
const line = (data: Data): string => `${text(data['quantity'], '1')} × ${text(data['name'], text(data['sku']))}`
const at = (data: Data, language: Language): string =>
  data['store_name'] ? `${language === 'es' ? ' en ' : ' at '}${text(data['store_name'])}` : ''
const day = (value: unknown, language: Language): string =>
  typeof value === 'string'
    ? new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' }).format(new Date(value))
    : ''

/** What each fact says to a person. What is not here shows its type, so that nothing is hidden. */
const WORDS: Readonly<Record<string, Words>> = {
  'customer.created': { es: 'Empieza el hilo', en: 'The thread begins' },
  'customer.identified': { es: 'Se identifica', en: 'Identified' },
  'customer.signed_in': { es: 'Inicia sesión', en: 'Signed in' },
  'customer.merged': { es: 'Dos fichas resultan ser la misma persona', en: 'Two records turn out to be one person' },
  'customer.unmerged': { es: 'Se separan dos personas', en: 'Two people are told apart again' },
  'customer.noted': { es: 'Nota en la ficha', en: 'A note on the record' },
  'customer.identity_removed': { es: 'Se retira un contacto', en: 'A contact was removed' },
  'customer.identity_shared': { es: 'Un contacto lo usan varias personas', en: 'A contact is used by several people' },
  'customer.edited': { es: 'Cambian sus datos', en: 'Details changed' },
  'customer.tagged': { es: 'Cambian sus etiquetas', en: 'Tags changed' },
  'customer.note_removed': { es: 'Se quita una nota de la ficha', en: 'A note was taken off the record' },
  'customer.address_added': { es: 'Añade una dirección', en: 'Added an address' },
  'customer.address_removed': { es: 'Se quita una dirección', en: 'An address was removed' },
  'customer.preference_set': {
    es: (d) => `Preferencia anotada: ${spoken(d['name'])}`,
    en: (d) => `Preference noted: ${spoken(d['name'])}`,
  },
  'customer.preference_removed': {
    es: (d) => `Preferencia olvidada: ${spoken(d['name'])}`,
    en: (d) => `Preference forgotten: ${spoken(d['name'])}`,
  },
  'customer.erased': { es: 'Se borran sus datos personales', en: 'Personal data erased' },
  'consent.recorded': { es: 'Responde a un consentimiento', en: 'Answered a consent' },
  'page.viewed': {
    es: (d) => `Visita ${text(d['title'], 'la tienda')}`,
    en: (d) => `Visited ${text(d['title'], 'the shop')}`,
  },
  'product.viewed': {
    es: (d) => `Mira ${text(d['name'], 'un artículo')}`,
    en: (d) => `Looked at ${text(d['name'], 'an article')}`,
  },
  'category.viewed': {
    es: (d) => `Mira ${text(d['name'], text(d['category'], 'una sección'))}`,
    en: (d) => `Looked at ${text(d['name'], text(d['category'], 'a department'))}`,
  },
  'link.opened': { es: 'Abre el enlace que se le envió', en: 'Opened the link that was sent' },
  'search.made': { es: (d) => `Busca «${text(d['text'])}»`, en: (d) => `Searched for “${text(d['text'])}”` },
  'store.visited': { es: 'Entra en la tienda', en: 'Walked into the shop' },
  'call.received': { es: 'Llama por teléfono', en: 'Called' },
  'advert.clicked': {
    es: (d) => `Llega por un anuncio ${text(d['campaign'])}`,
    en: (d) => `Came through an advert ${text(d['campaign'])}`,
  },
  'cart.created': { es: 'Empieza una cesta', en: 'Began a cart' },
  'cart.line_added': { es: (d) => `Añade ${line(d)}`, en: (d) => `Added ${line(d)}` },
  'cart.line_changed': { es: (d) => `Cambia a ${line(d)}`, en: (d) => `Changed to ${line(d)}` },
  'cart.line_removed': { es: (d) => `Quita ${line(d)}`, en: (d) => `Removed ${line(d)}` },
  'cart.delivery_chosen': {
    es: (d) =>
      d['method'] === 'pickup' ? `Elige recoger en ${text(d['pickup_store_name'])}` : 'Elige envío a domicilio',
    en: (d) =>
      d['method'] === 'pickup' ? `Chose to collect at ${text(d['pickup_store_name'])}` : 'Chose home delivery',
  },
  'cart.contact_given': { es: 'Deja sus datos de contacto', en: 'Left contact details' },
  'cart.customer_set': { es: 'La cesta pasa a su nombre', en: 'The cart is put in their name' },
  'cart.taken_up': { es: 'Sigue con la cesta en otro canal', en: 'Went on with the cart in another channel' },
  'cart.merged': { es: 'Se juntan dos cestas', en: 'Two carts became one' },
  'cart.parted': { es: 'Se separan dos cestas', en: 'Two carts are apart again' },
  'cart.expired': { es: 'La cesta caduca', en: 'The cart expired' },
  'payment.started': {
    es: (d, l) => `Empieza a pagar ${money(d, l, 'amount')}`,
    en: (d, l) => `Began to pay ${money(d, l, 'amount')}`,
  },
  'payment.authorised': {
    es: (d, l) => `Pago autorizado: ${money(d, l, 'amount')}`,
    en: (d, l) => `Payment authorised: ${money(d, l, 'amount')}`,
  },
  'payment.captured': {
    es: (d, l) => `Cobrado: ${money(d, l, 'amount')}`,
    en: (d, l) => `Paid: ${money(d, l, 'amount')}`,
  },
  'payment.taken': {
    es: (d, l) => `Cobrado: ${money(d, l, 'amount')}`,
    en: (d, l) => `Paid: ${money(d, l, 'amount')}`,
  },
  'payment.declined': { es: 'La tarjeta es rechazada', en: 'The card was declined' },
  'payment.refunded': {
    es: (d, l) => `Devuelto: ${money(d, l, 'amount')}`,
    en: (d, l) => `Refunded: ${money(d, l, 'amount')}`,
  },
  'payment.capture_asked': { es: 'Se pide el cobro', en: 'Payment is being taken' },
  'payment.void_asked': { es: 'Se pide liberar lo retenido', en: 'What is held is being let go' },
  'payment.refund_asked': {
    es: (d, l) => `Se pide devolver ${money(d, l, 'amount')}`,
    en: (d, l) => `Refund of ${money(d, l, 'amount')} under way`,
  },
  'payment.effect_failed': {
    es: 'El banco no ha podido: lo mira una persona',
    en: 'The bank could not do it: a person looks at it',
  },
  'payment.notice_received': { es: 'Aviso del banco', en: 'Notice from the bank' },
  'checkout.pay_link_sent': {
    es: 'Se le envía un enlace para pagar la cesta',
    en: 'A link to pay the cart was sent',
  },
  'checkout.payment_waits': {
    es: 'Ha pagado, pero el pedido necesita a una persona',
    en: 'Paid, but the order needs a person',
  },
  'payment.voided': { es: 'Pago anulado', en: 'Payment cancelled' },
  'order.placed': {
    es: (d, l) => `Pedido ${text(d['number'])} por ${money(d, l)}`,
    en: (d, l) => `Order ${text(d['number'])} for ${money(d, l)}`,
  },
  'order.recorded': {
    es: (d, l) => `Compra${at(d, l)} por ${money(d, l)} (${text(d['number'])})`,
    en: (d, l) => `Bought${at(d, l)} for ${money(d, l)} (${text(d['number'])})`,
  },
  'order.lines_canceled': {
    es: (d, l) => `Se anulan artículos por ${money(d, l, 'amount')}`,
    en: (d, l) => `Articles cancelled for ${money(d, l, 'amount')}`,
  },
  'order.canceled': {
    es: (d) => `Pedido ${text(d['number'])} anulado`,
    en: (d) => `Order ${text(d['number'])} cancelled`,
  },
  'order.completed': {
    es: (d) => `Pedido ${text(d['number'])} completado`,
    en: (d) => `Order ${text(d['number'])} completed`,
  },
  'order.contact_changed': { es: 'Cambia el contacto del pedido', en: 'Changed the contact of the order' },
  'order.delivery_changed': { es: 'Cambia la entrega del pedido', en: 'Changed the delivery of the order' },
  'fulfilment.assigned': {
    es: (d) => `El pedido llega a ${text(d['store_name'], text(d['location']))}`,
    en: (d) => `The order goes to ${text(d['store_name'], text(d['location']))}`,
  },
  'fulfilment.accepted': {
    es: (d) => `${text(d['store_name'], text(d['location']))} acepta prepararlo`,
    en: (d) => `${text(d['store_name'], text(d['location']))} accepts it`,
  },
  'fulfilment.rejected': {
    es: (d) => `${text(d['store_name'], text(d['location']))} no puede prepararlo`,
    en: (d) => `${text(d['store_name'], text(d['location']))} cannot do it`,
  },
  'fulfilment.rerouted': {
    es: (d) => `Pasa a ${text(d['store_name'], text(d['location']))}`,
    en: (d) => `Moved to ${text(d['store_name'], text(d['location']))}`,
  },
  'fulfilment.picking_started': { es: 'Se está preparando', en: 'Being picked' },
  'fulfilment.ready': {
    es: (d, l) => `Listo para recoger${at(d, l)}, hasta el ${day(d['hold_until'], l)}`,
    en: (d, l) => `Ready to collect${at(d, l)}, until ${day(d['hold_until'], l)}`,
  },
  'fulfilment.reminded': { es: 'Se le recuerda que está listo', en: 'Reminded that it is ready' },
  'fulfilment.extended': {
    es: (d, l) => `Se guarda hasta el ${day(d['hold_until'], l)}`,
    en: (d, l) => `Kept until ${day(d['hold_until'], l)}`,
  },
  'fulfilment.handed_over': { es: (d, l) => `Entregado${at(d, l)}`, en: (d, l) => `Handed over${at(d, l)}` },
  'fulfilment.shipped': { es: (d) => `Enviado ${text(d['carrier'])}`, en: (d) => `Sent ${text(d['carrier'])}` },
  'fulfilment.delivered': { es: 'Entregado en casa', en: 'Delivered' },
  'fulfilment.expired': {
    es: 'No se recogió: vuelve a la venta y se devuelve el dinero',
    en: 'Not collected: back on sale, money returned',
  },
  'fulfilment.canceled': { es: 'Preparación anulada', en: 'Picking cancelled' },
  'fulfilment.exception': { es: 'Necesita a una persona', en: 'Needs a person' },
  'shift.opened': {
    es: (d, l) => `${text(d['staff_name'])} abre ${text(d['till'])} con ${money(d, l, 'float')}`,
    en: (d, l) => `${text(d['staff_name'])} opens ${text(d['till'])} with ${money(d, l, 'float')}`,
  },
  'shift.closed': {
    es: (d, l) => `${text(d['till'])} cierra: Z ${text(d['z_number'])}, ${money(d, l)}`,
    en: (d, l) => `${text(d['till'])} closes: Z ${text(d['z_number'])}, ${money(d, l)}`,
  },
  'till.cash_moved': {
    es: (d, l) => `${d['direction'] === 'in' ? 'Entran' : 'Salen'} ${money(d, l, 'amount')}: ${text(d['reason'])}`,
    en: (d, l) => `${money(d, l, 'amount')} ${d['direction'] === 'in' ? 'in' : 'out'}: ${text(d['reason'])}`,
  },
  'till.ticket_voided': {
    es: (d, l) => `Se anula un ticket de ${money(d, l)}: ${text(d['reason'])}`,
    en: (d, l) => `A ticket of ${money(d, l)} is voided: ${text(d['reason'])}`,
  },
  'till.task_raised': {
    es: (d) => `La venta ${text(d['number'])} necesita que alguien la mire`,
    en: (d) => `The sale ${text(d['number'])} needs somebody to look at it`,
  },
  'till.task_resolved': {
    es: (d) => `Revisado: ${text(d['note'])}`,
    en: (d) => `Looked at: ${text(d['note'])}`,
  },
  'till.settings_saved': {
    es: (d) => `Cambian los ajustes de las cajas de ${text(d['store'])}`,
    en: (d) => `The settings of the tills of ${text(d['store'])} change`,
  },
}

/** A moment as a sentence in the reader's language. */
export function inWords({ type, data }: Pick<Moment, 'type' | 'data'>, language: Language): string {
  const words = WORDS[type]?.[language]
  if (words === undefined) return type.replaceAll('_', ' ').replace('.', ': ')
  return (typeof words === 'string' ? words : words(data, language)).trim()
}

export const hasWords = (type: string): boolean => type in WORDS
