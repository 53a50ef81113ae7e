import { idOf } from '../chance.ts'

export type Shop = {
  code: string
  name: string
  line1: string
  city: string
  postcode: string
  region: string
  lat: number
  lng: number
  phone: string
  hours: keyof typeof HOURS
  timezone?: string
}

const days = (weekdays: readonly number[], opens: string, closes: string) =>
  weekdays.map((weekday) => ({ weekday, opens, closes }))
const WEEK = [1, 2, 3, 4, 5, 6] as const

/** Big streets open on Sundays; others rest; one shop closes at noon. */
export const HOURS = {
  avenue: [...days(WEEK, '10:00', '21:30'), ...days([7], '11:00', '20:30')],
  street: days(WEEK, '10:00', '20:30'),
  siesta: [
    ...days([1, 2, 3, 4, 5], '10:00', '14:00'),
    ...days([1, 2, 3, 4, 5], '17:00', '20:30'),
    ...days([6], '10:00', '14:30'),
  ],
} as const

const shop = (
  code: string,
  name: string,
  line1: string,
  city: string,
  postcode: string,
  region: string,
  [lat, lng]: [number, number],
  phone: string,
  hours: Shop['hours'],
  timezone?: string,
): Shop => ({
  code,
  name,
  line1,
  city,
  postcode,
  region,
  lat,
  lng,
  phone,
  hours,
  ...(timezone ? { timezone } : {}),
})

export const SHOPS: readonly Shop[] = [
  shop(
    'gran-via',
    'Madrid Gran Vía',
    'Gran Vía 34',
    'Madrid',
    '28013',
    'MD',
    [40.4202, -3.7043],
    '+34 910 000 101',
    'avenue',
  ),
  shop(
    'sol',
    'Madrid Sol',
    'Calle de Preciados 9',
    'Madrid',
    '28013',
    'MD',
    [40.4178, -3.7043],
    '+34 910 000 102',
    'avenue',
  ),
  shop(
    'gracia',
    'Barcelona Gràcia',
    'Gran de Gràcia 71',
    'Barcelona',
    '08012',
    'CT',
    [41.4012, 2.1556],
    '+34 930 000 103',
    'street',
  ),
  shop(
    'colon',
    'Valencia Colón',
    'Calle de Colón 18',
    'Valencia',
    '46004',
    'VC',
    [39.4692, -0.3719],
    '+34 960 000 104',
    'street',
  ),
  shop(
    'nervion',
    'Sevilla Nervión',
    'Avenida Luis de Morales 2',
    'Sevilla',
    '41018',
    'AN',
    [37.3841, -5.9716],
    '+34 950 000 105',
    'siesta',
  ),
  shop(
    'indautxu',
    'Bilbao Indautxu',
    'Calle Ercilla 28',
    'Bilbao',
    '48011',
    'PV',
    [43.2619, -2.9381],
    '+34 940 000 106',
    'street',
  ),
  shop(
    'larios',
    'Málaga Larios',
    'Calle Marqués de Larios 6',
    'Málaga',
    '29005',
    'AN',
    [36.7196, -4.4214],
    '+34 950 000 107',
    'avenue',
  ),
  shop(
    'independencia',
    'Zaragoza Independencia',
    'Paseo de la Independencia 21',
    'Zaragoza',
    '50001',
    'AR',
    [41.6488, -0.8846],
    '+34 970 000 108',
    'street',
  ),
  shop(
    'triana',
    'Las Palmas Triana',
    'Calle Mayor de Triana 44',
    'Las Palmas de Gran Canaria',
    '35002',
    'GC',
    [28.1066, -15.4152],
    '+34 920 000 109',
    'street',
    'Atlantic/Canary',
  ),
  shop(
    'real',
    'A Coruña Real',
    'Calle Real 52',
    'A Coruña',
    '15003',
    'GA',
    [43.3696, -8.3989],
    '+34 980 000 110',
    'street',
  ),
]

export const storeId = (code: string): string => idOf(`store ${code}`)

export const WAREHOUSES = [
  {
    code: 'central',
    name: 'Almacén central (Getafe)',
    region: 'MD',
    lat: 40.3083,
    lng: -3.7327,
    timezone: 'Europe/Madrid',
    priority: 1,
    max_orders_per_day: 900,
  },
  {
    code: 'canarias',
    name: 'Almacén de Canarias',
    region: 'GC',
    lat: 28.0,
    lng: -15.4,
    timezone: 'Atlantic/Canary',
    priority: 4,
    max_orders_per_day: 120,
  },
] as const
export const warehouseId = (code: string): string => idOf(`warehouse ${code}`)
export const registerId = (store: string): string => idOf(`register ${store}`)

export const CHANNELS = [
  ['web', 'web', 'Tienda en línea', 1_800],
  ['mobile', 'mobile', 'Aplicación', 1_800],
  ['pos', 'store', 'Cajas de las tiendas', 600],
  ['phone', 'phone', 'Teléfono', 3_600],
  ['mail', 'mail', 'Correo', 3_600],
  ['chat', 'chat', 'Chat', 3_600],
  ['whatsapp', 'whatsapp', 'WhatsApp', 3_600],
  ['marketplace:mirador', 'marketplace', 'Mirador', 0],
  ['import', 'import', 'Importación', 0],
] as const
