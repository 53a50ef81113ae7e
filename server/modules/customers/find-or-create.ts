import { retailer } from '#organisation'
import { isInside } from '#platform/actor'
import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import type { CustomerFields } from './create.ts'
import { insertCustomer } from './create.ts'
import { customerIdentified } from './events.ts'
import { lockValues, waysOf } from './identify.ts'
import type { ValueKey } from './identify.ts'
import type { IdentityKind, Level } from './rules.ts'
import { WAYS_MAX, fold, fullName, levelAllowed, normaliseIdentity, sameProof } from './rules.ts'
import { identityTerms, indexTerm } from './terms.ts'

export type GivenIdentity = { kind: IdentityKind; value: string; account?: string; level: Level }

export type FindOrCreate = Omit<CustomerFields, 'tags' | 'birthday' | 'company'> & {
  /** Strongest first; at most 20. Junk is passed over. */
  identities: GivenIdentity[]
  tags?: string[]
  created_at?: Date
  /** How we learnt of them; the channel by default. */
  source?: string
}

const IDENTITIES_MAX = 20

type Usable = ValueKey & { shown: string; level: Level }
type Found = {
  customer_id: string
  cluster_id: string
  kind: IdentityKind
  value: string
  level: Level
  given_name: string | null
  family_name: string | null
}

/**
 * The customer these identities point to, or a new one. Twenty callers at once with the same mail get one customer.
 * A proof finds its owner. A mere claim finds somebody only when people of the retailer or its systems say it (a till,
 * an import, a marketplace), never a shopper, who could type anybody's mail; a phone only with the same name beside it.
 */
export async function findOrCreate(ctx: Ctx, input: FindOrCreate): Promise<{ customer_id: string; created: boolean }> {
  const usable = await usableOf(ctx, input)
  if (usable.length > 0) await lockValues(ctx, usable)
  const found = usable.length === 0 ? [] : await holders(ctx, usable)
  const name = fold(fullName(input.given_name ?? null, input.family_name ?? null))
  const known = await lockLiving(ctx, whom(usable, found, { inside: isInside(ctx.actor), name }))
  const customer_id = known ?? newId()
  if (known === null) {
    const { identities: _, source: __, ...fields } = input
    await insertCustomer(ctx, customer_id, fields)
  }
  await holdAll(ctx, customer_id, usable, found, input)
  return { customer_id, created: known === null }
}

/** Locked, so that nobody is forgotten while more is said of them; null who was, or nobody. */
async function lockLiving(ctx: Ctx, id: string | null): Promise<string | null> {
  if (id === null) return null
  const [row] = await ctx.sql`select id from customer where id = ${id} and erased_at is null for no key update`
  return row ? id : null
}

async function usableOf(ctx: Ctx, { identities, country }: FindOrCreate): Promise<Usable[]> {
  const phones = identities.some(({ kind }) => kind === 'phone' || kind === 'whatsapp')
  const reads = country ?? (phones ? (await retailer(ctx)).country : '')
  const seen = new Set<string>()
  return identities.slice(0, IDENTITIES_MAX).flatMap(({ kind, value, account = '', level }) => {
    const normalised = normaliseIdentity(kind, value, reads)
    const key = `${kind} ${account} ${normalised?.value}`
    if (!normalised || seen.has(key)) return []
    seen.add(key)
    return [{ kind, account, ...normalised, level: levelAllowed(kind, level) }]
  })
}

/**
 * Value by value (`offset 0` keeps it so): a plan made while nobody was known would read everybody with the shop's first
 * thousands.
 */
const holders = (ctx: Ctx, usable: readonly Usable[]): Promise<Found[]> =>
  ctx.sql<Found>`
    select i.customer_id, c.cluster_id, i.kind, i.value, i.level, c.given_name, c.family_name
      from unnest(${usable.flatMap(({ kind }) => sameProof(kind))}::text[],
                  ${usable.flatMap(({ kind, account }) => sameProof(kind).map(() => account))}::text[],
                  ${usable.flatMap(({ kind, value }) => sameProof(kind).map(() => value))}::text[]) as asked(kind, account, value)
     cross join lateral (
       select id, customer_id, kind, account, value, level, valid_from from customer_identity
        where kind = asked.kind and value = asked.value and valid_to is null and not shared offset 0) i
     cross join lateral (select cluster_id, given_name, family_name, erased_at from customer where id = i.customer_id offset 0) c
     where i.kind <> 'device' and c.erased_at is null and (i.kind in ('phone', 'whatsapp') or i.account = asked.account)
     order by i.valid_from, i.id limit ${FOUND_MAX}`

const FOUND_MAX = 500

const holds = (found: Found, { kind, value }: Usable): boolean =>
  sameProof(kind).includes(found.kind) && found.value === value

/** Identities are asked in the order given; the first that points to exactly one person decides. */
function whom(
  usable: readonly Usable[],
  found: readonly Found[],
  by: { inside: boolean; name: string },
): string | null {
  for (const identity of usable) {
    const all = found.filter((one) => holds(one, identity))
    const owner = all.find((one) => one.level === 'verified')
    if (
      owner &&
      (identity.level === 'verified' || by.inside) &&
      (identity.level === 'verified' || agrees(identity, owner, by.name))
    )
      return owner.customer_id
    const claimed = all.filter((one) => one.level === 'claimed' && agrees(identity, one, by.name))
    if (!owner && by.inside && new Set(claimed.map((one) => one.cluster_id)).size === 1) return claimed[0]!.customer_id
  }
  return null
}

/** A phone passes from hand to hand and a till's filler is many people's: claimed, it needs the name to agree. */
const agrees = ({ kind }: Usable, one: Found, name: string): boolean =>
  (kind !== 'phone' && kind !== 'whatsapp') || (name !== '' && fold(fullName(one.given_name, one.family_name)) === name)

/** Writes what this person did not hold yet; what another has proved stays theirs and is held as a claim. */
async function holdAll(
  ctx: Ctx,
  customer_id: string,
  usable: readonly Usable[],
  found: readonly Found[],
  input: FindOrCreate,
): Promise<void> {
  if (usable.length === 0) return
  const rows = usable.map((identity) => {
    const proved = found.some(
      (one) => holds(one, identity) && one.level === 'verified' && one.customer_id !== customer_id,
    )
    return {
      ...identity,
      id: newId(),
      level: proved && identity.level === 'verified' ? ('claimed' as const) : identity.level,
    }
  })
  const source = input.source ?? ctx.channel
  const written = await ctx.sql<{ id: string; kind: IdentityKind; value: string; level: Level }>`
    insert into customer_identity as held (id, customer_id, kind, account, value, shown, level, source, valid_from, shared)
    select r.id, ${customer_id}::uuid, r.kind, r.account, r.value, r.shown, r.level, ${source}, ${input.created_at ?? ctx.now}::timestamptz,
           r.account in (select account from customer_identity where kind = r.kind and value = r.value and valid_to is null and shared)
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.account)}::text[],
                  ${rows.map((row) => row.value)}::text[], ${rows.map((row) => row.shown)}::text[], ${rows.map((row) => row.level)}::text[])
           as r(id, kind, account, value, shown, level)
     where r.level = 'verified' or ${waysOf(fragment`${customer_id}::uuid`)} < ${WAYS_MAX}
    on conflict (customer_id, kind, account, value) where valid_to is null
      do update set level = excluded.level, source = excluded.source where held.level <> 'verified' and excluded.level = 'verified'
    returning id, kind, value, level`
  indexTerm(
    ctx,
    written.flatMap(({ kind, value }) => identityTerms(customer_id, kind, value)),
  )
  for (const { id, kind, level } of written) {
    ctx.emit(
      customerIdentified,
      { identity_id: id, kind, level, source, outcome: 'added' },
      {
        customer_id,
        subject_kind: 'customer',
        subject_id: customer_id,
        ...(input.created_at ? { occurred_at: input.created_at } : {}),
      },
    )
  }
}
