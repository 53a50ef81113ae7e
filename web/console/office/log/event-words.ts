import { useLanguage } from '#ui/face.tsx'

type Name = { readonly es: string; readonly en: string }

const NOUNS: Readonly<Record<string, Name>> = {
  cart: { es: 'Cesta', en: 'Cart' },
  order: { es: 'Pedido', en: 'Order' },
  payment: { es: 'Pago', en: 'Payment' },
  refund: { es: 'Devolución', en: 'Refund' },
  fulfilment: { es: 'Preparación', en: 'Fulfilment' },
  customer: { es: 'Cliente', en: 'Customer' },
  consent: { es: 'Permiso', en: 'Consent' },
  stock: { es: 'Existencias', en: 'Stock' },
  product: { es: 'Producto', en: 'Product' },
  category: { es: 'Categoría', en: 'Category' },
  price: { es: 'Precio', en: 'Price' },
  price_list: { es: 'Lista de precios', en: 'Price list' },
  tax_rate: { es: 'Impuesto', en: 'Tax' },
  store: { es: 'Tienda', en: 'Shop' },
  location: { es: 'Almacén', en: 'Warehouse' },
  channel: { es: 'Canal', en: 'Channel' },
  staff: { es: 'Equipo', en: 'Staff' },
  session: { es: 'Sesión', en: 'Session' },
  key: { es: 'Clave', en: 'Key' },
  device: { es: 'Caja', en: 'Till' },
  shift: { es: 'Turno', en: 'Shift' },
  till: { es: 'Caja', en: 'Till' },
  import: { es: 'Importación', en: 'Import' },
  passkey: { es: 'Llave de acceso', en: 'Passkey' },
}

const VERBS: Readonly<Record<string, Name>> = {
  added: { es: 'añadido', en: 'added' },
  created: { es: 'creado', en: 'created' },
  saved: { es: 'guardado', en: 'saved' },
  placed: { es: 'hecho', en: 'placed' },
  line_added: { es: 'artículo añadido', en: 'article added' },
  line_changed: { es: 'artículo cambiado', en: 'article changed' },
  line_removed: { es: 'artículo quitado', en: 'article removed' },
  customer_set: { es: 'cliente puesto', en: 'customer set' },
  delivery_set: { es: 'entrega elegida', en: 'delivery chosen' },
  contact_set: { es: 'contacto puesto', en: 'contact set' },
  taken_up: { es: 'retomado en otro sitio', en: 'taken up elsewhere' },
  assigned: { es: 'asignado', en: 'assigned' },
  accepted: { es: 'aceptado', en: 'accepted' },
  rejected: { es: 'rechazado', en: 'rejected' },
  picked: { es: 'recogido', en: 'picked' },
  ready: { es: 'listo', en: 'ready' },
  handed_over: { es: 'entregado', en: 'handed over' },
  shipped: { es: 'enviado', en: 'shipped' },
  delivered: { es: 'recibido por el cliente', en: 'delivered' },
  completed: { es: 'completado', en: 'completed' },
  canceled: { es: 'anulado', en: 'cancelled' },
  expired: { es: 'caducado', en: 'expired' },
  authorised: { es: 'autorizado', en: 'authorised' },
  captured: { es: 'cobrado', en: 'captured' },
  refunded: { es: 'devuelto', en: 'refunded' },
  failed: { es: 'fallido', en: 'failed' },
  changed: { es: 'cambiado', en: 'changed' },
  archived: { es: 'archivado', en: 'archived' },
  received: { es: 'recibido', en: 'received' },
  adjusted: { es: 'ajustado', en: 'adjusted' },
  counted: { es: 'contado', en: 'counted' },
  returned: { es: 'devuelto', en: 'returned' },
  transfer_sent: { es: 'traspaso enviado', en: 'transfer sent' },
  transfer_received: { es: 'traspaso recibido', en: 'transfer received' },
  policy_set: { es: 'reglas cambiadas', en: 'rules changed' },
  ran_out: { es: 'agotado', en: 'ran out' },
  below_promise: { es: 'por debajo de lo prometido', en: 'below what was promised' },
  merged: { es: 'unido', en: 'joined' },
  opened: { es: 'abierto', en: 'opened' },
  closed: { es: 'cerrado', en: 'closed' },
  enrolled: { es: 'dado de alta', en: 'enrolled' },
  revoked: { es: 'terminado', en: 'ended' },
  started: { es: 'empezado', en: 'started' },
}

/** A fact in two words; what has none yet is told by its own name. */
export function useEventName(): (type: string) => string {
  const language = useLanguage()
  return (type) => {
    const [noun = '', verb = ''] = type.split('.')
    const said = VERBS[verb]?.[language] ?? verb.replaceAll('_', ' ')
    return `${NOUNS[noun]?.[language] ?? noun}: ${said}`
  }
}
