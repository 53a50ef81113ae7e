import { crewOf } from '#access'
import type { CrewMember } from '#access'
import { channelByCode, retailer, storeById } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { assert } from '#platform/errors'
import { site } from '#platform/site'
import { pricesIncludeTax } from '#pricing'
import { settingsOf } from './settings.ts'
import type { TillNow } from './shapes.ts'
import { openShiftOf, tillOf } from './till.ts'
import { versionNow } from './version.ts'

type Entity = TillNow['legal_entity']

/** Everything a till needs to begin, or to go on after it lost its memory. */
export async function tillNow(ctx: Ctx): Promise<TillNow> {
  // First: what changes while the rest is read is told by the next question for changes.
  const version = await versionNow(ctx)
  const till = await tillOf(ctx)
  const store = await storeById(ctx, till.store_id)
  const { currency, locale } = await channelByCode(ctx, ctx.channel)
  const [entity, shop, shift, settings, crew, tax_included] = await Promise.all([
    entityOf(ctx, store.legal_entity_id),
    retailer(ctx),
    openShiftOf(ctx, till.device_id),
    settingsOf(ctx, store.id),
    crewOf(ctx, { store_id: store.id }),
    pricesIncludeTax(ctx, { channel: ctx.channel, store_id: store.id, currency }),
  ])
  return {
    device: { id: till.device_id, name: till.name },
    register: { id: till.register_id, code: till.register_code, name: till.register_name },
    store,
    legal_entity: entity,
    retailer: { name: shop.name },
    currency,
    locale,
    tax_included,
    public_url: site().origin,
    version,
    now: ctx.now,
    next_seq: till.last_seq + 1,
    last_hash: till.last_hash,
    next_receipt: till.last_receipt + 1,
    next_z: till.last_z + 1,
    series: till.series,
    shift,
    settings,
    crew: crew.map(shown),
  }
}

async function entityOf(ctx: Ctx, id: string): Promise<Entity> {
  const [entity] = await ctx.sql<Entity>`
    select name, tax_id, country, address, rounding_mode, rounding_level from legal_entity where id = ${id}`
  assert(entity, 'a store belongs to a company')
  return entity
}

const shown = ({ id, name, role, permissions, pin }: CrewMember): TillNow['crew'][number] => ({
  id,
  name,
  role,
  may: {
    approve: permissions.has('tills.approve'),
    adjust: permissions.has('stock.adjust'),
    cancel: permissions.has('orders.cancel'),
    // Though something waits to be sent: else whoever works at the till closes it.
    close_shift: permissions.has('tills.approve'),
  },
  pin,
})
