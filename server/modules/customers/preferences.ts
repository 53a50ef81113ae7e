import type { Ctx } from '#platform/ctx'
import { json } from '#platform/ctx'
import { refused } from '#platform/errors'
import { mustLive } from './edit.ts'
import { customerPreferenceRemoved, customerPreferenceSet } from './events.ts'

export type Preference = { name: string; value: unknown; source: string; updated_at: Date }

const PREFERENCES_MAX = 100

/** What a person prefers (shop, size, language of letters …): the latest answer of any of their ids. */
export const preferencesOf = (ctx: Ctx, customer_ids: readonly string[]): Promise<Preference[]> =>
  ctx.sql<Preference>`
    select distinct on (name) name, value, source, updated_at from customer_preference
     where customer_id = any(${customer_ids}::uuid[]) order by name, updated_at desc, customer_id`

/** Says a preference; null forgets it. */
export async function setPreference(
  ctx: Ctx,
  input: { customer_id: string; name: string; value: unknown; source: string },
): Promise<void> {
  const { customer_id, name, value, source } = input
  await mustLive(ctx, customer_id)
  const about = { customer_id, subject_kind: 'customer', subject_id: customer_id }
  if (value === null) {
    const forgotten = await ctx.sql`
      delete from customer_preference where customer_id = ${customer_id} and name = ${name} returning name`
    if (forgotten.length > 0) ctx.emit(customerPreferenceRemoved, { name }, about)
    return
  }
  const written = await ctx.sql<{ name: string }>`
    insert into customer_preference (customer_id, name, value, source, updated_at)
    select ${customer_id}, ${name}, ${json(value)}, ${source}, ${ctx.now}
     where (select count(*) from customer_preference where customer_id = ${customer_id} and name <> ${name}) < ${PREFERENCES_MAX}
    on conflict (customer_id, name) do update
       set value = excluded.value, source = excluded.source, updated_at = excluded.updated_at
    returning name`
  if (written.length === 0) throw refused('too_many_preferences', { most: PREFERENCES_MAX })
  ctx.emit(customerPreferenceSet, { name }, about)
}
