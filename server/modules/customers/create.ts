import type { Ctx } from '#platform/ctx'
import { conflict } from '#platform/errors'
import { newId } from '#platform/ids'
import { customerCreated } from './events.ts'
import { indexTerm, nameTerms } from './terms.ts'

export type CustomerFields = {
  given_name?: string | null
  family_name?: string | null
  language?: string | null
  birthday?: string | null
  company?: string | null
  country?: string | null
  tags?: string[]
}

export type NewCustomer = CustomerFields & { id?: string; created_at?: Date; channel?: string }

/** Writes the person and what they are found by. False: that id exists already, nothing was written. */
export async function insertCustomer(ctx: Ctx, id: string, input: NewCustomer): Promise<boolean> {
  const created_at = input.created_at ?? ctx.now
  const channel = input.channel ?? ctx.channel
  const given = input.given_name ?? null
  const family = input.family_name ?? null
  const rows = await ctx.sql<{ id: string }>`
    insert into customer (id, cluster_id, given_name, family_name, language, birthday, company, country, tags,
                          created_in, created_at, updated_at)
    values (${id}, ${id}, ${given}, ${family}, ${input.language ?? null}, ${input.birthday ?? null}, ${input.company ?? null},
            ${input.country ?? null}, ${[...new Set(input.tags ?? [])].sort()}::text[], ${channel}, ${created_at}, ${ctx.now})
    on conflict (id) do nothing returning id`
  if (rows.length === 0) return false
  const terms = nameTerms(id, given, family)
  if (input.company) terms.push({ customer_id: id, kind: 'name', term: input.company })
  indexTerm(ctx, terms)
  ctx.emit(
    customerCreated,
    { known: terms.length > 0 },
    { customer_id: id, subject_kind: 'customer', subject_id: id, channel, occurred_at: created_at },
  )
  return true
}

/** A person nobody knows yet. Refuses `id_taken`: an id somebody else has is no way into their thread. */
export async function createVisitor(
  ctx: Ctx,
  input: { id?: string; language?: string; channel?: string },
): Promise<{ id: string }> {
  const id = input.id ?? newId()
  if (!(await insertCustomer(ctx, id, input))) throw conflict('id_taken', { detail: 'Somebody else has this id.' })
  return { id }
}

/** Registers a person by hand; the same id said twice is the same person. */
export async function addCustomer(ctx: Ctx, input: NewCustomer): Promise<{ id: string; created: boolean }> {
  const id = input.id ?? newId()
  return { id, created: await insertCustomer(ctx, id, input) }
}
