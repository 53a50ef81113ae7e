import type { Ctx } from '#platform/ctx'
import { addressesOf } from './addresses.ts'
import type { CustomerAddress } from './addresses.ts'
import { living } from './basics.ts'
import { personOf } from './cluster.ts'
import type { Note } from './notes.ts'
import { preferencesOf } from './preferences.ts'
import { looksTold } from './trail.ts'
import type { ToldLook } from './trail.ts'
import { customerView, ownView } from './view.ts'
import type { CustomerView, OwnView } from './view.ts'

export const EXPORT_EVENTS_MAX = 10_000
const EXPORT_PAST_MAX = 1_000

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
type PastAddress = Pick<CustomerAddress, 'label' | 'address' | 'created_at'> & { removed_at: Date }
type PastNote = Pick<Note, 'text' | 'visible_to' | 'created_at'> & { removed_at: Date }

export type CustomerExport = {
  customer: CustomerView | (OwnView & Pick<CustomerView, 'addresses' | 'preferences'>)
  /** Every contact there ever was, ended ones too. */
  identities: Past[]
  /** What was taken out and is kept until the person is forgotten, the last first. */
  past_addresses: PastAddress[]
  past_notes: PastNote[]
  /** True where more was taken out than the 1,000 given of each. */
  more_past: boolean
  events: ExportedEvent[]
  /** True where there are older events than the 10,000 given. */
  more_events: boolean
  /** Who looked at the person: the newest of what is kept. */
  looks: ToldLook[]
  more_looks: boolean
}

export type ForWhom = 'staff' | 'customer'

/**
 * All this module and the log hold of one person; `for` says whose eyes it is for. What modules above hold is added by
 * touchpoints, which has the whole thread. Of who was forgotten the log still knows ids and facts: they are nobody's to take.
 */
export async function exportCustomer(ctx: Ctx, input: { customer_id: string; for: ForWhom }): Promise<CustomerExport> {
  const ids = await personOf(ctx, input.customer_id)
  const customer =
    input.for === 'staff'
      ? await customerView(ctx, input.customer_id)
      : {
          ...(await ownView(ctx, input.customer_id)),
          addresses: await addressesOf(ctx, ids),
          preferences: await preferencesOf(ctx, ids),
        }
  const held = [...(await living(ctx, ids))]
  const identities = await ctx.sql<Past>`
    select kind, shown, level, source, valid_from, valid_to from customer_identity
     where customer_id = any(${held}::uuid[]) order by valid_from, id limit ${EXPORT_EVENTS_MAX}`
  const events = await eventsTold(ctx, held, input.for)
  const looks = await looksTold(ctx, held, EXPORT_EVENTS_MAX + 1)
  return {
    customer,
    identities,
    ...(await pastOf(ctx, held, input.for)),
    events: events.slice(0, EXPORT_EVENTS_MAX),
    more_events: events.length > EXPORT_EVENTS_MAX,
    looks: looks.slice(0, EXPORT_EVENTS_MAX),
    more_looks: looks.length > EXPORT_EVENTS_MAX,
  }
}

/** What staff say to each other stays with them: whole facts, and the notes they left on others. */
const eventsTold = (ctx: Ctx, ids: readonly string[], eyes: ForWhom): Promise<ExportedEvent[]> =>
  ctx.sql<ExportedEvent>`
    select id, type, channel, store_id, subject_kind, subject_id, occurred_at,
           case when ${eyes} = 'staff' then data else data - 'note' end as data
      from event
     where customer_id = any(${ids}::uuid[])
       and (${eyes} = 'staff' or not (type in ('customer.noted', 'customer.note_removed') and data ->> 'visible_to' = 'staff'))
       and (${eyes} = 'staff' or type not in ('customer.tagged', 'customer.merged', 'customer.unmerged', 'customer.identity_shared'))
     order by occurred_at desc, id desc limit ${EXPORT_EVENTS_MAX + 1}`

async function pastOf(ctx: Ctx, ids: readonly string[], eyes: ForWhom) {
  const addresses = await ctx.sql<PastAddress>`
    select label, address, created_at, removed_at from customer_address
     where customer_id = any(${ids}::uuid[]) and removed_at is not null
     order by removed_at desc, id desc limit ${EXPORT_PAST_MAX + 1}`
  const notes = await ctx.sql<PastNote>`
    select text, visible_to, created_at, removed_at from customer_note
     where customer_id = any(${ids}::uuid[]) and removed_at is not null and (${eyes} = 'staff' or visible_to = 'customer')
     order by removed_at desc, id desc limit ${EXPORT_PAST_MAX + 1}`
  return {
    past_addresses: addresses.slice(0, EXPORT_PAST_MAX),
    past_notes: notes.slice(0, EXPORT_PAST_MAX),
    more_past: Math.max(addresses.length, notes.length) > EXPORT_PAST_MAX,
  }
}
