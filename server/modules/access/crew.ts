import type { Role } from '#organisation'
import type { Ctx } from '#platform/ctx'
import type { KeptPin } from './pins.ts'
import { permissionsAtTill } from './roles.ts'

const CREW_MAX = 500

export type CrewMember = { id: string; name: string; role: Role; permissions: ReadonlySet<string>; pin: KeptPin | null }

/** Who may stand at the tills of a store, with what a till needs to check their PIN without network. */
export async function crewOf(ctx: Ctx, { store_id }: { store_id: string }): Promise<CrewMember[]> {
  const rows = await ctx.sql<Omit<CrewMember, 'permissions'>>`
    select s.id, s.name, s.role,
           (select jsonb_build_object('salt', p.salt, 'iterations', p.iterations, 'hash', p.hash)
              from access_pin p where p.staff_id = s.id) as pin
      from staff s
     where s.active and (s.all_stores or exists (
             select from staff_store b where b.staff_id = s.id and b.store_id = ${store_id}))
     order by s.name, s.id limit ${CREW_MAX}`
  return rows
    .map((row) => ({ ...row, permissions: permissionsAtTill(row.role) }))
    .filter(({ permissions }) => permissions.has('orders.place'))
}
