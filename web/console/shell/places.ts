import {
  IconHome,
  IconPackage,
  IconReceipt,
  IconShoppingCart,
  IconAlertSquareRounded,
  IconUsers,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { officePlaces } from '../office/places.ts'
import { overviewPlaces } from '../overview/places.ts'

type Name = { readonly es: string; readonly en: string }
/** A screen one can go to. */
export type Place = {
  to: string
  name: Name
  icon: Icon
  /** Without one of these it is shown, but not open, with the reason. */
  needs?: readonly string[]
  /** The second key after "g". */
  key?: string
  /** Other words people look for it by. */
  also?: string
}
export type PlaceGroup = { name: Name | null; places: readonly Place[] }

const SERVING: readonly PlaceGroup[] = [
  { name: null, places: [{ to: '/', name: { es: 'Inicio', en: 'Start' }, icon: IconHome, key: 'i' }] },
  {
    name: { es: 'Atender', en: 'Serve' },
    places: [
      {
        to: '/customers',
        name: { es: 'Clientes', en: 'Customers' },
        icon: IconUsers,
        needs: ['customers.read'],
        key: 'c',
      },
      { to: '/carts', name: { es: 'Cestas', en: 'Carts' }, icon: IconShoppingCart, needs: ['carts.read'], key: 'k' },
      { to: '/orders', name: { es: 'Pedidos', en: 'Orders' }, icon: IconReceipt, needs: ['orders.read'], key: 'o' },
    ],
  },
  {
    name: { es: 'Preparar', en: 'Prepare' },
    places: [
      {
        to: '/fulfilment',
        name: { es: 'Recogidas y envíos', en: 'Pick-ups, parcels' },
        icon: IconPackage,
        needs: ['fulfilment.read'],
        key: 'f',
      },
      {
        to: '/fulfilment/exceptions',
        name: { es: 'Por resolver', en: 'To resolve' },
        icon: IconAlertSquareRounded,
        needs: ['fulfilment.read'],
        key: 'x',
      },
    ],
  },
]

/** The navigation, by job: figures first, then serving, then the office. */
export const placeGroups: readonly PlaceGroup[] = [...SERVING, ...overviewPlaces, ...officePlaces]

export const mayGo = (place: Place, permissions: readonly string[]): boolean =>
  place.needs === undefined || place.needs.some((one) => permissions.includes(one))

/** The place of an address: the longest that it begins with. */
export const placeOf = (path: string): Place | undefined =>
  placeGroups
    .flatMap(({ places }) => places)
    .filter(({ to }) => path === to || (to !== '/' && path.startsWith(`${to}/`)))
    .toSorted((a, b) => b.to.length - a.to.length)[0]
