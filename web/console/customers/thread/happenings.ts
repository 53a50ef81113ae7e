import type { Say } from './tell.ts'

type Detail = (say: Say) => string
export type Happening = {
  title: { readonly es: string; readonly en: string }
  detail?: { readonly es: Detail; readonly en: Detail }
}

const h = (es: string, en: string, detail?: Detail, inEnglish: Detail | undefined = detail): Happening => ({
  title: { es, en },
  ...(detail && inEnglish ? { detail: { es: detail, en: inEnglish } } : {}),
})
const joined = (...parts: string[]): string => parts.filter(Boolean).join(' · ')

/**
 * What stands in a customer's thread, as it is told of them; of the rest the log has words (`office/log/event-names.ts`).
 * `test/event-names.test.ts` fails where something is told by its bare name.
 */
export const HAPPENINGS: Readonly<Record<string, Happening>> = {
  'page.viewed': h('Miró una página', 'Looked at a page', (s) => s.text('title') || s.text('path')),
  'product.viewed': h('Miró un artículo', 'Looked at an article', (s) => s.text('name')),
  'category.viewed': h('Miró una categoría', 'Looked at a category', (s) => s.text('category')),
  'search.made': h('Buscó', 'Searched', (s) => `«${s.text('text')}»`),
  'store.visited': h('Entró en la tienda', 'Came into the shop', (s) => s.text('store')),
  'advert.clicked': h('Llegó por un anuncio', 'Came by an advert', (s) => joined(s.text('source'), s.text('campaign'))),
  'link.opened': h('Abrió un mensaje', 'Opened a message', (s) => joined(s.text('title'), s.text('campaign'))),
  'call.received': h(
    'Llamó',
    'Called',
    (s) => (s.text('minutes') ? `${s.text('minutes')} minutos` : ''),
    (s) => (s.text('minutes') ? `${s.text('minutes')} minutes` : ''),
  ),

  'cart.created': h('Empezó una cesta', 'Began a cart'),
  'cart.line_added': h('Añadido a la cesta', 'Added to the cart', (s) => article(s)),
  'cart.line_changed': h('Cambiado en la cesta', 'Changed in the cart', (s) => article(s)),
  'cart.line_removed': h('Quitado de la cesta', 'Removed from the cart', (s) => article(s)),
  'cart.delivery_chosen': h(
    'Entrega elegida',
    'Delivery chosen',
    (s) => (s.text('method') === 'ship' ? 'Envío' : joined('Recogida', s.text('pickup_store_name'))),
    (s) => (s.text('method') === 'ship' ? 'Delivery' : joined('Pick-up', s.text('pickup_store_name'))),
  ),
  'cart.contact_given': h('Contacto para el pedido', 'Contact for the order', (s) => s.words('kinds')),
  'cart.customer_set': h('Cesta puesta a su nombre', 'Cart put under their name'),
  'cart.taken_up': h('Retomó la cesta en otro sitio', 'Took the cart up elsewhere'),
  'cart.merged': h('Dos cestas unidas en una', 'Two carts became one'),
  'cart.parted': h('Dos cestas separadas otra vez', 'Two carts are apart again'),
  'cart.expired': h('La cesta caducó', 'The cart ran out'),
  'checkout.pay_link_sent': h('Enlace de pago enviado', 'Pay link sent', (s) => s.word('to_kind')),
  'checkout.payment_waits': h('Hay un pago sin pedido', 'A payment has no order yet', (s) => s.word('because')),

  'order.placed': h('Hizo un pedido', 'Placed an order', (s) => order(s)),
  'order.recorded': h('Compra anterior', 'Earlier purchase', (s) => order(s)),
  'order.lines_canceled': h('Artículos anulados', 'Articles cancelled', (s) =>
    joined(s.text('number'), s.goods(), s.sum('amount'), s.word('reason')),
  ),
  'order.canceled': h('Pedido anulado', 'Order cancelled', (s) => joined(s.text('number'), s.word('reason'))),
  'order.completed': h('Pedido terminado', 'Order completed', (s) => joined(s.text('number'), s.sum('gross'))),
  'order.contact_changed': h('Contacto del pedido cambiado', 'Contact of the order changed', (s) => s.text('number')),
  'order.delivery_changed': h('Entrega del pedido cambiada', 'Delivery of the order changed', (s) =>
    joined(s.text('number'), s.text('store_name') || s.text('city')),
  ),

  'payment.started': h('Empezó a pagar', 'Began to pay', (s) => paid(s)),
  'payment.authorised': h('Pago autorizado', 'Payment authorised', (s) => paid(s)),
  'payment.declined': h('Pago rechazado', 'Payment declined', (s) => joined(paid(s), s.word('decline_code'))),
  'payment.capture_asked': h('Cobro pedido', 'Capture asked', (s) => paid(s)),
  'payment.captured': h('Cobrado', 'Captured', (s) => paid(s)),
  'payment.taken': h('Pagó en tienda', 'Paid face to face', (s) => paid(s)),
  'payment.void_asked': h('Liberación pedida', 'Release asked', (s) => paid(s)),
  'payment.voided': h('Autorización liberada', 'Authorisation released', (s) => paid(s)),
  'payment.refund_asked': h('Devolución del dinero pedida', 'Refund asked', (s) => joined(paid(s), s.word('reason'))),
  'payment.refunded': h('Dinero devuelto', 'Money refunded', (s) => paid(s)),
  'payment.effect_failed': h('El banco dijo que no', 'The bank said no', (s) => paid(s)),

  'fulfilment.assigned': h('Le toca preparar', 'Goes to be prepared', (s) => place(s)),
  'fulfilment.accepted': h('La tienda lo acepta', 'The shop takes it on', (s) => place(s)),
  'fulfilment.rejected': h('La tienda no puede', 'The shop cannot do it', (s) => joined(place(s), s.word('reason'))),
  'fulfilment.rerouted': h('Pasa a otra tienda', 'Goes to another place', (s) => place(s)),
  'fulfilment.picking_started': h('Preparándose', 'Being picked', (s) => place(s)),
  'fulfilment.ready': h('Listo', 'Ready', (s) => place(s)),
  'fulfilment.reminded': h('Recordatorio enviado', 'Reminder sent', (s) => place(s)),
  'fulfilment.extended': h('Guardado más tiempo', 'Kept longer', (s) => place(s)),
  'fulfilment.handed_over': h('Entregado en mano', 'Handed over', (s) => joined(place(s), s.word('proof'))),
  'fulfilment.shipped': h('Enviado', 'Sent', (s) => joined(s.text('number'), s.text('carrier'), s.text('tracking'))),
  'fulfilment.delivered': h('Entregado', 'Delivered', (s) => s.text('number')),
  'fulfilment.expired': h('No se recogió', 'Not collected', (s) => joined(place(s), s.sum('amount'))),
  'fulfilment.canceled': h('Preparación anulada', 'Preparation cancelled', (s) => place(s)),
  'fulfilment.exception': h('Necesita a una persona', 'Needs a person', (s) => joined(place(s), s.word('reason'))),

  'customer.created': h('Primera vez que lo vemos', 'Seen for the first time'),
  'customer.identified': h('Se sabe algo más de quién es', 'Known a little better', (s) => s.word('kind')),
  'customer.identity_removed': h('Contacto quitado', 'Contact removed', (s) => s.word('kind')),
  'customer.identity_shared': h('Contacto compartido', 'Shared contact', (s) => s.word('kind')),
  'customer.merged': h('Unido con otra ficha', 'Joined with another profile'),
  'customer.unmerged': h('Unión deshecha', 'Joining undone'),
  'customer.edited': h('Ficha cambiada', 'Profile changed', (s) => s.words('fields')),
  'customer.tagged': h('Etiquetas', 'Tags', (s) => joined(s.words('added'), minus(s.words('removed')))),
  'customer.noted': h('Nota', 'Note'),
  'customer.note_removed': h('Nota quitada', 'Note removed'),
  'customer.address_added': h('Dirección guardada', 'Address kept'),
  'customer.address_removed': h('Dirección quitada', 'Address removed'),
  'customer.preference_set': h('Preferencia', 'Preference', (s) => s.preference('name')),
  'customer.preference_removed': h('Preferencia olvidada', 'Preference forgotten', (s) => s.preference('name')),
  'customer.signed_in': h('Entró en su cuenta', 'Signed in'),
  'one_time_code.asked': h('Pidió un código para entrar', 'Asked for a code to sign in', (s) => s.text('contact')),
  'session.ended': h('Salió de su cuenta', 'Signed out'),
  'session.revoked': h('Se cerraron sus sesiones', 'Sessions ended', (s) => s.word('because')),
  'passkey.registered': h('Guardó una llave de acceso', 'Saved a passkey', (s) => s.text('name')),
  'passkey.removed': h('Quitó una llave de acceso', 'Removed a passkey', (s) => s.text('name')),
  'customer.erased': h('Datos borrados', 'Data erased'),
  'consent.recorded': h('Consentimiento', 'Consent', (s) =>
    joined(s.word('channel'), `${s.word('purpose')}: ${s.word('answer')}`),
  ),
}

const minus = (words: string): string => (words === '' ? '' : `− ${words}`)
const article = (s: Say): string =>
  joined(Number(s.text('quantity')) > 1 ? `${s.text('quantity')} × ${s.text('name')}` : s.text('name'))
const order = (s: Say): string => joined(s.text('number'), s.goods(), s.sum('gross'))
const paid = (s: Say): string => joined(s.sum('amount'), s.word('tender'))
const place = (s: Say): string =>
  joined(s.text('number'), s.text('store_name') || s.text('location_name') || s.text('location'))
