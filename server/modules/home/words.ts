import type { Language } from '#touchpoints'

const WORDS = {
  title: { es: 'Un hilo por cliente', en: 'One thread per customer' },
  lead: {
    es: 'Tienda, web, teléfono, chat: cada canal es una ventana al mismo hilo. Este servidor está en marcha.',
    en: 'Shop, web, phone, chat: every channel is a window on the same thread. This server is running.',
  },
  stores: { es: 'tiendas', en: 'stores' },
  variants: { es: 'artículos', en: 'articles' },
  customers: { es: 'clientes', en: 'customers' },
  orders: { es: 'pedidos', en: 'orders' },
  moments: { es: 'momentos', en: 'moments' },
  docs: { es: 'Documentación de la API', en: 'API documentation' },
  openapi: { es: 'OpenAPI 3.1', en: 'OpenAPI 3.1' },
  health: { es: 'Estado', en: 'Health' },
  metrics: { es: 'Métricas', en: 'Metrics' },
  thread: { es: 'El hilo de', en: 'The thread of' },
  somebody: { es: 'una clienta', en: 'a customer' },
  threadLead: {
    es: 'Todo lo que ha pasado con ella, en todos los canales, de lo más nuevo a lo más antiguo.',
    en: 'Everything that happened with her, in every channel, newest first.',
  },
  none: {
    es: 'Aún no hay datos de demostración. Arranca con HILO_DEMO=1 en una carpeta vacía y aquí verás un hilo.',
    en: 'There is no demo data yet. Start with HILO_DEMO=1 on an empty folder and a thread will show here.',
  },
  empty: { es: 'Sin retailer', en: 'No retailer yet' },
  other: { es: 'English', en: 'Español' },
  more: { es: 'Ver lo anterior', en: 'Show what came before' },
  by: { es: 'por', en: 'by' },
  skip: { es: 'Ir al hilo', en: 'Skip to the thread' },
} as const

export const say = (key: keyof typeof WORDS, language: Language): string => WORDS[key][language]

const CHANNELS: Record<string, { es: string; en: string }> = {
  web: { es: 'Web', en: 'Web' },
  mobile: { es: 'Móvil', en: 'Mobile' },
  pos: { es: 'Tienda', en: 'Store' },
  phone: { es: 'Teléfono', en: 'Phone' },
  mail: { es: 'Correo', en: 'E-mail' },
  chat: { es: 'Chat', en: 'Chat' },
  whatsapp: { es: 'WhatsApp', en: 'WhatsApp' },
  desk: { es: 'Equipo', en: 'Staff' },
  system: { es: 'Hilo', en: 'Hilo' },
  import: { es: 'Histórico', en: 'History' },
}

export const channelName = (code: string, language: Language): string => CHANNELS[code]?.[language] ?? code

/** The token of a channel's colour (look.md). */
export function channelColour(code: string): string {
  const kind = code.split(':')[0] as string
  if (kind === 'pos') return 'store'
  return ['web', 'mobile', 'phone', 'mail', 'chat', 'whatsapp', 'social', 'marketplace'].includes(kind) ? kind : 'agent'
}
