import type { Reply } from '#sdk'

export type Person = Reply<'listStaff'>['items'][number]
export type Role = Person['role']

export const ROLE = {
  owner: { es: 'Propiedad', en: 'Owner' },
  manager: { es: 'Responsable', en: 'Manager' },
  assistant: { es: 'Dependiente', en: 'Shop assistant' },
  agent: { es: 'Atención al cliente', en: 'Customer service' },
  marketer: { es: 'Marketing', en: 'Marketing' },
  analyst: { es: 'Análisis', en: 'Analysis' },
} as const

/** What each role may, as one would tell a colleague. */
export const ROLE_MAY = {
  owner: {
    es: 'Todo, también decidir quién entra: equipo y claves.',
    en: 'Everything, also who may come in: staff and keys.',
  },
  manager: {
    es: 'Todo en sus tiendas menos el equipo y las claves: precios, existencias, ajustes, devoluciones, cajas.',
    en: 'Everything in their shops but staff and keys: prices, stock, settings, refunds, tills.',
  },
  assistant: {
    es: 'Vender, preparar recogidas, atender clientes, contar y recibir mercancía. No cambia precios ni ajusta existencias.',
    en: 'Sell, prepare pick-ups, serve customers, count and receive goods. Changes no prices and adjusts no stock.',
  },
  agent: {
    es: 'Atender por teléfono y chat: clientes, cestas, pedidos, anulaciones y devoluciones de dinero.',
    en: 'Serve by phone and chat: customers, carts, orders, cancellations and refunds.',
  },
  marketer: {
    es: 'Catálogo y precios. Ve clientes, permisos y pedidos, sin cambiarlos.',
    en: 'Catalogue and prices. Sees customers, consents and orders, without changing them.',
  },
  analyst: { es: 'Ver todo, sin cambiar nada.', en: 'See everything, change nothing.' },
} as const

export const ROLES = Object.keys(ROLE) as Role[]
