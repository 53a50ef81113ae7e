import { saveChannel, saveLegalEntity, saveRetailer, saveWarehouse, sellFrom } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { savePriceList, saveTaxRates, usualTaxRates } from '#pricing'
import { draw, idAt, skewed } from './draw.ts'
import type { Lane } from './lanes.ts'
import type { Period } from './period.ts'

const TIMEZONE = 'Europe/Madrid'
const ENTITY = '00000000-0000-7000-8000-000000000001'
const WAREHOUSE = '00000000-0000-7000-8000-000000000002'

const CHANNELS = [
  ['web', 'web', 'Tienda en línea'],
  ['mobile', 'mobile', 'Aplicación'],
  ['pos', 'store', 'Cajas de las tiendas'],
  ['phone', 'phone', 'Teléfono'],
  ['marketplace:demo', 'marketplace', 'Mercado'],
  ['import', 'import', 'Importación'],
] as const

/** Towns of the peninsula, the ones with many shops first: name, latitude, longitude, postcode, region. */
const TOWNS = [
  ['Madrid', 40.4168, -3.7038, '28013', 'MD'],
  ['Barcelona', 41.3874, 2.1686, '08002', 'CT'],
  ['Valencia', 39.4699, -0.3763, '46002', 'VC'],
  ['Sevilla', 37.3891, -5.9845, '41001', 'AN'],
  ['Zaragoza', 41.6488, -0.8891, '50001', 'AR'],
  ['Málaga', 36.7213, -4.4214, '29005', 'AN'],
  ['Bilbao', 43.263, -2.935, '48001', 'PV'],
  ['Murcia', 37.9922, -1.1307, '30001', 'MC'],
  ['Valladolid', 41.6523, -4.7245, '47001', 'CL'],
  ['Alicante', 38.3452, -0.481, '03001', 'VC'],
  ['Córdoba', 37.8882, -4.7794, '14001', 'AN'],
  ['Vigo', 42.2406, -8.7207, '36201', 'GA'],
  ['Gijón', 43.5322, -5.6611, '33201', 'AS'],
  ['Granada', 37.1773, -3.5986, '18001', 'AN'],
  ['A Coruña', 43.3623, -8.4115, '15001', 'GA'],
  ['Pamplona', 42.8125, -1.6458, '31001', 'NC'],
  ['San Sebastián', 43.3183, -1.9812, '20001', 'PV'],
  ['Santander', 43.4623, -3.8099, '39001', 'CB'],
  ['Burgos', 42.3439, -3.6969, '09001', 'CL'],
  ['Badajoz', 38.8794, -6.9707, '06001', 'EX'],
] as const

/** The retailer, its channels, taxes, price list and warehouse, by the doors of their modules. */
export async function foundRetailer(ctx: Ctx): Promise<void> {
  const address = { line1: 'Calle Mayor 1', city: 'Madrid', postcode: '28013', country: 'ES' }
  await saveRetailer(ctx, {
    name: 'Hilo a escala',
    country: 'ES',
    default_locale: 'es',
    default_currency: 'EUR',
    timezone: TIMEZONE,
  })
  await saveLegalEntity(ctx, ENTITY, { name: 'Hilo a escala S.L.', tax_id: 'B00000000', country: 'ES', address })
  for (const [code, kind, name] of CHANNELS) await saveChannel(ctx, code, { kind, name, currency: 'EUR', locale: 'es' })
  await saveWarehouse(ctx, WAREHOUSE, {
    code: 'central',
    name: 'Almacén central',
    country: 'ES',
    region: 'MD',
    lat: 40.35,
    lng: -3.5,
    timezone: TIMEZONE,
    priority: 1,
  })
  await saveTaxRates(ctx, usualTaxRates)
  await savePriceList(ctx, { code: 'base', name: 'Tarifa general', currency: 'EUR', tax_included: true })
}

/** Shops with their hours, stock places and tills; `filling_place` numbers the places, the warehouse last. */
export async function openStores(lane: Lane, stores: number, { start_ms }: Period): Promise<void> {
  const towns = TOWNS.map(
    ([name, lat, lng, postcode, region], i) => `(${i}, '${name}', ${lat}, ${lng}, '${postcode}', '${region}')`,
  )
  const code = `'tienda-' || lpad(n::text, 4, '0')`
  const born = `timestamptz 'epoch' + ${start_ms} * interval '1 ms'`
  await lane.run(`
    insert into store (id, code, name, legal_entity_id, phone, email, address, country, region, lat, lng, timezone, created_at)
    select ${idAt(`${start_ms}`, 'store', 'n')}, ${code}, t.name || ' ' || n, '${ENTITY}', '+34 910 ' || lpad(n::text, 6, '0'), ${code} || '@hilo.example',
           jsonb_build_object('line1', 'Calle Mayor ' || n, 'city', t.name, 'postcode', t.postcode, 'region', t.region, 'country', 'ES'),
           'ES', t.region, t.lat + (${draw('n', 1)} - 0.5) * 0.3, t.lng + (${draw('n', 2)} - 0.5) * 0.3, '${TIMEZONE}', ${born}
      from generate_series(1, ${stores}) n
      join (values ${towns.join(', ')}) t(i, name, lat, lng, postcode, region) on t.i = ${skewed('n', 3, `${TOWNS.length}`, 1.6)};
    insert into opening_hours (store_id, weekday, opens, closes)
    select id, weekday, '10:00', case when weekday = 7 then time '15:00' else time '21:00' end
      from store cross join generate_series(1, 7) weekday where weekday < 7 or right(code, 1) in ('1', '2');
    insert into location (id, code, name, kind, store_id, country, region, lat, lng, timezone, max_orders_per_day)
    select ${idAt(`${start_ms}`, 'location', `right(code, 4)::int`)}, code, name, 'store', id, country, region, lat, lng, timezone, 60 from store;
    insert into register (id, store_id, code, name)
    select ${idAt(`${start_ms}`, 'register', `right(code, 4)::int`)}, id, 'caja-1', 'Caja 1' from store;
    create unlogged table filling_place as
    select row_number() over (order by l.store_id is null, l.code) - 1 as i, l.id, l.store_id, l.code, l.name from location l;
    analyze filling_place`)
}

/** Every channel sells what every place has; the warehouse only sends. */
export async function sellEverywhere(ctx: Ctx): Promise<void> {
  const places = await ctx.sql<{ location_id: string; pickup: boolean }>`
    select id as location_id, store_id is not null as pickup from location order by id`
  for (const [code] of CHANNELS) {
    await sellFrom(
      ctx,
      code,
      places.map((place) => ({ ...place, ships: true })),
    )
  }
}
