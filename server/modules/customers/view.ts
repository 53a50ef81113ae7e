import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { addressesOf } from './addresses.ts'
import type { CustomerAddress } from './addresses.ts'
import { notesOf } from './notes.ts'
import type { Note } from './notes.ts'
import { preferencesOf } from './preferences.ts'
import type { Preference } from './preferences.ts'
import type { IdentityKind, Level } from './rules.ts'

export type Identity = {
  id: string
  customer_id: string
  kind: IdentityKind
  account: string
  value: string
  shown: string
  level: Level
  shared: boolean
  source: string
  valid_from: Date
}

export type StandingMerge = {
  id: string
  kept_id: string
  joined_id: string
  evidence: unknown
  actor_kind: string
  actor_id: string | null
  merged_at: Date
}

/** What is said of the person as one: each field from whichever id said something last. */
type Face = {
  id: string
  given_name: string | null
  family_name: string | null
  company: string | null
  language: string | null
  birthday: string | null
  country: string | null
  created_in: string
  created_at: Date
}

export type CustomerView = Face & {
  ids: string[]
  tags: string[]
  erased_at: Date | null
  identities: Identity[]
  addresses: CustomerAddress[]
  preferences: Preference[]
  notes: Note[]
  merges: StandingMerge[]
}

type Row = Omit<Face, 'id'> & {
  id: string
  cluster_id: string
  tags: string[]
  updated_at: Date
  erased_at: Date | null
}

const SPOKEN_FIELDS = ['given_name', 'family_name', 'company', 'language', 'birthday', 'country'] as const

/** The cluster as one person, for people of the retailer. 404 where nobody has that id. */
export async function customerView(ctx: Ctx, customer_id: string): Promise<CustomerView> {
  const rows = await rowsOf(ctx, customer_id)
  const ids = rows.map((row) => row.id)
  return {
    ...face(rows),
    ids,
    tags: [...new Set(rows.flatMap((row) => row.tags))].sort(),
    erased_at: rows[0]!.erased_at,
    identities: await identitiesOf(ctx, ids),
    addresses: await addressesOf(ctx, ids),
    preferences: await preferencesOf(ctx, ids),
    notes: await notesOf(ctx, ids, 'staff'),
    merges: await mergesOf(ctx, ids),
  }
}

export type OwnView = Omit<Face, 'created_in'> & {
  identities: Pick<Identity, 'id' | 'kind' | 'shown' | 'level'>[]
  notes: Pick<Note, 'id' | 'text' | 'created_at'>[]
}

/** What a shopper sees of themself: nothing staff wrote for each other, no tags, no evidence, no other ids. */
export async function ownView(ctx: Ctx, customer_id: string): Promise<OwnView> {
  const rows = await rowsOf(ctx, customer_id)
  const ids = rows.map((row) => row.id)
  const { created_in: _, ...own } = face(rows)
  const identities = (await identitiesOf(ctx, ids)).filter(({ kind }) => kind !== 'device' && kind !== 'external')
  const notes = await notesOf(ctx, ids, 'customer')
  return {
    ...own,
    identities: identities.map(({ id, kind, shown, level }) => ({ id, kind, shown, level })),
    notes: notes.map(({ id, text, created_at }) => ({ id, text, created_at })),
  }
}

async function rowsOf(ctx: Ctx, customer_id: string): Promise<Row[]> {
  const rows = await ctx.sql<Row>`
    select id, cluster_id, given_name, family_name, company, language, birthday, country, tags, created_in, created_at, updated_at, erased_at
      from customer where cluster_id = (select cluster_id from customer where id = ${customer_id}) order by created_at, id`
  if (rows.length === 0) throw notFound('customer', customer_id)
  return rows
}

function face(rows: readonly Row[]): Face {
  const latest = rows.toSorted((a, b) => b.updated_at.getTime() - a.updated_at.getTime() || (a.id < b.id ? -1 : 1))
  const said = Object.fromEntries(
    SPOKEN_FIELDS.map((field) => [
      field,
      latest.find((row) => row[field] !== null && row[field] !== '')?.[field] ?? null,
    ]),
  )
  const { cluster_id: id, created_in, created_at } = rows[0]!
  return { id, ...(said as Pick<Face, (typeof SPOKEN_FIELDS)[number]>), created_in, created_at }
}

const IDENTITIES_SHOWN = 200
const MERGES_SHOWN = 200

/** Identities that hold now, the proved ones first. */
export const identitiesOf = (ctx: Ctx, customer_ids: readonly string[]): Promise<Identity[]> =>
  ctx.sql<Identity>`
    select id, customer_id, kind, account, value, shown, level, shared, source, valid_from from customer_identity
     where customer_id = any(${customer_ids}::uuid[]) and valid_to is null
     order by level = 'verified' desc, kind, valid_from, id limit ${IDENTITIES_SHOWN}`

const mergesOf = (ctx: Ctx, customer_ids: readonly string[]): Promise<StandingMerge[]> =>
  ctx.sql<StandingMerge>`
    select id, kept_id, joined_id, evidence, actor_kind, actor_id, merged_at from customer_merge
     where kept_id = any(${customer_ids}::uuid[]) and undone_at is null order by merged_at, id limit ${MERGES_SHOWN}`
