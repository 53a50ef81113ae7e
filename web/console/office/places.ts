import {
  IconAdjustments,
  IconBuildingStore,
  IconBuildingWarehouse,
  IconBroadcast,
  IconDeviceTablet,
  IconHistory,
  IconStethoscope,
  IconTag,
  IconTags,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { PlaceGroup } from '../shell/places.ts'

/** Where the back office can be reached from the navigation, the palette and "g" shortcuts. */
export const officePlaces: readonly PlaceGroup[] = [
  {
    name: { es: 'Surtido', en: 'Range' },
    places: [
      {
        to: '/products',
        name: { es: 'Catálogo', en: 'Catalogue' },
        icon: IconTag,
        needs: ['catalog.read'],
        key: 'p',
        also: 'productos categorías importar exportar products categories import export',
      },
      {
        to: '/prices',
        name: { es: 'Precios', en: 'Prices' },
        icon: IconTags,
        needs: ['prices.read'],
        key: 'r',
        also: 'tarifas listas impuestos iva price lists taxes',
      },
      {
        to: '/stock',
        name: { es: 'Existencias', en: 'Stock' },
        icon: IconBuildingWarehouse,
        needs: ['stock.read'],
        key: 's',
        also: 'stock inventario traspasos recuento reservas transfers counts reservations ledger',
      },
    ],
  },
  {
    name: { es: 'Negocio', en: 'Business' },
    places: [
      {
        to: '/stores',
        name: { es: 'Tiendas', en: 'Shops' },
        icon: IconBuildingStore,
        needs: ['organisation.read'],
        key: 't',
        also: 'horarios almacenes recogida hours warehouses pick-up stores',
      },
      {
        to: '/tills',
        name: { es: 'Cajas', en: 'Tills' },
        icon: IconDeviceTablet,
        needs: ['devices.enrol', 'organisation.edit', 'payments.read'],
        also: 'tpv dispositivos turnos arqueo registers devices pos shifts',
      },
      {
        to: '/channels',
        name: { es: 'Canales', en: 'Channels' },
        icon: IconBroadcast,
        needs: ['organisation.read'],
        also: 'web teléfono marketplace phone',
      },
      {
        to: '/staff',
        name: { es: 'Equipo', en: 'Staff' },
        icon: IconUsersGroup,
        needs: ['organisation.read'],
        key: 'e',
        also: 'personas puestos permisos people roles permissions',
      },
      {
        to: '/settings',
        name: { es: 'Ajustes', en: 'Settings' },
        icon: IconAdjustments,
        needs: ['organisation.read'],
        also: 'empresa sociedades claves api company legal entities keys',
      },
    ],
  },
  {
    name: { es: 'Control', en: 'Control' },
    places: [
      {
        to: '/events',
        name: { es: 'Registro', en: 'Log' },
        icon: IconHistory,
        needs: ['events.read'],
        key: 'l',
        also: 'auditoría hechos eventos consultas reintentar audit events looks dead letters retry',
      },
      {
        to: '/health',
        name: { es: 'Salud', en: 'Health' },
        icon: IconStethoscope,
        needs: ['doctor.run', 'imports.run'],
        also: 'revisión doctor importaciones imports checks',
      },
    ],
  },
]
