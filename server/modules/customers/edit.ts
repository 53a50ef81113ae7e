import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { notFound, refused } from '#platform/errors'
import type { CustomerFields } from './create.ts'
import { customerEdited, customerTagged } from './events.ts'
import { reindex } from './terms.ts'

const FIELDS = ['given_name', 'family_name', 'language', 'birthday', 'company', 'country'] as const
const NAMED = new Set<string>(['given_name', 'family_name', 'company'])

export const TAGS_MAX = 100

/** Changes the fields given; null empties one. Tags, when given, become exactly these. Saying the same again is harmless. */
export async function editCustomer(
  ctx: Ctx,
  { customer_id, ...input }: CustomerFields & { customer_id: string },
): Promise<void> {
  const given = FIELDS.filter((field) => input[field] !== undefined)
  if (given.length > 0) {
    const changes = given.map((field) => fragment`${fragment.id(field)} = ${input[field]}`)
    const differs = given.map((field) => fragment`${fragment.id(field)} is distinct from ${input[field]}`)
    const changed = await ctx.sql<{ id: string }>`
      update customer set ${fragment.join(changes)}, updated_at = ${ctx.now}
       where id = ${customer_id} and erased_at is null and (${fragment.join(differs, fragment` or `)}) returning id`
    if (changed.length > 0) {
      if (given.some((field) => NAMED.has(field))) await reindex(ctx, customer_id)
      ctx.emit(customerEdited, { fields: given }, { customer_id, subject_kind: 'customer', subject_id: customer_id })
    } else await mustLive(ctx, customer_id)
  }
  if (input.tags) await setTags(ctx, { customer_id, tags: input.tags })
}

/** Makes the tags of one customer exactly these. */
export async function setTags(ctx: Ctx, { customer_id, tags }: { customer_id: string; tags: string[] }): Promise<void> {
  const wanted = [...new Set(tags)].sort()
  if (wanted.length > TAGS_MAX) throw refused('too_many_tags', { most: TAGS_MAX })
  const [before] = await ctx.sql<{ tags: string[] }>`
    with old as (select id, tags from customer where id = ${customer_id} and erased_at is null for no key update)
    update customer set tags = ${wanted}::text[], updated_at = ${ctx.now} from old
     where customer.id = old.id and old.tags <> ${wanted}::text[] returning old.tags`
  if (!before) return mustLive(ctx, customer_id)
  const added = wanted.filter((tag) => !before.tags.includes(tag))
  const removed = before.tags.filter((tag) => !wanted.includes(tag))
  ctx.emit(customerTagged, { added, removed }, { customer_id, subject_kind: 'customer', subject_id: customer_id })
}

/** Nothing is written for people who are not there or asked to be forgotten, nor are they forgotten meanwhile. */
export async function mustLive(ctx: Ctx, customer_id: string): Promise<void> {
  const [customer] = await ctx.sql<{
    erased_at: Date | null
  }>`select erased_at from customer where id = ${customer_id} for share`
  if (!customer) throw notFound('customer', customer_id)
  if (customer.erased_at) throw refused('customer_erased', { detail: 'This person asked to be forgotten.' })
}
