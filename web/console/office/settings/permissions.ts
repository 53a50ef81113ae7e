import { useLanguage } from '#ui/face.tsx'

type Name = { readonly es: string; readonly en: string }

const NOUNS: Readonly<Record<string, Name>> = {
  organisation: { es: 'Tiendas y canales', en: 'Shops and channels' },
  staff: { es: 'Equipo', en: 'Staff' },
  keys: { es: 'Claves', en: 'Keys' },
  devices: { es: 'Cajas', en: 'Tills' },
  customers: { es: 'Clientes', en: 'Customers' },
  consent: { es: 'Permisos de contacto', en: 'Consents' },
  catalog: { es: 'Catálogo', en: 'Catalogue' },
  prices: { es: 'Precios', en: 'Prices' },
  stock: { es: 'Existencias', en: 'Stock' },
  carts: { es: 'Cestas', en: 'Carts' },
  payments: { es: 'Pagos', en: 'Payments' },
  orders: { es: 'Pedidos', en: 'Orders' },
  fulfilment: { es: 'Recogidas y envíos', en: 'Pick-ups and parcels' },
  timeline: { es: 'Hilo del cliente', en: 'The customer’s thread' },
  imports: { es: 'Importaciones', en: 'Imports' },
  events: { es: 'Registro', en: 'Log' },
  doctor: { es: 'Revisión', en: 'Check-up' },
  insights: { es: 'Cifras', en: 'Figures' },
}

const VERBS: Readonly<Record<string, Name>> = {
  read: { es: 'ver', en: 'see' },
  edit: { es: 'cambiar', en: 'change' },
  enrol: { es: 'dar de alta', en: 'enrol' },
  merge: { es: 'unir', en: 'join' },
  export: { es: 'exportar', en: 'export' },
  erase: { es: 'borrar', en: 'erase' },
  audit: { es: 'ver quién los ha mirado', en: 'see who looked at them' },
  adjust: { es: 'ajustar', en: 'adjust' },
  transfer: { es: 'traspasar', en: 'transfer' },
  count: { es: 'contar', en: 'count' },
  receive: { es: 'recibir', en: 'receive' },
  take: { es: 'cobrar', en: 'take' },
  refund: { es: 'devolver', en: 'refund' },
  place: { es: 'hacer', en: 'place' },
  cancel: { es: 'anular', en: 'cancel' },
  work: { es: 'preparar y entregar', en: 'prepare and hand over' },
  run: { es: 'hacer', en: 'run' },
  retry: { es: 'reintentar', en: 'retry' },
}

/** By what they are about, in the order they come. */
export const permissionGroups = (names: readonly string[]): [noun: string, names: string[]][] => [
  ...Map.groupBy(names, (name) => name.split('.')[0] as string),
]

export function usePermissionName(): { noun: (noun: string) => string; whole: (name: string) => string } {
  const language = useLanguage()
  const noun = (name: string): string => NOUNS[name]?.[language] ?? name
  return {
    noun,
    whole: (name) => {
      const [about = '', verb = ''] = name.split('.')
      return `${noun(about)}: ${VERBS[verb]?.[language] ?? verb}`
    },
  }
}
