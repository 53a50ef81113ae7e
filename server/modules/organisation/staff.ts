import type { Ctx } from '#platform/ctx'
import { conflict, notFound, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { staffAdded, staffChanged } from './events.ts'

export const ROLES = ['owner', 'manager', 'assistant', 'agent', 'marketer', 'analyst'] as const
export type Role = (typeof ROLES)[number]

/** A person who works for the retailer. `store_ids` null = every store. */
export type Staff = {
  id: string
  email: string
  name: string
  role: Role
  locale: string
  active: boolean
  store_ids: string[] | null
  created_at: Date
}

export type AddStaff = {
  id?: string
  email: string
  name: string
  role: Role
  store_ids: string[] | null
  locale?: string
}

export async function addStaff(ctx: Ctx, input: AddStaff): Promise<Staff> {
  const id = input.id ?? newId()
  const [row] = await ctx.sql<{ id: string }>`
    insert into staff (id, email, name, role, locale, all_stores, created_at)
    values (${id}, ${input.email.trim().toLowerCase()}, ${input.name}, ${input.role}, ${input.locale ?? 'es'}, ${input.store_ids === null}, ${ctx.now})
    on conflict do nothing returning id`
  if (!row) {
    const known = await staffByEmail(ctx, input.email)
    if (known?.id !== id) throw conflict('email_taken', { detail: 'Somebody of your staff already has this e-mail.' })
    return known
  }
  await serveStores(ctx, id, input.store_ids ?? [])
  ctx.emit(staffAdded, { name: input.name, role: input.role }, { subject_kind: 'staff', subject_id: id })
  return (await staffById(ctx, id))!
}

export type ChangeStaff = {
  staff_id: string
  name?: string
  role?: Role
  active?: boolean
  locale?: string
  store_ids?: string[] | null
}

/** The last active owner of every store stays one: somebody must be able to let the others in. */
export async function changeStaff(ctx: Ctx, input: ChangeStaff): Promise<Staff> {
  await keepAnOwner(ctx, input)
  const [row] = await ctx.sql<{ id: string }>`
    update staff set name = coalesce(${input.name ?? null}, name), role = coalesce(${input.role ?? null}, role),
           active = coalesce(${input.active ?? null}::boolean, active), locale = coalesce(${input.locale ?? null}, locale),
           all_stores = coalesce(${input.store_ids === undefined ? null : input.store_ids === null}::boolean, all_stores)
     where id = ${input.staff_id} returning id`
  if (!row) throw notFound('staff', input.staff_id)
  if (input.store_ids !== undefined) {
    await ctx.sql`delete from staff_store where staff_id = ${input.staff_id}`
    await serveStores(ctx, input.staff_id, input.store_ids ?? [])
  }
  const staff = (await staffById(ctx, input.staff_id))!
  ctx.emit(staffChanged, { role: staff.role, active: staff.active }, { subject_kind: 'staff', subject_id: staff.id })
  return staff
}

/** Only who serves every store can let others in everywhere, so an owner of some stores is not counted. */
async function keepAnOwner(ctx: Ctx, input: ChangeStaff): Promise<void> {
  if (staysOwner(input)) return
  const owners = await ctx.sql<{ id: string }>`
    select id from staff where role = 'owner' and active and all_stores order by id limit 100 for no key update`
  if (owners.length === 1 && owners[0]!.id === input.staff_id) {
    throw refused('last_owner', {
      detail: 'This is the last owner who serves every store. Make somebody else one first.',
    })
  }
}

/** Whoever was an active owner of every store still is after this. */
const staysOwner = ({ role = 'owner', active = true, store_ids = null }: ChangeStaff): boolean =>
  role === 'owner' && active && store_ids === null

async function serveStores(ctx: Ctx, staff_id: string, store_ids: readonly string[]): Promise<void> {
  if (store_ids.length === 0) return
  const known = await ctx.sql<{ store_id: string }>`
    insert into staff_store (staff_id, store_id)
    select ${staff_id}::uuid, id from store where id = any(${store_ids}::uuid[])
    on conflict do nothing returning store_id`
  if (known.length !== new Set(store_ids).size) throw notFound('store')
}

export async function staffById(ctx: Ctx, id: string): Promise<Staff | null> {
  const [row] = await ctx.sql<Staff>`
    select s.id, s.email, s.name, s.role, s.locale, s.active, s.created_at,
           case when s.all_stores then null
                else coalesce((select array_agg(store_id order by store_id) from staff_store where staff_id = s.id), '{}') end as store_ids
      from staff s where s.id = ${id}`
  return row ?? null
}

export async function staffByEmail(ctx: Ctx, email: string): Promise<Staff | null> {
  const [row] = await ctx.sql<{ id: string }>`select id from staff where lower(email) = ${email.trim().toLowerCase()}`
  return row ? staffById(ctx, row.id) : null
}

export const STAFF_MAX = 500

/** Everybody; whoever works in some stores sees who works there too, or in all of them. */
export const staffList = (ctx: Ctx): Promise<Staff[]> =>
  ctx.sql<Staff>`
    select s.id, s.email, s.name, s.role, s.locale, s.active, s.created_at,
           case when s.all_stores then null
                else coalesce((select array_agg(store_id order by store_id) from staff_store where staff_id = s.id), '{}') end as store_ids
      from staff s
     where ${ctx.actor.store_ids}::uuid[] is null or s.all_stores
        or exists (select from staff_store o where o.staff_id = s.id and o.store_id = any(${ctx.actor.store_ids}::uuid[]))
     order by s.name, s.id limit ${STAFF_MAX}`
