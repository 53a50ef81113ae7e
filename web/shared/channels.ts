import type { Language } from './words.ts'

const NAMES: Readonly<Record<string, { es: string; en: string }>> = {
  web: { es: 'Web', en: 'Web' },
  mobile: { es: 'Móvil', en: 'Mobile' },
  pos: { es: 'Tienda', en: 'Shop' },
  store: { es: 'Tienda', en: 'Shop' },
  phone: { es: 'Teléfono', en: 'Phone' },
  mail: { es: 'Correo', en: 'Mail' },
  chat: { es: 'Chat', en: 'Chat' },
  whatsapp: { es: 'WhatsApp', en: 'WhatsApp' },
  social: { es: 'Redes', en: 'Social' },
  marketplace: { es: 'Marketplace', en: 'Marketplace' },
  desk: { es: 'Equipo', en: 'Staff' },
  system: { es: 'Hilo', en: 'Hilo' },
  import: { es: 'Histórico', en: 'History' },
  agent: { es: 'Agente', en: 'Agent' },
}

const COLOURS = ['store', 'web', 'mobile', 'phone', 'mail', 'chat', 'whatsapp', 'social', 'marketplace'] as const
export type ChannelColour = (typeof COLOURS)[number] | 'agent'

const kindOf = (code: string): string => code.split(':')[0] as string

/** `marketplace:amazon` → `Marketplace amazon`. */
export function channelName(code: string, language: Language): string {
  const [kind = '', which] = code.split(':')
  const name = NAMES[kind]?.[language] ?? kind
  return which === undefined ? name : `${name} ${which}`
}

/** The token of a channel's colour: `var(--channel-…)`, the same on every screen. */
export function channelColour(code: string): ChannelColour {
  const kind = kindOf(code)
  if (kind === 'pos') return 'store'
  return (COLOURS as readonly string[]).includes(kind) ? (kind as ChannelColour) : 'agent'
}
