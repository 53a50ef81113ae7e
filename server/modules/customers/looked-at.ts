import type { Ctx } from '#platform/ctx'
import type { CustomerHit } from './find.ts'
import { shownOf } from './find.ts'

export const LOOKED_AT_MAX = 20
/** The newest looks that are read: every list one saw is a look at each of its people too. */
const LOOKS_READ = 2_000
/** Ids of one person are several looks. */
const CANDIDATES = 60

export type LookedAt = Omit<CustomerHit, 'matched'> & { looked_at: Date }

/** Whose page who asks has opened, the last one first: on whichever device they did. Nobody else's looks are read. */
export async function lookedAt(ctx: Ctx, limit: number): Promise<LookedAt[]> {
  const looks = await ctx.sql<{ customer_id: string; looked_at: Date }>`
    select customer_id, max(recorded_at) as looked_at
      from (select customer_id, operation, recorded_at from look
             where actor_id = ${ctx.actor.id} order by recorded_at desc, id desc limit ${LOOKS_READ}) as newest
     where operation = 'getCustomer'
     group by customer_id order by looked_at desc, customer_id limit ${CANDIDATES}`
  const people = new Map((await shownOf(ctx, looks)).map((person) => [person.asked, person]))
  const answer = new Map<string, LookedAt>()
  for (const { customer_id, looked_at } of looks) {
    const person = people.get(customer_id)
    if (!person || answer.has(person.id) || answer.size === limit) continue
    const { asked: _, ...shown } = person
    answer.set(person.id, { ...shown, looked_at })
  }
  return [...answer.values()]
}
