import type { Said } from './refusals.ts'

/** What the back office, the tills and a shop's own set-up are refused, in words. */
export const OFFICE_REFUSALS: Readonly<Record<string, Said>> = {
  bad_input: {
    es: 'Algo de lo escrito no vale. Revisa los campos y vuelve a guardar.',
    en: 'Something that was typed will not do. Check the fields and save again.',
  },
  not_allowed: { es: 'Ese valor no está permitido.', en: 'That value is not allowed.' },
  bad_value: { es: 'Ese valor no se puede guardar.', en: 'That value cannot be kept.' },
  unknown_reference: {
    es: 'Se refiere a algo que ya no existe. Vuelve a cargar la página.',
    en: 'It refers to something that is gone. Load the page again.',
  },
  request_timeout: {
    es: 'Ha tardado demasiado en llegar. Vuelve a intentarlo.',
    en: 'It took too long to arrive. Try again.',
  },
  payload_too_large: { es: 'Es demasiado grande.', en: 'It is too large.' },
  id_taken: {
    es: 'Eso ya se ha guardado. Vuelve a cargar la página.',
    en: 'That was kept already. Load the page again.',
  },

  picture_too_large: {
    es: 'Una imagen puede pesar 10 MB como mucho.',
    en: 'A picture may have 10 MB at most.',
  },
  not_a_picture: {
    es: 'No es una imagen PNG, JPEG, WebP o AVIF que se pueda leer.',
    en: 'That is no PNG, JPEG, WebP or AVIF picture that can be read.',
  },
  too_many: {
    es: 'Son demasiadas variantes, opciones o imágenes para un producto.',
    en: 'That is too many variants, options or pictures for one product.',
  },
  bad_gtin: {
    es: 'Ese código de barras no es correcto: su última cifra no cuadra.',
    en: 'That barcode is not right: its last digit does not fit.',
  },
  unknown_sku: { es: 'El producto no tiene esa variante.', en: 'The product has no such variant.' },
  same_options: {
    es: 'Dos variantes tienen las mismas opciones. Cambia una.',
    en: 'Two variants have the same options. Change one.',
  },
  category_loop: {
    es: 'Una categoría no puede estar dentro de sí misma, ni a más de seis niveles.',
    en: 'A category cannot stand within itself, nor deeper than six levels.',
  },
  unknown_category: { es: 'Esa categoría ya no existe.', en: 'That category is gone.' },

  bad_validity: { es: 'La lista termina antes de empezar.', en: 'The list ends before it begins.' },
  price_list_in_use: {
    es: 'Ya tiene precios en otra moneda o con otro impuesto. Haz una lista nueva.',
    en: 'It has prices of another currency or tax. Make a new list.',
  },
  no_tax_rate: {
    es: 'Falta el tipo de impuesto de ese país. Añádelo en Precios, Impuestos.',
    en: 'The tax rate of that country is missing. Add it under Prices, Taxes.',
  },
  amount_too_large: { es: 'El importe es demasiado grande.', en: 'The amount is too large.' },
  unknown_variant: { es: 'Algún artículo ya no existe.', en: 'Some article is gone.' },
  too_many_prices: { es: 'Son demasiados precios de una vez.', en: 'That is too many prices at once.' },
  duplicate_price: {
    es: 'Hay dos precios para el mismo artículo y la misma cantidad.',
    en: 'There are two prices for one article and quantity.',
  },

  reason_missing: { es: 'Escribe por qué se corrige.', en: 'Say why it is corrected.' },
  article_twice: { es: 'Hay un artículo repetido.', en: 'An article stands there twice.' },
  line_twice: { es: 'Hay una línea repetida.', en: 'A line stands there twice.' },
  tender_twice: { es: 'Hay un pago repetido.', en: 'A payment stands there twice.' },
  too_many_lines: { es: 'Son demasiadas líneas de una vez.', en: 'That is too many lines at once.' },
  more_than_sent: {
    es: 'Llega más de lo que está en camino. Apunta el resto como un ajuste.',
    en: 'More arrives than is on its way. Book the rest as an adjustment.',
  },
  same_place: { es: 'Elige dos sitios distintos.', en: 'Choose two different places.' },
  transfer_closed: { es: 'Este traspaso ya ha llegado.', en: 'This transfer has arrived already.' },
  unknown_location: { es: 'Ese sitio no existe.', en: 'There is no such place.' },

  hours_upside_down: {
    es: 'Cierra antes de abrir. Revisa las horas.',
    en: 'It closes before it opens. Check the hours.',
  },
  not_a_warehouse: {
    es: 'Ese sitio es de una tienda: cámbialo en la tienda.',
    en: 'That place belongs to a shop: change it there.',
  },
  location_twice: { es: 'Hay un sitio repetido.', en: 'A place stands there twice.' },
  register_elsewhere: { es: 'Esa caja es de otra tienda.', en: 'That register is another shop’s.' },
  unknown_channel: { es: 'Ese canal no existe o está cerrado.', en: 'That channel is closed or does not exist.' },
  bad_origin: {
    es: 'Una dirección se escribe así: https://tienda.ejemplo, sin nada detrás.',
    en: 'An address is written like https://shop.example, with nothing behind it.',
  },
  email_taken: { es: 'Alguien del equipo ya tiene ese correo.', en: 'Somebody of the staff has that e-mail.' },
  password_changed: {
    es: 'Tu contraseña ha cambiado mientras tanto. Vuelve a entrar.',
    en: 'Your password was changed meanwhile. Sign in again.',
  },
  totp_active: {
    es: 'Ya hay una aplicación de autenticación. Quítala primero.',
    en: 'An authenticator app is set up already. Remove it first.',
  },
  no_totp: { es: 'No hay ninguna aplicación de autenticación.', en: 'No authenticator app is set up.' },
  too_many_passkeys: {
    es: 'Son demasiadas llaves de acceso. Quita una primero.',
    en: 'That is too many passkeys. Remove one first.',
  },
  passkey_known: { es: 'Esa llave de acceso ya está añadida.', en: 'That passkey is there already.' },
  pin_too_simple: {
    es: 'Ese PIN es de los que se prueban primero. Elige otro.',
    en: 'That PIN is guessed first. Choose another.',
  },
  bad_pin: { es: 'Ese no es el PIN.', en: 'That is not the PIN.' },
  already_set_up: {
    es: 'Este servidor ya está preparado. Entra con tu correo.',
    en: 'This server is set up already. Sign in with your e-mail.',
  },
  key_exists: {
    es: 'Esa clave ya existe y no se puede volver a ver. Cámbiala por una nueva.',
    en: 'That key exists and cannot be shown again. Change it for a new one.',
  },
  key_not_living: { es: 'Esa clave ya no vale.', en: 'That key ended already.' },
  channel_required: { es: 'Elige el canal de la clave.', en: 'Choose the channel of the key.' },
  no_permissions_here: { es: 'Una clave pública no lleva permisos.', en: 'A publishable key carries no permissions.' },
  device_exists: {
    es: 'Ese dispositivo ya está dado de alta. Dale de baja y vuelve a empezar.',
    en: 'That device is enrolled. Revoke it and begin again.',
  },
  device_alike: {
    es: 'Otro equipo de esta caja tiene un número que acaba igual, y sus recibos se llamarían igual. Dalo de alta otra vez.',
    en: 'Another device of this register has a number that ends alike, and their receipts would be called alike. Enrol it anew.',
  },

  line_exists: { es: 'Eso ya está en la cesta.', en: 'That is in the cart already.' },
  bad_quantity: { es: 'Escribe una cantidad de al menos uno.', en: 'Give a quantity of at least one.' },
  quantity_too_large: { es: 'Son demasiadas unidades para una línea.', en: 'That is too many units for one line.' },
  too_many_carts: { es: 'Ya hay demasiadas cestas abiertas.', en: 'Too many carts are open already.' },
  store_needed: { es: 'Elige la tienda en la que se recoge.', en: 'Choose the shop to collect from.' },
  not_in_a_store: { es: 'Esto solo se hace en una tienda abierta.', en: 'This is only done in an open shop.' },
  address_needed: { es: 'Falta la dirección de envío.', en: 'The address to send it to is missing.' },
  address_missing: { es: 'Falta la dirección de envío.', en: 'The address to send it to is missing.' },
  too_many_payments: {
    es: 'Se ha intentado pagar demasiadas veces.',
    en: 'Too many payments were tried here.',
  },
  unknown_provider: { es: 'Esa forma de pago no está disponible.', en: 'That way of paying is not available.' },
  provider_not_configured: {
    es: 'Los pagos en línea no están configurados en este servidor.',
    en: 'Online payments are not set up on this server.',
  },
  refund_too_large: {
    es: 'Es más de lo que se cobró y no se ha devuelto.',
    en: 'That is more than was paid and not yet given back.',
  },
  nothing_to_capture: { es: 'No hay tanto autorizado en este pedido.', en: 'Less than that is held for this order.' },
  payment_differs: { es: 'Ese pago ya se guardó con otros datos.', en: 'That payment was kept with other data.' },
  not_open: { es: 'Parte de esto ya se anuló o se entregó.', en: 'Some of it was cancelled or handed over already.' },
  not_a_pickup: { es: 'Este pedido se envía, no se recoge.', en: 'This order is sent, not collected.' },
  not_a_shipment: { es: 'Este pedido se recoge, no se envía.', en: 'This order is collected, not sent.' },
  nothing_to_move: { es: 'No queda nada que cambiar de tienda.', en: 'Nothing is left to move.' },
  not_at_store: { es: 'La otra tienda no lo tiene todo.', en: 'The other shop has not all of it.' },
  more_than_open: { es: 'No quedan tantas unidades por preparar.', en: 'So many are not left to pick.' },

  contact_unusable: { es: 'A ese contacto no se le puede escribir.', en: 'Nobody can be reached by that contact.' },
  answered_in_future: { es: 'La respuesta no puede ser de mañana.', en: 'The answer cannot be of tomorrow.' },
  too_many_addresses: {
    es: 'Ya tiene demasiadas direcciones. Quita una.',
    en: 'There are too many addresses. Remove one.',
  },
  too_many_preferences: { es: 'Son demasiadas preferencias.', en: 'There are too many preferences.' },
  owned_twice: {
    es: 'Varias personas han demostrado que ese contacto es suyo.',
    en: 'Several people have proved that contact.',
  },

  bad_code: { es: 'Ese no es el código que enviamos.', en: 'That is not the code we sent.' },
  busy: {
    es: 'Entra demasiada gente a la vez. Espera unos segundos.',
    en: 'Too many people sign in at once. Wait a few seconds.',
  },
  not_the_owner: {
    es: 'Esto solo lo dice la dueña o el dueño de la cesta.',
    en: 'Only the owner of the cart says this.',
  },
  not_your_tag: { es: 'Esa etiqueta la pone otro programa.', en: 'That tag is set by another program.' },
  provider_away: {
    es: 'El medio de pago no responde. Vuelve a intentarlo en un momento.',
    en: 'The payment provider does not answer. Try again in a moment.',
  },
  sku_taken: { es: 'Ese SKU ya es de otro artículo.', en: 'Another article has that SKU.' },

  bad_period: {
    es: 'El periodo no vale: empieza antes de terminar.',
    en: 'The period will not do: it begins before it ends.',
  },
  import_closed: { es: 'Esta importación ya ha terminado.', en: 'This import is over.' },
  bad_shift: { es: 'Los números del turno no cuadran.', en: 'The figures of the shift do not fit.' },
  resolved_already: { es: 'Alguien ya lo ha resuelto.', en: 'Somebody has settled this already.' },
  product_archived: { es: 'Este artículo ya no se vende.', en: 'This article is no longer sold.' },
}
