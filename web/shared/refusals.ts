import { HiloError } from '#sdk'
import { isLost } from './lost.ts'
import { OFFICE_REFUSALS } from './refusals-office.ts'
import type { Language } from './words.ts'

// The server says why it refused in English, for whoever reads an API; people at a screen read it here in their own
// language, by its code. What is not listed is told in the server's words.

export type Said = { readonly es: string; readonly en: string }

const AWAY: Said = {
  es: 'No hay conexión con el servidor. Lo seguimos intentando.',
  en: 'The server cannot be reached. We keep trying.',
}
const FAULT: Said = {
  es: 'Es un fallo del programa: no has hecho nada mal y la conexión funciona. Si sigue, avisa a quien lleva Hilo.',
  en: 'This is a fault of the program: you did nothing wrong and the connection works. If it stays, tell whoever runs Hilo.',
}
const UNKNOWN: Said = { es: 'No se ha podido hacer. Vuelve a intentarlo.', en: 'That did not work. Try again.' }

const REFUSALS: Readonly<Record<string, Said>> = {
  forbidden: {
    es: 'Tu puesto no incluye esto. Los puestos los cambia Propiedad, en Equipo.',
    en: 'Your role does not include this. Owners change roles, under Staff.',
  },
  other_store: { es: 'Esto es de otra tienda.', en: 'This belongs to another shop.' },
  not_found: {
    es: 'Esto ya no existe o no es de tus tiendas.',
    en: 'This no longer exists, or is not of your shops.',
  },
  sign_in_needed: { es: 'Tu sesión ha terminado. Vuelve a entrar.', en: 'Your session has ended. Sign in again.' },
  too_many_requests: {
    es: 'Demasiadas peticiones seguidas. Espera unos segundos.',
    en: 'Too many requests in a row. Wait a few seconds.',
  },
  overloaded: {
    es: 'El servidor está muy ocupado. Espera unos segundos.',
    en: 'The server is very busy. Wait a few seconds.',
  },
  database_unavailable: {
    es: 'La base de datos no responde. Vuelve a intentarlo en un momento.',
    en: 'The database does not answer. Try again in a moment.',
  },
  no_room: {
    es: 'El disco del servidor está lleno. Avisa a quien lo lleva y vuelve a intentarlo después.',
    en: 'The disk of the server is full. Tell whoever runs it, and try again later.',
  },
  bad_sign_in: {
    es: 'El correo o la contraseña no son correctos. Revísalos y vuelve a intentarlo.',
    en: 'The e-mail or the password is not right. Check them and try again.',
  },
  totp_required: {
    es: 'Escribe el código de tu aplicación de autenticación.',
    en: 'Type the code of your authenticator app.',
  },
  bad_second_factor: {
    es: 'El código no es correcto o ya se ha usado. Escribe el que ves ahora.',
    en: 'The code is wrong or was used already. Type the one you see now.',
  },
  too_many_attempts: {
    es: 'Demasiados intentos. Espera unos minutos antes de probar otra vez.',
    en: 'Too many attempts. Wait a few minutes before you try again.',
  },
  bad_passkey: {
    es: 'Esta llave de acceso no vale aquí. Entra con tu contraseña.',
    en: 'This passkey is not known here. Sign in with your password.',
  },
  challenge_expired: {
    es: 'Ha pasado demasiado tiempo. Empieza otra vez.',
    en: 'Too much time has passed. Begin again.',
  },
  bad_password: { es: 'Esa no es tu contraseña de ahora.', en: 'That is not your present password.' },
  password_too_common: {
    es: 'Esa contraseña es fácil de adivinar. Elige otra más larga.',
    en: 'That password is easy to guess. Choose a longer one.',
  },
  password_given: {
    es: 'Esta contraseña es solo para empezar. Entra en el escritorio de Hilo y elige allí la tuya.',
    en: 'This password is only to begin with. Sign in to the desk of Hilo and choose your own there.',
  },
  password_expired: {
    es: 'Esta contraseña era para empezar y ya no vale. Pide otra a quien lleva el equipo.',
    en: 'This password was to begin with and is over. Ask whoever leads the team for another.',
  },
  password_unchanged: {
    es: 'Esa es la contraseña que te dieron. Elige otra, que solo sepas tú.',
    en: 'That is the password you were given. Choose another that only you know.',
  },
  password_is_own: {
    es: 'Tu contraseña ya es tuya. Entra con ella y cámbiala en Seguridad.',
    en: 'Your password is your own already. Sign in with it and change it under Security.',
  },
  bad_set_up_code: {
    es: 'El código no es el del archivo de la carpeta de datos.',
    en: 'The code is not the one in the file of the data folder.',
  },
  unknown_timezone: { es: 'No conocemos esa zona horaria.', en: 'We do not know that time zone.' },
  unknown_currency: { es: 'No conocemos esa moneda.', en: 'We do not know that currency.' },
  bad_contact: {
    es: 'A ese correo o teléfono no se puede escribir ni llamar. Mira cómo está escrito.',
    en: 'That e-mail or phone cannot be written to or called. See how it is written.',
  },
  bad_address: {
    es: 'A la dirección le falta algo o el código postal no es de ese país.',
    en: 'The address lacks something, or the postcode is not of that country.',
  },
  contact_blocked: {
    es: 'Este contacto se ha bloqueado y no se puede usar.',
    en: 'This contact was blocked and cannot be used.',
  },
  contact_needed: {
    es: 'Falta un correo o un teléfono para avisar al cliente.',
    en: 'An e-mail or phone is needed to tell the customer.',
  },
  name_required: { es: 'Escribe al menos un nombre o un contacto.', en: 'Give at least a name or a contact.' },
  too_many_tags: { es: 'Son demasiadas etiquetas.', en: 'There are too many tags.' },
  customer_erased: { es: 'Los datos de esta persona se han borrado.', en: 'This person’s data was erased.' },
  already_one: { es: 'Ya son la misma persona.', en: 'They are one person already.' },
  evidence_missing: { es: 'Falta decir por qué son la misma persona.', en: 'Say why they are the same person.' },
  cart_closed: { es: 'Esta cesta ya está cerrada.', en: 'This cart is closed.' },
  cart_changed: {
    es: 'La cesta ha cambiado mientras la mirabas. Revisa el total y vuelve a intentarlo.',
    en: 'The cart changed while you looked at it. Check the total and try again.',
  },
  cart_not_ready: { es: 'A la cesta todavía le falta algo.', en: 'The cart still lacks something.' },
  cart_full: { es: 'En la cesta no caben más líneas.', en: 'The cart cannot take more lines.' },
  out_of_stock: { es: 'No queda suficiente para esa cantidad.', en: 'There is not enough for that quantity.' },
  sold_out: { es: 'Se ha agotado.', en: 'It is sold out.' },
  not_enough: { es: 'No hay tantas unidades.', en: 'There are not that many.' },
  not_for_sale: { es: 'Este artículo no está a la venta.', en: 'This article is not for sale.' },
  unpriced: { es: 'Este artículo no tiene precio en este canal.', en: 'This article has no price in this channel.' },
  unknown_code: { es: 'No conocemos ese código.', en: 'We do not know that code.' },
  unknown_article: { es: 'No conocemos ese artículo.', en: 'We do not know that article.' },
  code_expired: { es: 'El código ha caducado.', en: 'The code has expired.' },
  wrong_code: {
    es: 'El código no es el de esta recogida. Pide al cliente que lo mire otra vez.',
    en: 'The code is not the one of this pick-up. Ask the customer to look again.',
  },
  too_many_tries: {
    es: 'Demasiados códigos equivocados. Entrega con un documento de identidad.',
    en: 'Too many wrong codes. Hand over against an identity document.',
  },
  payment_short: { es: 'Lo pagado no llega al total.', en: 'What was paid does not reach the total.' },
  nothing_to_pay: { es: 'No queda nada por pagar.', en: 'Nothing is left to pay.' },
  nothing_owed: {
    es: 'De este pago ya no hay nada que devolver en mano.',
    en: 'Nothing of this payment waits to be handed back.',
  },
  payment_differs: {
    es: 'Ese cobro ya está apuntado con otro importe o de otra forma.',
    en: 'That payment is written down already, with another amount or another way.',
  },
  tender_twice: { es: 'El mismo cobro va dos veces.', en: 'The same payment is there twice.' },
  given_too_little: { es: 'Lo entregado no llega al importe.', en: 'What was given does not reach the amount.' },
  order_unpaid: { es: 'El pedido todavía no está pagado.', en: 'The order is not paid yet.' },
  order_closed: { es: 'El pedido ya está cerrado.', en: 'The order is closed.' },
  not_cancellable: {
    es: 'Lo que ya está fuera no se puede anular: haría falta una devolución.',
    en: 'What has left cannot be cancelled: it would take a return.',
  },
  already_picking: {
    es: 'La tienda ya lo está preparando. Llámala antes de cambiar nada.',
    en: 'The shop is picking it already. Call it before you change anything.',
  },
  too_late: { es: 'Ya es tarde para cambiarlo.', en: 'It is too late to change it.' },
  wrong_state: {
    es: 'Alguien se ha adelantado: el estado ya es otro. Mira cómo está ahora.',
    en: 'Somebody was quicker: it stands differently now. Look again.',
  },
  not_picked: { es: 'Todavía falta recoger alguna línea.', en: 'Some lines are not picked yet.' },
  picked_already: { es: 'Eso ya está recogido.', en: 'That is picked already.' },
  not_in_fulfilment: { es: 'Ese artículo no es de este pedido.', en: 'That article is not of this order.' },
  not_ready: { es: 'Todavía no está listo.', en: 'It is not ready yet.' },
  not_later: { es: 'La nueva fecha tiene que ser posterior.', en: 'The new date must be later.' },
  no_pickup_here: { es: 'En esta tienda no se recogen pedidos.', en: 'Orders cannot be collected in this shop.' },
  store_closed: { es: 'Esa tienda está cerrada.', en: 'That shop is closed.' },
  last_owner: {
    es: 'Tiene que quedar al menos un propietario de todas las tiendas.',
    en: 'At least one owner of every store must remain.',
  },
  slug_taken: { es: 'Esa dirección ya la usa otro.', en: 'Another uses that address.' },
  code_taken: { es: 'Ese código ya existe.', en: 'That code exists already.' },
  gtin_taken: { es: 'Ese código de barras es de otro artículo.', en: 'That barcode is another article’s.' },
  fact_unreadable: {
    es: 'Así no se puede anotar: mira importes y textos. Nada se ha perdido; el ticket sigue aquí.',
    en: 'It cannot be written down like this: look at amounts and texts. Nothing is lost; the ticket is still here.',
  },
  already_exists: { es: 'Ya existe.', en: 'It exists already.' },
  still_in_flight: { es: 'Ya se está haciendo. Espera un momento.', en: 'It is being done already. Wait a moment.' },
}

export const explainForbidden = (language: Language): string => (REFUSALS['forbidden'] as Said)[language]

/** What went wrong, in the reader's language, and what to do now: the server away, a refusal, or a fault of ours. */
export function explainRefusal(error: unknown, language: Language): string {
  if (isLost(error)) return AWAY[language]
  if (!(error instanceof HiloError) || error.status === 500) return FAULT[language]
  const said = REFUSALS[error.code] ?? OFFICE_REFUSALS[error.code]
  if (said !== undefined) return said[language]
  return language === 'en' ? error.message : UNKNOWN.es
}
