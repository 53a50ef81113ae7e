import type { Language } from '#shared/words.ts'

/** What somebody did when they saw a person; what is changed besides has words of its own in the log. */
const LOOK_NAMES: Readonly<Record<string, { readonly es: string; readonly en: string }>> = {
  findCustomers: { es: 'Buscó clientes', en: 'Searched customers' },
  getCustomer: { es: 'Abrió la ficha', en: 'Opened the profile' },
  getTimeline: { es: 'Abrió el hilo', en: 'Opened the thread' },
  getCustomerTrail: { es: 'Miró quién la ha visto', en: 'Looked who has seen them' },
  listLookedAt: { es: 'Vio a quién abrió hace poco', en: 'Saw whom they opened lately' },
  listLooks: { es: 'Miró este registro', en: 'Looked at this log' },
  samePerson: { es: 'Miró si es la misma persona', en: 'Looked whether it is the same person' },
  exportCustomer: { es: 'Descargó sus datos', en: 'Downloaded their data' },
  listConsents: { es: 'Miró sus permisos', en: 'Looked at their consents' },
  listPayments: { es: 'Miró los pagos', en: 'Looked at the payments' },
  getPayment: { es: 'Abrió un pago', en: 'Opened a payment' },
  getCart: { es: 'Abrió la cesta', en: 'Opened the cart' },
  listCarts: { es: 'Miró la lista de cestas', en: 'Looked at the list of carts' },
  takeUpCart: { es: 'Siguió con su cesta', en: 'Went on with their cart' },
  listOrders: { es: 'Miró la lista de pedidos', en: 'Looked at the list of orders' },
  countOrders: { es: 'Contó sus pedidos', en: 'Counted their orders' },
  getOrder: { es: 'Abrió un pedido', en: 'Opened an order' },
  getOrderByNumber: { es: 'Abrió un pedido por su número', en: 'Opened an order by its number' },
  listFulfilments: { es: 'Miró recogidas y envíos', en: 'Looked at pick-ups and parcels' },
  getFulfilment: { es: 'Abrió una recogida o un envío', en: 'Opened a pick-up or parcel' },
  listEvents: { es: 'Miró el registro de hechos', en: 'Looked at the log of facts' },
  listTillCustomers: { es: 'Guardó los clientes en la caja', en: 'Kept the customers at the till' },
  listTillChanges: { es: 'Puso la caja al día', en: 'Brought the till up to date' },
  listCounted: { es: 'Miró las filas de una cifra', en: 'Looked at the rows of a figure' },
}

export const lookName = (operation: string, language: Language): string =>
  LOOK_NAMES[operation]?.[language] ?? operation
