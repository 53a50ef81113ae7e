import type { Ctx } from '#platform/ctx'
import {
  saveChannel,
  saveLegalEntity,
  saveRegister,
  saveRetailer,
  saveStore,
  saveWarehouse,
  sellFrom,
} from '#organisation'
import { saveTaxRates, usualTaxRates, savePriceList } from '#pricing'

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** Named things of the test shop; the locations of stores get their id when saved. */
export const ids = {
  entity: id(1),
  granvia: id(11),
  sol: id(12),
  gracia: id(13),
  loc_central: id(20),
  loc_granvia: '',
  loc_sol: '',
  loc_gracia: '',
  till: id(31),
}

const HOURS = [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '10:00', closes: '21:00' }))
const address = (line1: string, city: string, postcode: string) => ({ line1, city, postcode, country: 'ES' })

const STORES = [
  {
    id: ids.granvia,
    code: 'gran-via',
    name: 'Gran Vía',
    address: address('Gran Vía 32', 'Madrid', '28013'),
    lat: 40.4203,
    lng: -3.7058,
  },
  {
    id: ids.sol,
    code: 'sol',
    name: 'Sol',
    address: address('Puerta del Sol 3', 'Madrid', '28013'),
    lat: 40.4169,
    lng: -3.7035,
  },
  {
    id: ids.gracia,
    code: 'gracia',
    name: 'Gràcia',
    address: address('Gran de Gràcia 40', 'Barcelona', '08012'),
    lat: 41.4001,
    lng: 2.1576,
  },
]

const CHANNELS = [
  ['web', 'web'],
  ['mobile', 'mobile'],
  ['pos', 'store'],
  ['phone', 'phone'],
  ['marketplace:demo', 'marketplace'],
  ['import', 'import'],
] as const

/** Two shops in Madrid, one in Barcelona, a warehouse, every channel selling from all of them. */
export async function seedRetailer(ctx: Ctx): Promise<void> {
  await saveRetailer(ctx, {
    name: 'Hilo de prueba',
    country: 'ES',
    default_locale: 'es',
    default_currency: 'EUR',
    timezone: 'Europe/Madrid',
  })
  await saveLegalEntity(ctx, ids.entity, {
    name: 'Hilo de prueba S.L.',
    tax_id: 'B00000000',
    country: 'ES',
    address: address('Calle Mayor 1', 'Madrid', '28013'),
  })
  const locations: { location_id: string; ships: boolean; pickup: boolean }[] = []
  for (const { id: store_id, ...store } of STORES) {
    const saved = await saveStore(ctx, store_id, {
      ...store,
      legal_entity_id: ids.entity,
      timezone: 'Europe/Madrid',
      hours: HOURS,
    })
    locations.push({ location_id: saved.location_id, ships: true, pickup: true })
  }
  const [granvia, sol, gracia] = locations.map((l) => l.location_id)
  Object.assign(ids, { loc_granvia: granvia, loc_sol: sol, loc_gracia: gracia })
  await saveWarehouse(ctx, ids.loc_central, {
    code: 'central',
    name: 'Almacén central',
    country: 'ES',
    lat: 40.35,
    lng: -3.5,
    timezone: 'Europe/Madrid',
  })
  await saveRegister(ctx, ids.till, { store_id: ids.granvia, code: 'caja-1', name: 'Caja 1' })
  for (const [code, kind] of CHANNELS) {
    await saveChannel(ctx, code, { kind, name: code, currency: 'EUR', locale: 'es' })
    await sellFrom(ctx, code, [...locations, { location_id: ids.loc_central, ships: true, pickup: false }])
  }
  await saveTaxRates(ctx, usualTaxRates)
  await savePriceList(ctx, { code: 'base', name: 'Tarifa', currency: 'EUR', tax_included: true })
}
