import { storeById } from '#organisation'
import { mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { settingsSaved } from './events.ts'
import type { Settings } from './shapes.ts'

/** What holds where a store has set nothing: a day without network, a thousand in one sale, no rounding of cash. */
const DEFAULTS: Settings = {
  offline_sale_max: 100_000,
  offline_hours_max: 24,
  offline_tenders: ['cash', 'terminal'],
  approve_discount_over_ppm: 100_000,
  cash_rounding: 1,
  handover_proof: 'code',
  lock_after_min: 10,
  receipt_header: '',
  receipt_footer: '',
}

export async function settingsOf(ctx: Ctx, store_id: string): Promise<Settings> {
  const [row] = await ctx.sql<Settings>`
    select offline_sale_max, offline_hours_max, offline_tenders, approve_discount_over_ppm, cash_rounding, handover_proof,
           lock_after_min, receipt_header, receipt_footer
      from till_settings where store_id = ${store_id}`
  return row ?? DEFAULTS
}

/** Of a store one serves. Refuses other_store (403), not_found. */
export async function tillSettings(ctx: Ctx, { store_id }: { store_id: string }): Promise<Settings> {
  mustServeStore(ctx.actor, store_id)
  await storeById(ctx, store_id)
  return settingsOf(ctx, store_id)
}

export async function setTillSettings(ctx: Ctx, store_id: string, settings: Settings): Promise<Settings> {
  mustServeStore(ctx.actor, store_id)
  const store = await storeById(ctx, store_id)
  const { offline_sale_max, offline_hours_max, approve_discount_over_ppm, cash_rounding, handover_proof } = settings
  const { lock_after_min, receipt_header, receipt_footer } = settings
  const offline_tenders = [...new Set(settings.offline_tenders)]
  await ctx.sql`
    insert into till_settings (store_id, offline_sale_max, offline_hours_max, offline_tenders, approve_discount_over_ppm,
                               cash_rounding, handover_proof, lock_after_min, receipt_header, receipt_footer, updated_at)
    values (${store_id}, ${offline_sale_max}, ${offline_hours_max}, ${offline_tenders}::text[], ${approve_discount_over_ppm},
            ${cash_rounding}, ${handover_proof}, ${lock_after_min}, ${receipt_header}, ${receipt_footer}, ${ctx.now})
    on conflict (store_id) do update
       set offline_sale_max = excluded.offline_sale_max, offline_hours_max = excluded.offline_hours_max,
           offline_tenders = excluded.offline_tenders, approve_discount_over_ppm = excluded.approve_discount_over_ppm,
           cash_rounding = excluded.cash_rounding, handover_proof = excluded.handover_proof,
           lock_after_min = excluded.lock_after_min,
           receipt_header = excluded.receipt_header, receipt_footer = excluded.receipt_footer, updated_at = excluded.updated_at`
  ctx.emit(settingsSaved, { store: store.name }, { store_id, subject_kind: 'store', subject_id: store_id })
  return { ...settings, offline_tenders }
}
