import type { Ctx } from '#platform/ctx'
import { addressesOf } from './addresses.ts'
import { personOf } from './cluster.ts'
import { preferencesOf } from './preferences.ts'
import { looksTold } from './trail.ts'
import type { ToldLook } from './trail.ts'
import { customerView, ownView } from './view.ts'
import type { CustomerView, OwnView } from './view.ts'

export const EXPORT_EVENTS_MAX = 10_000

/** A fact of the log about this person. Who of the staff did it is not told to the shopper. */
export type ExportedEvent = {
  id: string
  type: string
  channel: string
  store_id: string | null
  subject_kind: string | null
  subject_id: string | null
  occurred_at: Date
  data: unknown
}

type Past = { kind: string; shown: string; level: string; source: string; valid_from: Date; valid_to: Date | null }

export type CustomerExport = {
  customer: CustomerView | (OwnView & Pick<CustomerView, 'addresses' | 'preferences'>)
  /** Every contact there ever was, ended ones too. */
  identities: Past[]
  events: ExportedEvent[]
  /** True where there are older events than the 10,000 given. */
  more_events: boolean
  /** Who looked at the person: the newest of what is kept. */
  looks: ToldLook[]
}

/** All this module and the log hold of one person (GDPR art. 15 and 20); `for` says whose eyes it is for. */
export async function exportCustomer(
  ctx: Ctx,
  input: { customer_id: string; for: 'staff' | 'customer' },
): Promise<CustomerExport> {
  const ids = await personOf(ctx, input.customer_id)
  const customer =
    input.for === 'staff'
      ? await customerView(ctx, input.customer_id)
      : {
          ...(await ownView(ctx, input.customer_id)),
          addresses: await addressesOf(ctx, ids),
          preferences: await preferencesOf(ctx, ids),
        }
  const identities = await ctx.sql<Past>`
    select kind, shown, level, source, valid_from, valid_to from customer_identity
     where customer_id = any(${ids}::uuid[]) order by valid_from, id limit ${EXPORT_EVENTS_MAX}`
  const events = await ctx.sql<ExportedEvent>`
    select id, type, channel, store_id, subject_kind, subject_id, occurred_at, data from event
     where customer_id = any(${ids}::uuid[])
       and (${input.for} = 'staff' or not (type = 'customer.noted' and data ->> 'visible_to' = 'staff'))
       and (${input.for} = 'staff' or type not in ('customer.tagged', 'customer.merged', 'customer.unmerged', 'customer.identity_shared'))
     order by occurred_at desc, id desc limit ${EXPORT_EVENTS_MAX + 1}`
  return {
    customer,
    identities,
    events: events.slice(0, EXPORT_EVENTS_MAX),
    more_events: events.length > EXPORT_EVENTS_MAX,
    looks: await looksTold(ctx, ids, EXPORT_EVENTS_MAX),
  }
}
