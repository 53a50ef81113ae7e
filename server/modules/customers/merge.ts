import { mustHave } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { json } from '#platform/ctx'
import { notFound, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import type { Member } from './cluster.ts'
import { lockPeople } from './cluster.ts'
import { customerMerged, customerUnmerged } from './events.ts'
import { components } from './rules.ts'

export type Merge = {
  /** Made by the caller: said twice, it is one merge. */
  merge_id?: string
  kept_id: string
  joined_id: string
  /** Why they are one person; never empty. */
  evidence: Record<string, unknown>
}

/**
 * Joins two customers as one person; nothing they did is rewritten. Two people who both proved who they are are
 * joined only by staff who may (customers.merge). Refuses `already_one`, `evidence_missing`, `customer_erased`.
 */
export async function merge(ctx: Ctx, input: Merge): Promise<{ merge_id: string }> {
  if (Object.keys(input.evidence).length === 0)
    throw refused('evidence_missing', { detail: 'Say why they are one person.' })
  const [proved] = await ctx.sql<{ both: boolean }>`
    select count(distinct side.id) = 2 as both
      from unnest(${[input.kept_id, input.joined_id]}::uuid[]) as side(id)
      join customer c on c.id = side.id join customer m on m.cluster_id = c.cluster_id
      join customer_identity i on i.customer_id = m.id and i.level = 'verified' and i.valid_to is null`
  if (proved!.both) mustHave(ctx.actor, 'customers.merge')
  return join(ctx, input)
}

/** `merge` without asking who may: for rules that have proved it themselves. */
export async function join(
  ctx: Ctx,
  { merge_id = newId(), kept_id, joined_id, evidence }: Merge,
): Promise<{ merge_id: string }> {
  const people = await lockPeople(ctx, [kept_id, joined_id])
  for (const id of [kept_id, joined_id]) if (!people.some((person) => person.id === id)) throw notFound('customer', id)
  if (people.some((person) => person.erased_at))
    throw refused('customer_erased', { detail: 'This person asked to be forgotten.' })
  if (new Set(people.map((person) => person.cluster_id)).size === 1) {
    const [same] = await ctx.sql<{ id: string }>`
      select id from customer_merge where id = ${merge_id} and kept_id = ${kept_id} and joined_id = ${joined_id} and undone_at is null`
    if (same) return { merge_id }
    throw refused('already_one', { detail: 'They are one person already.' })
  }
  const written = await ctx.sql<{ id: string }>`
    insert into customer_merge (id, kept_id, joined_id, evidence, actor_kind, actor_id, merged_at)
    values (${merge_id}, ${kept_id}, ${joined_id}, ${json(evidence)}, ${ctx.actor.kind}, ${ctx.actor.id}, ${ctx.now})
    on conflict (id) do nothing returning id`
  if (written.length === 0) throw refused('id_taken', { detail: 'Another merge has this id.' }, 409)
  await regroup(ctx, people)
  const rule = typeof evidence['rule'] === 'string' ? evidence['rule'] : null
  ctx.emit(
    customerMerged,
    { merge_id, kept_id, joined_id, rule },
    { customer_id: kept_id, subject_kind: 'customer', subject_id: kept_id },
  )
  return { merge_id }
}

/**
 * Takes a merge back. Each side is exactly who it was, and what happened meanwhile follows the id it was written
 * under. Undone already is as good.
 */
export async function undoMerge(ctx: Ctx, { merge_id }: { merge_id: string }): Promise<{ merge_id: string }> {
  const [merged] = await ctx.sql<{ kept_id: string; joined_id: string }>`
    select kept_id, joined_id from customer_merge where id = ${merge_id}`
  if (!merged) throw notFound('merge', merge_id)
  const people = await lockPeople(ctx, [merged.kept_id, merged.joined_id])
  const undone = await ctx.sql<{ id: string }>`
    update customer_merge set undone_at = ${ctx.now}, undone_by = ${ctx.actor.id}
     where id = ${merge_id} and undone_at is null returning id`
  if (undone.length === 0) return { merge_id }
  await regroup(ctx, people)
  for (const customer_id of [merged.kept_id, merged.joined_id]) {
    ctx.emit(
      customerUnmerged,
      { merge_id, ...merged },
      { customer_id, subject_kind: 'customer', subject_id: customer_id },
    )
  }
  return { merge_id }
}

/** Derives who is one person from the merges that stand; only ids that change are written. */
async function regroup(ctx: Ctx, people: readonly Member[]): Promise<void> {
  const ids = people.map((person) => person.id)
  const merges = await ctx.sql<{ kept_id: string; joined_id: string }>`
    select kept_id, joined_id from customer_merge where kept_id = any(${ids}::uuid[]) and undone_at is null`
  const clusters = components(people, merges)
  const moved = people.filter((person) => clusters.get(person.id) !== person.cluster_id)
  await ctx.sql`
    update customer set cluster_id = moved.cluster_id
      from unnest(${moved.map((person) => person.id)}::uuid[], ${moved.map((person) => clusters.get(person.id)!)}::uuid[]) as moved(id, cluster_id)
     where customer.id = moved.id`
}
