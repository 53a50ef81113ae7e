import type { Ctx } from '#platform/ctx'
import type { Address } from '#platform/route'
import { personOf } from './cluster.ts'
import type { IdentityKind, Level } from './rules.ts'
import { fold, fullName } from './rules.ts'

export type Reason =
  | { kind: 'same_identity'; identity_kind: IdentityKind; shown: string; theirs: Level }
  | { kind: 'same_name_and_birthday' }
  | { kind: 'same_name_and_address' }
  | { kind: 'same_device' }
/** Why they may be two people after all. */
export type Doubt = 'both_proved' | 'other_birthday' | 'other_name'

export type Suggestion = {
  customer_id: string
  name: string | null
  reasons: Reason[]
  doubts: Doubt[]
  weight: number
}

const SUGGESTIONS_MAX = 20
const NAMESAKES_MAX = 200
const WEIGHT: Record<Reason['kind'], number> = {
  same_identity: 3,
  same_name_and_address: 3,
  same_name_and_birthday: 2,
  same_device: 1,
}

type Other = { cluster_id: string; kind: IdentityKind; shown: string; level: Level }
type Person = {
  cluster_id: string
  given_name: string | null
  family_name: string | null
  birthday: string | null
  proved: boolean
  addresses: Address[]
}

/**
 * Other customers who may be this person, likeliest first, each with what speaks for it and against it. Nothing is
 * joined by it: staff decide (mergeCustomers). Shared values and names alone suggest nobody.
 */
export async function samePerson(ctx: Ctx, customer_id: string): Promise<Suggestion[]> {
  const ids = await personOf(ctx, customer_id)
  const meeting = await meetings(ctx, ids)
  const [me] = await people(ctx, [ids[0]!])
  const namesakes = await namesakesOf(ctx, ids)
  const clusters = [...new Set([...meeting.map((one) => one.cluster_id), ...namesakes])]
  const others = clusters.length === 0 ? [] : await people(ctx, clusters)
  return others
    .map((other) =>
      compare(
        me!,
        other,
        meeting.filter((one) => one.cluster_id === other.cluster_id),
      ),
    )
    .filter((suggestion) => suggestion.weight > 0)
    .sort(
      (a, b) => b.weight - a.weight || a.doubts.length - b.doubts.length || (a.customer_id < b.customer_id ? -1 : 1),
    )
    .slice(0, SUGGESTIONS_MAX)
}

/** Values both hold, unless they are known to be several people's. */
const meetings = (ctx: Ctx, ids: readonly string[]): Promise<Other[]> =>
  ctx.sql<Other>`
    select distinct c.cluster_id, theirs.kind, theirs.shown, theirs.level
      from customer_identity mine
      join customer_identity theirs on theirs.value = mine.value and theirs.valid_to is null and not theirs.shared
       and (theirs.kind = mine.kind and theirs.account = mine.account or mine.kind in ('phone', 'whatsapp') and theirs.kind in ('phone', 'whatsapp'))
      join customer c on c.id = theirs.customer_id and c.erased_at is null
     where mine.customer_id = any(${ids}::uuid[]) and mine.valid_to is null and not mine.shared
       and theirs.customer_id <> all(${ids}::uuid[]) limit ${NAMESAKES_MAX}`

async function namesakesOf(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.sql<{ cluster_id: string }>`
    select distinct c.cluster_id
      from customer_term mine join customer_term theirs on theirs.term = mine.term and theirs.kind = 'name'
      join customer c on c.id = theirs.customer_id
     where mine.customer_id = any(${ids}::uuid[]) and mine.kind = 'name' and theirs.customer_id <> all(${ids}::uuid[]) limit ${NAMESAKES_MAX}`
  return rows.map(({ cluster_id }) => cluster_id)
}

const people = (ctx: Ctx, customer_ids: readonly string[]): Promise<Person[]> =>
  ctx.sql<Person>`
    select c.cluster_id,
           (array_agg(c.given_name order by c.updated_at desc) filter (where c.given_name <> ''))[1] as given_name,
           (array_agg(c.family_name order by c.updated_at desc) filter (where c.family_name <> ''))[1] as family_name,
           (array_agg(c.birthday order by c.updated_at desc) filter (where c.birthday is not null))[1] as birthday,
           coalesce(bool_or(exists (select from customer_identity i where i.customer_id = c.id and i.level = 'verified' and i.valid_to is null)), false) as proved,
           coalesce((select jsonb_agg(a.address) from customer_address a join customer m on m.id = a.customer_id
                      where m.cluster_id = c.cluster_id and a.removed_at is null), '[]') as addresses
      from customer c where c.cluster_id in (select cluster_id from customer where id = any(${customer_ids}::uuid[])) and c.erased_at is null
     group by c.cluster_id`

function compare(me: Person, other: Person, meeting: readonly Other[]): Suggestion {
  const reasons: Reason[] = meeting.map(({ kind, shown, level }) =>
    kind === 'device' ? { kind: 'same_device' } : { kind: 'same_identity', identity_kind: kind, shown, theirs: level },
  )
  const names = [me, other].map((person) => fold(fullName(person.given_name, person.family_name)))
  if (names[0] !== '' && names[0] === names[1]) {
    if (me.birthday !== null && me.birthday === other.birthday) reasons.push({ kind: 'same_name_and_birthday' })
    const homes = new Set(me.addresses.map(home))
    if (other.addresses.some((address) => homes.has(home(address)))) reasons.push({ kind: 'same_name_and_address' })
  }
  const doubts: Doubt[] = []
  if (me.proved && other.proved) doubts.push('both_proved')
  if (me.birthday !== null && other.birthday !== null && me.birthday !== other.birthday) doubts.push('other_birthday')
  if (names[0] !== '' && names[1] !== '' && names[0] !== names[1]) doubts.push('other_name')
  const weight = reasons.reduce((sum, reason) => sum + WEIGHT[reason.kind], 0)
  return {
    customer_id: other.cluster_id,
    name: fullName(other.given_name, other.family_name) || null,
    reasons,
    doubts,
    weight,
  }
}

/** One home, however its street is written: "C/ Mayor, 5" and "c mayor 5". */
const home = ({ line1, postcode, country }: Address): string =>
  fold(`${country} ${postcode} ${line1}`)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
