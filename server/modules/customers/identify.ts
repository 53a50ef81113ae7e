import { retailer } from '#organisation'
import { fragment, json } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import { done, gathered, rowsOf } from '#platform/gathered'
import { notFound, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { customerIdentified, customerIdentityRemoved, customerIdentityShared } from './events.ts'
import { join } from './merge.ts'
import type { IdentityKind, Level, Normalised } from './rules.ts'
import { SHARED_AFTER, WAYS_MAX, decide, levelAllowed, normaliseIdentity, sameProof } from './rules.ts'
import { identityTerms, indexTerm, reindex } from './terms.ts'

export type Identify = {
  customer_id: string
  kind: IdentityKind
  value: string
  /** The account of ours it is known in; '' or absent where there is only one. */
  account?: string
  level: Level
  /** How we learnt it: one_time_code, checkout, till, import … */
  source: string
  /** Country that reads a national phone number; the retailer's by default. */
  country?: string
}

export type Identified = {
  /** Whom the proof shows: the owner of a proved value, else the customer it was said of. */
  customer_id: string
  /** `enough`: they are reached in so many ways already that one more claim is not kept. */
  outcome: 'added' | 'known' | 'joined' | 'kept_apart' | 'blocked' | 'enough'
}

type Holder = {
  id: string
  customer_id: string
  cluster_id: string
  level: Level
  shared: boolean
  /** People of the retailer said so; else it is shared since so many claim it. */
  told_shared: boolean
  kind: IdentityKind
  account: string
}

/**
 * Says that a contact belongs to a customer, with how much certainty. Junk is `blocked`. A proved value owned by
 * somebody else joins the two where the rules allow (rules.ts `decide`), else they are kept apart.
 */
export async function identify(ctx: Ctx, input: Identify): Promise<Identified> {
  const { customer_id, kind, account = '', source } = input
  const value = await normalised(ctx, input)
  if (!value) return { customer_id, outcome: 'blocked' }
  const level = levelAllowed(kind, input.level)
  const key = { kind, account, value: value.value }
  // In this order: who holds the value is read when nobody else can change it any more.
  const [, person, holders] = await Promise.all([
    lockValues(ctx, [key]),
    personWithProof(ctx, customer_id),
    holdersOf(ctx, key),
  ])
  const own = holders.filter((holder) => holder.cluster_id === person.cluster_id)
  const shared = isShared(kind, level, holders)
  const owner = holders.find(
    (holder) => holder.cluster_id !== person.cluster_id && holder.level === 'verified' && !(shared && holder.shared),
  )
  const decision = decide({
    level,
    shared,
    owned_by_other: owner !== undefined,
    known: person.known,
    other_known_by_session:
      ctx.actor.kind === 'customer' && ctx.actor.verified && (await sessionIs(ctx, person.cluster_id)),
  })

  if (decision === 'join') {
    const evidence = { rule: 'proved_the_same', kind, identity_id: owner!.id, source, session_id: ctx.actor.session_id }
    await join(ctx, { kept_id: owner!.customer_id, joined_id: customer_id, evidence })
    if (owner!.shared) await belongsTo(ctx, key, owner!.id)
    return { customer_id: owner!.customer_id, outcome: 'joined' }
  }
  if (decision === 'keep_apart' && level === 'verified')
    return { customer_id: owner!.customer_id, outcome: 'kept_apart' }
  if (own.some((holder) => STRENGTH[holder.level] >= STRENGTH[level])) return { customer_id, outcome: 'known' }

  if (level !== 'verified' && person.ways >= WAYS_MAX) return { customer_id, outcome: 'enough' }

  const many = shared || (level !== 'verified' && tooMany(holders, person.cluster_id))
  const outcome = decision === 'keep_apart' ? 'kept_apart' : 'added'
  const identity_id = await hold(ctx, { customer_id, kind, account, ...value, level, source, shared: many }, own)
  if (many) await share(ctx, key)
  else if (holders.some((holder) => holder.shared)) await belongsTo(ctx, key, identity_id)
  ctx.emit(
    customerIdentified,
    { identity_id, kind, level, source, outcome },
    { customer_id, subject_kind: 'customer', subject_id: customer_id },
  )
  return { customer_id, outcome }
}

const STRENGTH: Record<Level, number> = { anonymous: 0, claimed: 1, verified: 2 }

export type ValueKey = { kind: IdentityKind; account: string; value: string }

/** In how many ways an id of a person is reached, as far as that matters. */
export const waysOf = (customer_id: Fragment): Fragment => fragment`
  (select count(*)::int from (select from customer_identity where customer_id = ${customer_id} and valid_to is null limit ${WAYS_MAX}) way)`

async function normalised(ctx: Ctx, { kind, value, country }: Identify): Promise<Normalised | null> {
  const reads = country ?? (kind === 'phone' || kind === 'whatsapp' ? (await retailer(ctx)).country : '')
  return normaliseIdentity(kind, value, reads)
}

/** Who says the same value waits here: what is decided about it is decided one after the other. */
export const lockValues = (ctx: Ctx, keys: readonly ValueKey[]): Promise<void> =>
  lockNames(
    ctx,
    keys.map(({ kind, value }) => `customer_identity ${sameProof(kind)[0]} ${value}`),
  )

const lockNames = gathered<readonly string[]>(async ({ sql }, asks) => {
  const names = [...new Set(asks.flat())].sort()
  await sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${names}::text[]) as name`
  return done(asks)
})

async function personWithProof(ctx: Ctx, customer_id: string): Promise<Person> {
  const person = await peopleWithProof(ctx, customer_id)
  if (!person) throw notFound('customer', customer_id)
  if (person.erased_at) throw refused('customer_erased', { detail: 'This person asked to be forgotten.' })
  return person
}

type Person = { id: string; cluster_id: string; known: boolean; ways: number; erased_at: Date | null }

/** Locked: nobody is forgotten while more is said of them. */
const peopleWithProof = gathered<string, Person | undefined>(async ({ sql }, ids) => {
  const people = await sql<Person>`
    select c.id, c.cluster_id, c.erased_at,
           exists (select from customer m join customer_identity i on i.customer_id = m.id
                    where m.cluster_id = c.cluster_id and i.level = 'verified' and i.valid_to is null) as known,
           ${waysOf(fragment`c.id`)} as ways
      from customer c where c.id = any(${ids}::uuid[]) order by c.id for no key update of c`
  return rowsOf(ids, people, ({ id }) => id).map(([person]) => person)
})

/** Everybody who holds the value now. A phone number is the same by call or by WhatsApp, whatever the account. */
export const holdersOf = gathered<ValueKey, Holder[]>(async ({ sql }, keys) => {
  const asked = keys.map(({ kind, account, value }, turn) => ({ turn, kinds: sameProof(kind), account, value }))
  const holders = await sql<Holder & { turn: number }>`
    select k.turn, i.* from jsonb_to_recordset(${json(asked)}) as k(turn int, kinds text[], account text, value text)
     cross join lateral (
       select i.id, i.customer_id, c.cluster_id, i.level, i.shared, i.told_shared, i.kind, i.account, i.valid_from
         from customer_identity i
        cross join lateral (select cluster_id from customer where id = i.customer_id and erased_at is null offset 0) c
        where i.kind = any(k.kinds) and i.value = k.value and i.valid_to is null
          and (i.kind in ('phone', 'whatsapp') or i.account = k.account)
        order by i.level = 'verified' desc, i.valid_from, i.id limit ${HOLDERS_MAX}) i
     order by k.turn, i.level = 'verified' desc, i.valid_from, i.id`
  const byTurn = Map.groupBy(holders, ({ turn }) => turn)
  return keys.map((_, turn) => byTurn.get(turn) ?? [])
})

const HOLDERS_MAX = 200

async function sessionIs(ctx: Ctx, cluster_id: string): Promise<boolean> {
  const [mine] = await ctx.sql<{
    cluster_id: string
  }>`select cluster_id from customer where id = ${ctx.actor.customer_id}`
  return mine?.cluster_id === cluster_id
}

/** A phone may be a family's. A mailbox is whose who proves it, however many have typed it; unless staff said otherwise. */
const isShared = (kind: IdentityKind, level: Level, holders: readonly Holder[]): boolean =>
  holders.some((holder) => (kind === 'email' && level === 'verified' ? holder.told_shared : holder.shared))

/** Claims alone never take a proved value from its owner, nor is one who proves it one more who claims it. */
const tooMany = (holders: readonly Holder[], cluster_id: string): boolean =>
  !holders.some((holder) => holder.level === 'verified') &&
  new Set([...holders.map((holder) => holder.cluster_id), cluster_id]).size > SHARED_AFTER

type Hold = ValueKey & { customer_id: string; shown: string; level: Level; source: string; shared: boolean }

/** One row per customer id and value: their claim that is now proved becomes the proof. What another id of the person
 * claimed stays as it is, so that undoing a merge leaves each side what it had. */
async function hold(ctx: Ctx, input: Hold, own: readonly Holder[]): Promise<string> {
  const weaker = own.find(
    (holder) =>
      holder.customer_id === input.customer_id && holder.kind === input.kind && holder.account === input.account,
  )
  if (weaker) {
    await ctx.sql`
      update customer_identity set level = ${input.level}, source = ${input.source}, shown = ${input.shown}, shared = ${input.shared}
     where id = ${weaker.id}`
    return weaker.id
  }
  const id = newId()
  ctx.later(insertIdentities(ctx, { ...input, id, valid_from: ctx.now }))
  indexTerm(ctx, identityTerms(input.customer_id, input.kind, input.value))
  return id
}

const insertIdentities = gathered<Hold & { id: string; valid_from: Date }>(async ({ sql }, asks) => {
  await sql`
    insert into customer_identity (id, customer_id, kind, account, value, shown, level, shared, source, valid_from)
    select id, customer_id, kind, account, value, shown, level, shared, source, valid_from
      from jsonb_to_recordset(${json(asks)}) as said(id uuid, customer_id uuid, kind text, account text, value text, shown text, level text,
             shared boolean, source text, valid_from timestamptz)`
  return done(asks)
})

const heldBy = ({ kind, account, value }: ValueKey): Fragment => fragment`
  kind = any(${[...sameProof(kind)]}::text[]) and value = ${value} and valid_to is null
  and (kind in ('phone', 'whatsapp') or account = ${account})`

/** Too many claim it. */
const share = (ctx: Ctx, key: ValueKey) =>
  ctx.sql`update customer_identity set shared = true where ${heldBy(key)} and not shared`

/** It was taken for shared and is one's; what others proved of it meanwhile stays, and owns it no more. */
const belongsTo = (ctx: Ctx, key: ValueKey, identity_id: string) =>
  ctx.sql`
    update customer_identity set shared = false
     where ${heldBy(key)} and shared and (level <> 'verified' or id = ${identity_id})`

type Row = ValueKey & { id: string; customer_id: string; shared: boolean; told_shared: boolean; valid_to: Date | null }

async function identityOf(ctx: Ctx, customer_ids: readonly string[], identity_id: string): Promise<Row> {
  const [row] = await ctx.sql<Row>`
    select id, customer_id, kind, account, value, shared, told_shared, valid_to from customer_identity
     where id = ${identity_id} and customer_id = any(${customer_ids}::uuid[])`
  if (!row) throw notFound('identity', identity_id)
  return row
}

/**
 * Staff say whether a value is used by several people. Shared ones stay contact points and prove nothing. Refuses
 * `owned_twice` where it cannot be one person's again because two have proved it.
 */
export async function setShared(
  ctx: Ctx,
  input: { customer_ids: readonly string[]; identity_id: string; shared: boolean },
): Promise<void> {
  const row = await identityOf(ctx, input.customer_ids, input.identity_id)
  await lockValues(ctx, [row])
  const proved = (await holdersOf(ctx, row)).filter((holder) => holder.level === 'verified')
  if (!input.shared && proved.length > 1)
    throw refused('owned_twice', { detail: 'Several people have proved this contact.' })
  if (row.shared === input.shared && row.told_shared === input.shared) return
  await ctx.sql`update customer_identity set shared = ${input.shared}, told_shared = ${input.shared} where ${heldBy(row)}`
  const { id: identity_id, kind, customer_id } = row
  ctx.emit(
    customerIdentityShared,
    { identity_id, kind, shared: input.shared },
    { customer_id, subject_kind: 'customer', subject_id: customer_id },
  )
}

/** Ends an identity; it stays as history. Ended already is as good. */
export async function removeIdentity(
  ctx: Ctx,
  input: { customer_ids: readonly string[]; identity_id: string },
): Promise<void> {
  const row = await identityOf(ctx, input.customer_ids, input.identity_id)
  const ended = await ctx.sql<{ id: string }>`
    update customer_identity set valid_to = greatest(valid_from, ${ctx.now}::timestamptz) where id = ${row.id} and valid_to is null returning id`
  if (ended.length === 0) return
  await reindex(ctx, row.customer_id)
  const { id: identity_id, kind, customer_id } = row
  ctx.emit(
    customerIdentityRemoved,
    { identity_id, kind },
    { customer_id, subject_kind: 'customer', subject_id: customer_id },
  )
}
