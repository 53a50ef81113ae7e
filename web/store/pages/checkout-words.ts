/** What the checkout says. */
export const CHECKOUT_WORDS = {
  title: { es: 'Tramitar pedido', en: 'Check out' },
  contact: { es: 'Tus datos', en: 'Your details' },
  delivery: { es: 'Entrega', en: 'Delivery' },
  payment: { es: 'Pago', en: 'Payment' },
  change: { es: 'Cambiar', en: 'Change' },
  change_of: { es: (what: string) => `Cambiar: ${what}`, en: (what: string) => `Change: ${what}` },
  waits: { es: 'Después del paso anterior.', en: 'After the step before.' },
  go_on: { es: 'Continuar', en: 'Continue' },
  check: { es: 'Revisa esto', en: 'Check this' },
  have_account: { es: '¿Ya has comprado aquí?', en: 'Have you bought here before?' },
  sign_in: { es: 'Entra y no escribas nada', en: 'Sign in and type nothing' },
  name: { es: 'Nombre y apellidos', en: 'Full name' },
  email: { es: 'Correo electrónico', en: 'E-mail' },
  email_hint: { es: 'Para el recibo y el aviso de recogida', en: 'For the receipt and to tell you it is ready' },
  phone: { es: 'Teléfono', en: 'Telephone' },
  optional: { es: '(opcional)', en: '(optional)' },
  need_name: { es: 'Escribe tu nombre.', en: 'Type your name.' },
  need_email: { es: 'Escribe tu correo o tu teléfono.', en: 'Type your e-mail or your telephone.' },
  bad_email: {
    es: 'Ese correo no está completo. Por ejemplo: ana@correo.es',
    en: 'That e-mail is not complete. For example: ana@mail.com',
  },
  unreachable_email: {
    es: 'No podemos escribir a esa dirección. Pon otro correo, o tu teléfono.',
    en: 'We cannot write to that address. Give another e-mail, or your telephone.',
  },
  bad_phone: {
    es: 'Ese teléfono no existe. Con prefijo si es de otro país.',
    en: 'There is no such number. With its prefix if it is foreign.',
  },
  shared: {
    es: 'Esta cesta es de otra persona: sus datos los pone ella. Entra con tu cuenta si es tuya.',
    en: 'This basket belongs to somebody else, who gives the details. Sign in if it is yours.',
  },
  how: { es: '¿Cómo lo quieres?', en: 'How would you like it?' },
  collect: { es: 'Recoger en tienda', en: 'Collect in a shop' },
  collect_text: { es: 'Gratis; te avisamos cuando esté listo', en: 'Free; we tell you when it is ready' },
  ship: { es: 'Recibir en casa', en: 'Have it sent' },
  ship_text: { es: 'Envío gratis', en: 'Free delivery' },
  which_store: { es: '¿En qué tienda?', en: 'In which shop?' },
  near_me: { es: 'Las más cercanas a mí', en: 'Nearest to me' },
  near_denied: { es: 'Tu navegador no nos dice dónde estás.', en: 'Your browser does not tell us where you are.' },
  from: { es: (when: string) => `Listo ${when}`, en: (when: string) => `Ready ${when}` },
  more_stores: {
    es: (n: number) => (n === 1 ? 'Ver 1 tienda más' : `Ver ${n} tiendas más`),
    en: (n: number) => (n === 1 ? 'Show 1 more shop' : `Show ${n} more shops`),
  },
  open: { es: 'Abierta ahora', en: 'Open now' },
  some: {
    es: (n: number, of: number) => `Aquí solo hay ${n} de ${of} artículos`,
    en: (n: number, of: number) => `Only ${n} of ${of} items here`,
  },
  no_store: {
    es: 'Ninguna tienda tiene ahora todo lo que llevas. Puedes recibirlo en casa.',
    en: 'No shop has everything in your basket right now. You can have it sent.',
  },
  choose_store: { es: 'Elige la tienda donde lo recoges.', en: 'Choose the shop you collect in.' },
  choose_how: { es: 'Elige recoger en tienda o recibir en casa.', en: 'Choose to collect or have it sent.' },
  closed_store: {
    es: 'Esa tienda no entrega pedidos ahora. Elige otra.',
    en: 'That shop gives no orders out now. Choose another.',
  },
  which_address: { es: '¿A qué dirección?', en: 'To which address?' },
  other_address: { es: 'Otra dirección', en: 'Another address' },
  keep_address: { es: 'Guardar esta dirección en mi cuenta', en: 'Keep this address in my account' },
  no_tax: { es: 'Todavía no enviamos a ese país.', en: 'We do not send to that country yet.' },
  pay: { es: (total: string) => `Pagar ${total}`, en: (total: string) => `Pay ${total}` },
  pay_rest: {
    es: (left: string) => `Pagar los ${left} que faltan`,
    en: (left: string) => `Pay the ${left} that are left`,
  },
  confirm: { es: (total: string) => `Confirmar por ${total}`, en: (total: string) => `Confirm for ${total}` },
  held: {
    es: (held: string) => `Ya hay ${held} reservados en tu tarjeta para este pedido.`,
    en: (held: string) => `${held} are held on your card for this order already.`,
  },
  pay_text: {
    es: 'Te llevamos a la página segura de pago con tarjeta y volverás aquí. No guardamos tu tarjeta.',
    en: 'We take you to the secure card page and you come back here. We do not keep your card.',
  },
  terms: {
    es: 'Tienes 14 días desde que lo recibes para devolverlo, en cualquier tienda o por envío.',
    en: 'You have 14 days from when you get it to return it, in any shop or by post.',
  },
  changed: {
    es: (was: string, now: string) => `El total era ${was} y ahora es ${now}. No hemos cobrado nada: tú decides.`,
    en: (was: string, now: string) => `The total was ${was} and is ${now} now. Nothing was charged: you decide.`,
  },
  changed_paid: {
    es: (was: string, now: string) =>
      `El total era ${was} y ahora es ${now}. Tu pago está a salvo; confirma el nuevo total para terminar.`,
    en: (was: string, now: string) =>
      `The total was ${was} and is ${now} now. Your payment is safe; confirm the new total to finish.`,
  },
  card_declined: {
    es: 'Tu banco no ha aceptado esa tarjeta. No se ha cobrado nada; prueba con otra.',
    en: 'Your bank did not accept that card. Nothing was charged; try another one.',
  },
  insufficient_funds: {
    es: 'Esa tarjeta no tiene saldo suficiente. No se ha cobrado nada; prueba con otra.',
    en: 'That card does not have enough funds. Nothing was charged; try another one.',
  },
  not_finished: {
    es: 'El pago no se ha terminado. No se ha cobrado nada.',
    en: 'The payment was not finished. Nothing was charged.',
  },
  not_opened: {
    es: 'La página de pago no ha aceptado este pago. No se ha cobrado nada; prueba otra vez.',
    en: 'The card page did not accept this payment. Nothing was charged; try again.',
  },
  stopped: {
    es: 'Ese pago se paró y ya no se puede hacer. No se ha cobrado nada; puedes pagar de nuevo.',
    en: 'That payment was stopped and can no longer be made. Nothing was charged; you can pay anew.',
  },
  away: {
    es: 'La página de pago no responde. No se ha cobrado nada; prueba dentro de un minuto.',
    en: 'The card page does not answer. Nothing was charged; try again in a minute.',
  },
  too_many_payments: {
    es: 'Hay demasiados pagos empezados en esta cesta. Espera unos minutos.',
    en: 'Too many payments were begun for this basket. Wait a few minutes.',
  },
  going: { es: 'Vamos a la página de pago', en: 'On to the card page' },
  going_text: { es: 'Si no se abre sola, sigue por aquí.', en: 'If it does not open by itself, go on here.' },
  go_pay: { es: 'Ir a pagar', en: 'Go and pay' },
  waiting: { es: 'Esperando a tu banco', en: 'Waiting for your bank' },
  waiting_text: {
    es: 'Tarda un poco más de lo normal. Puedes cerrar esta página: si el pago sale bien, el pedido se hace solo.',
    en: 'It takes a little longer than usual. You may close this page: if the payment goes through, the order is placed by itself.',
  },
  silent: { es: 'Tu banco todavía no contesta', en: 'Your bank does not answer yet' },
  silent_text: {
    es: 'Si el pago sale bien, el pedido se hace solo y te llega por correo o SMS. Si no, no se cobra nada.',
    en: 'If the payment goes through, the order is placed by itself and reaches you by e-mail or text message. If not, nothing is charged.',
  },
  silent_twice: {
    es: 'No tienes que esperar: puedes pagar de otra forma. Si al final llegan los dos pagos, el que sobra se devuelve.',
    en: 'You need not wait: you can pay another way. Should both payments arrive, the one too many goes back.',
  },
  pay_otherwise: { es: 'Pagar de otra forma', en: 'Pay another way' },
  confirming: { es: 'Estamos confirmando tu pago', en: 'We are confirming your payment' },
  confirming_text: {
    es: 'Si ha salido bien, el pedido se hace solo y te llega por correo o SMS en unos minutos.',
    en: 'If it went through, the order is placed by itself and reaches you by e-mail or text message in a few minutes.',
  },
  confirming_see: {
    es: 'Este navegador no es el que empezó la compra. Entra con el mismo correo o teléfono para ver tus pedidos.',
    en: 'This is not the browser that began to buy. Sign in with the same e-mail or telephone to see your orders.',
  },
  confirming_sign_in: { es: 'Entrar y ver mis pedidos', en: 'Sign in and see my orders' },
  browse: { es: 'Ir a la tienda', en: 'Go to the shop' },
  look_again: { es: 'Mirar otra vez', en: 'Look again' },
  back: { es: 'Volver a la cesta', en: 'Back to the basket' },
  your_order: { es: 'Tu pedido', en: 'Your order' },
  quantity: { es: (n: number) => `× ${n}`, en: (n: number) => `× ${n}` },
} as const
