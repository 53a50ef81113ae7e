import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import type { Fact } from './fact-shapes.ts'
import type { Finding } from './judge.ts'
import { roundingOff } from './rounding.ts'

type Terms = { store_id: string; currency: string; step: number }
type Told<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>
type Trouble = 'unknown' | 'twice'

/** `uncounted`: facts whose money is in the chain and not in the drawer's figures. */
export type MoneyJudged = { findings: Finding[]; uncounted: ReadonlySet<number> }

/**
 * Money beside sales: what was taken for orders that are no sales of this till, and what went into the drawer or out of
 * it. A payment was written down here when it was taken, in this store, for this order; and money is told once, however
 * often a till says it. Whatever is not so is kept as said, left out of the figures, and a person is told.
 */
export async function judgeMoney(ctx: Ctx, facts: readonly Fact[], terms: Terms): Promise<MoneyJudged> {
  const tenders = facts.filter((fact) => fact.kind === 'tender_taken')
  const moves = facts.filter((fact) => fact.kind === 'cash_moved')
  if (tenders.length + moves.length === 0) return { findings: [], uncounted: new Set() }
  const [, unknown, before] = await inTurn(
    lockMoney(ctx, [...tenders, ...moves]),
    unknownTenders(ctx, tenders, terms),
    toldBefore(ctx, tenders, moves),
  )
  const troubles = new Map<number, Trouble>()
  for (const { seq } of tenders) if (unknown.has(seq)) troubles.set(seq, 'unknown')
  for (const seq of twice(facts, before, unknown)) troubles.set(seq, 'twice')
  const findings = [...tenders, ...moves].flatMap((fact): Finding[] => [
    ...troubleOf(fact, troubles.get(fact.seq), terms),
    ...(fact.kind === 'tender_taken' ? roundingOf(fact, terms) : []),
  ])
  return { findings, uncounted: new Set(troubles.keys()) }
}

function troubleOf(fact: Told<'tender_taken' | 'cash_moved'>, trouble: Trouble | undefined, terms: Terms): Finding[] {
  if (trouble === undefined) return []
  const { amount } = fact.body
  const about = fact.kind === 'tender_taken' ? { payment: fact.body.payment_id } : { movement: fact.body.movement_id }
  const kind = trouble === 'unknown' ? 'tender_unknown' : 'told_twice'
  return [{ seq: fact.seq, order_id: null, kind, details: { ...about, amount, currency: terms.currency } }]
}

function roundingOf({ seq, body }: Told<'tender_taken'>, { step, currency }: Terms): Finding[] {
  const off = roundingOff(body.rounding ?? 0, { step, in_cash: body.kind === 'cash' })
  return off ? [{ seq, order_id: null, kind: 'rounding_off', details: { ...off, currency } }] : []
}

/** Of two tills that tell the same money at once the second waits and sees what the first told; in one order, not in a ring. */
async function lockMoney({ sql }: Ctx, facts: readonly Fact[]): Promise<void> {
  const names = facts.map((fact) => `told money ${moneyOf(fact)?.toLowerCase()}`).toSorted()
  await sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${names}::text[]) as name`
}

/** Numbers of tenders for which no payment of this store, this order, this currency and this amount is known. */
async function unknownTenders(
  ctx: Ctx,
  told: readonly Told<'tender_taken'>[],
  { store_id, currency }: Terms,
): Promise<ReadonlySet<number>> {
  if (told.length === 0) return new Set()
  const rows = await ctx.sql<{ seq: number }>`
    select t.seq
      from unnest(${told.map(({ seq }) => seq)}::bigint[], ${told.map(({ body }) => body.payment_id)}::uuid[],
                  ${told.map(({ body }) => body.order_id)}::uuid[], ${told.map(({ body }) => body.kind)}::text[],
                  ${told.map(({ body }) => body.amount - (body.rounding ?? 0))}::bigint[])
           as t(seq, payment_id, order_id, kind, amount)
      left join lateral (
        select p.id from payment p
         where p.id = t.payment_id and p.provider = t.kind and p.captured = t.amount
           and p.currency = ${currency} and p.store_id is not distinct from ${store_id}::uuid
           and (t.order_id is null or p.order_id = t.order_id) offset 0) known on true
     where known.id is null`
  return new Set(rows.map(({ seq }) => seq))
}

/** Of these payments and movements those a till told before, and those that paid for a till's sale. */
async function toldBefore(
  ctx: Ctx,
  tenders: readonly Told<'tender_taken'>[],
  moves: readonly Told<'cash_moved'>[],
): Promise<Set<string>> {
  const payments = tenders.map(({ body }) => body.payment_id.toLowerCase())
  const ids = [...payments, ...moves.map(({ body }) => body.movement_id.toLowerCase())]
  const rows = await ctx.sql<{ id: string }>`
    select a.id from unnest(${ids}::text[]) as a(id)
     cross join lateral (
       select from till_fact f
        where lower(coalesce(f.body->>'payment_id', f.body->>'movement_id')) = a.id
          and f.kind in ('tender_taken', 'cash_moved') and f.shift_id is not null limit 1) told
     union
    select a.id from unnest(${payments}::text[]) as a(id)
     cross join lateral (select order_id from payment where id = a.id::uuid offset 0) p
     cross join lateral (select from till_fact f where f.order_id = p.order_id and f.kind = 'sale' offset 0) sold`
  return new Set(rows.map(({ id }) => id))
}

/** Numbers of facts that tell money told before: kept here, or earlier in the same batch. */
function twice(facts: readonly Fact[], before: ReadonlySet<string>, unknown: ReadonlySet<number>): number[] {
  const known = new Set(before)
  return facts.flatMap((fact) => {
    if (fact.kind === 'sale') for (const { id } of fact.body.tenders) known.add(id.toLowerCase())
    const id = moneyOf(fact)?.toLowerCase()
    // What was not counted then may be told rightly later.
    if (id === undefined || unknown.has(fact.seq)) return []
    if (known.has(id)) return [fact.seq]
    known.add(id)
    return []
  })
}

const moneyOf = (fact: Fact): string | undefined =>
  fact.kind === 'tender_taken' ? fact.body.payment_id : fact.kind === 'cash_moved' ? fact.body.movement_id : undefined
