import { addStaff } from '#access'
import {
  saveChannel,
  saveLegalEntity,
  saveRegister,
  saveRetailer,
  saveStore,
  saveWarehouse,
  sellFrom,
} from '#organisation'
import type { Ctx } from '#platform/ctx'
import { saveTaxRates, usualTaxRates } from '#pricing'
import { setTillSettings } from '#tills'
import { idOf } from '../chance.ts'
import { COLLEAGUES, TIMEZONE, colleagueId } from '../stage.ts'
import type { Shop } from './stores.ts'
import { CHANNELS, HOURS, SHOPS, WAREHOUSES, registerId, storeId, warehouseId } from './stores.ts'

export const RETAILER = 'Casa Torzal'
const ENTITY = idOf('legal entity')

/** Stock location of each place by its code. */
export type Places = Readonly<Record<string, string>>

/** The chain itself, in one transaction: either its first shop exists and everything with it, or nothing. */
export async function foundChain(ctx: Ctx): Promise<Places> {
  const places: Record<string, string> = {}
  await saveRetailer(ctx, {
    name: RETAILER,
    country: 'ES',
    default_locale: 'es',
    default_currency: 'EUR',
    timezone: TIMEZONE,
  })
  await saveLegalEntity(ctx, ENTITY, {
    name: `${RETAILER} S.L.`,
    tax_id: 'B00000000',
    country: 'ES',
    address: { line1: 'Calle del Hilo 12', city: 'Getafe', postcode: '28901', region: 'MD', country: 'ES' },
  })
  for (const shop of SHOPS) places[shop.code] = await foundShop(ctx, shop)
  for (const { code, ...warehouse } of WAREHOUSES) {
    places[code] = (await saveWarehouse(ctx, warehouseId(code), { code, country: 'ES', ...warehouse })).id
  }
  for (const [code, kind, name, hold_seconds] of CHANNELS) {
    await saveChannel(ctx, code, { kind, name, currency: 'EUR', locale: 'es', hold_seconds })
    await sellFrom(
      ctx,
      code,
      Object.entries(places).map(([place, location_id]) => ({
        location_id,
        ships: true,
        pickup: WAREHOUSES.every(({ code }) => code !== place),
      })),
    )
  }
  await saveTaxRates(ctx, usualTaxRates)
  for (const { key, name, email, role, stores } of COLLEAGUES) {
    await addStaff(ctx, { id: colleagueId(key), name, email, role, store_ids: stores?.map(storeId) ?? null })
  }
  return places
}

async function foundShop(ctx: Ctx, shop: Shop): Promise<string> {
  const { code, name, phone, lat, lng, line1, city, postcode, region } = shop
  const saved = await saveStore(ctx, storeId(code), {
    code,
    name,
    legal_entity_id: ENTITY,
    phone,
    email: `${code}@torzal.example`,
    address: { line1, city, postcode, region, country: 'ES' },
    lat,
    lng,
    timezone: shop.timezone ?? TIMEZONE,
    pickup_lead_minutes: code === 'gran-via' ? 60 : 120,
    max_orders_per_day: 60,
    hours: [...HOURS[shop.hours]],
    exceptions: holidays(ctx.now),
  })
  await saveRegister(ctx, registerId(code), { store_id: saved.id, code: 'caja-1', name: 'Caja 1' })
  await setTillSettings(ctx, saved.id, TILL_SETTINGS)
  return saved.location_id
}

/** What the shops of the chain allow their tills. */
const TILL_SETTINGS = {
  offline_sale_max: 50_000,
  offline_hours_max: 48,
  offline_tenders: ['cash', 'terminal'],
  approve_discount_over_ppm: 100_000,
  cash_rounding: 1,
  handover_proof: 'code',
  lock_after_min: 10,
  receipt_header: RETAILER,
  receipt_footer:
    'Cambios y devoluciones en 30 días, con este ticket y en cualquiera de nuestras tiendas. Gracias por tu visita.',
} satisfies Parameters<typeof setTillSettings>[2]

function holidays(now: Date) {
  const year = now.getUTCFullYear()
  return [
    { on_date: `${year}-12-24`, opens: '10:00', closes: '18:00', reason: 'Nochebuena' },
    { on_date: `${year}-12-25`, opens: null, closes: null, reason: 'Navidad' },
    { on_date: `${year + 1}-01-01`, opens: null, closes: null, reason: 'Año Nuevo' },
    { on_date: `${year + 1}-01-06`, opens: null, closes: null, reason: 'Reyes' },
  ]
}
