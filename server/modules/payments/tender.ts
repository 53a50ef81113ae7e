import type { Ctx } from '#platform/ctx'
import { json } from '#platform/ctx'
import { conflict, refused } from '#platform/errors'
import { gathered } from '#platform/gathered'
import { newId } from '#platform/ids'
import { announce, paymentTaken } from './events.ts'
import { paymentById, paymentColumns } from './payment.ts'
import type { Payment } from './payment.ts'
import { TENDER_PROVIDERS } from './provider.ts'
import type { TenderProvider } from './provider.ts'

export type RecordTender = {
  /** Made by the till: a replay after being offline says it again. */
  id: string
  cart_id?: string | null
  order_id?: string | null
  customer_id?: string | null
  store_id: string | null
  provider: TenderProvider
  amount: number
  currency: string
  /** Cash handed over, where it was more than the amount. */
  given?: number | null
  /** What the card terminal printed. */
  reference?: string | null
  /** When it was, if not now (offline till). */
  taken_at?: Date
}

/** Writes down money that was already taken face to face. Refuses given_too_little, payment_differs. */
export async function recordTender(ctx: Ctx, input: RecordTender): Promise<Payment> {
  const {
    id,
    cart_id = null,
    order_id = null,
    customer_id = null,
    store_id,
    amount,
    given = null,
    reference = null,
    taken_at = ctx.now,
  } = input
  mustBeGiven({ amount, given })
  const effect_ids = [newId(), newId()] as const
  const details = reference === null ? {} : { reference }
  const given_to = { cart_id, order_id, customer_id, store_id }
  const taken = await insertTaken(ctx, {
    ...input,
    ...given_to,
    given,
    details,
    effect_ids,
    taken_at,
    channel: ctx.channel,
    now: ctx.now,
  })
  if (!taken) return sameAsBefore(await paymentById(ctx, id), input)
  announce(ctx, paymentTaken, taken, { amount, effect_id: effect_ids[1], reason: null }, taken_at)
  return taken
}

type Taken = Required<Omit<RecordTender, 'reference'>> & {
  details: object
  /** Of its authorisation and its capture. */
  effect_ids: readonly [string, string]
  channel: string
  now: Date
}

/** Null: there is a payment of this id. */
const insertTaken = gathered<Taken, Payment | null>(async ({ sql }, all) => {
  const rows = all.map(({ effect_ids, taken_at, now, ...row }) => ({
    ...row,
    tender: TENDER_PROVIDERS[row.provider],
    authorise_id: effect_ids[0],
    capture_id: effect_ids[1],
    created_at: taken_at,
    updated_at: now,
  }))
  const taken = await sql<Payment>`
    with said as materialized (
      select * from jsonb_to_recordset(${json(rows)}) as said(
        id uuid, cart_id uuid, order_id uuid, customer_id uuid, store_id uuid, channel text, provider text, tender text, currency text,
        amount bigint, given bigint, details jsonb, created_at timestamptz, updated_at timestamptz, authorise_id uuid, capture_id uuid)
    ), taken as (
      insert into payment (id, cart_id, order_id, customer_id, store_id, channel, provider, tender, currency, amount, given, authorised, captured, status,
                           provider_ref, details, created_at, updated_at)
      select id, cart_id, order_id, customer_id, store_id, channel, provider, tender, currency, amount, given, amount, amount, 'captured',
             null, details, created_at, updated_at from said
      on conflict (id) do nothing
      returning ${paymentColumns}
    ), effects as (
      insert into payment_effect (id, payment_id, kind, amount, status, reason, asked_at, settled_at)
      select e.id, taken.id, e.kind, taken.amount, 'done', null, taken.created_at, taken.created_at
        from taken join said on said.id = taken.id and said.order_id is not distinct from taken.order_id and said.cart_id is not distinct from taken.cart_id
       cross join lateral (values (said.authorise_id, 'authorise'), (said.capture_id, 'capture')) as e(id, kind))
    select * from taken`
  const left = new Map(taken.map((one) => [one.id, one]))
  // An id that two of them give was written for the first.
  return all.map(({ id }) => {
    const one = left.get(id.toLowerCase()) ?? null
    left.delete(id.toLowerCase())
    return one
  })
})

/** Money that paid for one thing pays for no other. */
function sameAsBefore(before: Payment, { order_id = null, cart_id = null, ...said }: RecordTender): Payment {
  const paidFor = order_id === null ? before.cart_id === cart_id : before.order_id === order_id
  const same = before.provider === said.provider && before.amount === said.amount && before.currency === said.currency
  if (paidFor && same) return before
  throw differs()
}

const differs = () => conflict('payment_differs', { detail: 'A payment with this id says something else.' })

/** Those of these tenders that are not among these payments. Refuses payment_differs. */
export function notYetTaken<T extends Pick<RecordTender, 'id' | 'provider' | 'amount'>>(
  payments: readonly Payment[],
  tenders: readonly T[],
): T[] {
  const before = new Map(payments.map((payment) => [payment.id, payment]))
  return tenders.filter(({ id, provider, amount }) => {
    const known = before.get(id.toLowerCase())
    if (known && (known.provider !== provider || known.amount !== amount)) throw differs()
    return !known
  })
}

/** Refuses given_too_little. */
export function mustBeGiven({ amount, given }: { amount: number; given?: number | null }): void {
  if (given !== undefined && given !== null && given < amount)
    throw refused('given_too_little', { detail: 'The cash handed over is less than the amount.', amount, given })
}
