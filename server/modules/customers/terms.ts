import { fragment } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import { done, gathered } from '#platform/gathered'
import { LAST, joined, literal, spellingsNear, termOf, wordsOf } from './find-rules.ts'
import type { TermKind } from './find-rules.ts'
import type { IdentityKind } from './rules.ts'
import { fullName } from './rules.ts'

export type IndexTerm = { customer_id: string; kind: TermKind; term: string }

const WORD_KINDS: readonly TermKind[] = ['name', 'email', 'social']

/**
 * The terms that are in the index of fragments (db/migrations, customer_term_fragment): a `family` is a name said again, an
 * `order` is found by order-numbers.ts.
 */
export const IN_FRAGMENTS = fragment`kind not in ('family', 'order')`

/** What it keeps of a `term`, as `joined` says. */
const JOINED = fragment`translate(term, '.@_-+', '00000')`

/** Whether a `term` holds the text anywhere, by the index of fragments. */
export const holds = (text: string): Fragment =>
  fragment`(${JOINED} like ${`%${literal(joined(text))}%`} and term like ${`%${literal(text)}%`})`

/** The same of a `word` of the vocabulary, which has none of the signs that are joined. */
export const HOLDS_WORD = fragment`${JOINED} like '%' || word || '%'`

/**
 * The terms that begin with one of these, `limit` of each, as a select of (customer_id, kind, term): by the index of whole terms,
 * or by that of another `spelling`, among the terms it holds.
 */
export const beginning = (
  starts: readonly string[],
  limit: number,
  { spelling = fragment`term`, among = fragment`true` }: { spelling?: Fragment; among?: Fragment } = {},
): Fragment =>
  fragment`(select found.* from unnest(${starts}::text[]) as start(text)
      cross join lateral (
        select customer_id, kind, term from customer_term
         where ${among} and ${spelling} ~>=~ start.text and ${spelling} ~<~ (start.text || ${LAST})
         order by ${spelling} using ~<~ limit ${limit}) as found)`

/** Makes customers findable by these words: one statement, two where names bring words; known terms stay as they are. */
export function indexTerm(ctx: Ctx, terms: readonly IndexTerm[]): void {
  const rows = terms.flatMap(({ customer_id, kind, term }) => {
    const folded = termOf(kind, term)
    return folded === null ? [] : [{ customer_id, kind, term: folded }]
  })
  if (rows.length === 0) return
  ctx.later(insertTerms(ctx, rows))
  const words = rows.filter(({ kind }) => WORD_KINDS.includes(kind)).flatMap(({ term }) => wordsOf(term))
  if (words.length > 0) ctx.later(insertWords(ctx, words))
}

const insertWords = gathered<readonly string[]>(async ({ sql }, asks) => {
  const words = [...new Set(asks.flat())].sort()
  await sql`
    insert into customer_word (word, near)
    select word, string_to_array(near, ' ')
      from unnest(${words}::text[], ${words.map((word) => spellingsNear(word).join(' '))}::text[]) as said(word, near)
     where not exists (select from customer_word known where known.word = said.word)
     order by word
    on conflict do nothing`
  return done(asks)
})

const insertTerms = gathered<readonly IndexTerm[]>(async ({ sql }, asks) => {
  const rows = asks.flat()
  await sql`
    insert into customer_term (customer_id, kind, term)
    select * from unnest(${rows.map((row) => row.customer_id)}::uuid[], ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.term)}::text[])
    on conflict do nothing`
  return done(asks)
})

/** A name is found by its words in the order spoken and with the surname first. */
export function nameTerms(customer_id: string, given: string | null, family: string | null): IndexTerm[] {
  if (fullName(given, family) === '') return []
  return [
    { customer_id, kind: 'name', term: fullName(given, family) },
    { customer_id, kind: 'family', term: fullName(family, given) },
  ]
}

const TERM_OF: Record<IdentityKind, TermKind | null> = {
  email: 'email',
  phone: 'phone',
  whatsapp: 'phone',
  card: 'card',
  external: 'external',
  social: 'social',
  device: null,
}

export function identityTerms(customer_id: string, kind: IdentityKind, value: string): IndexTerm[] {
  const term_kind = TERM_OF[kind]
  return term_kind === null ? [] : [{ customer_id, kind: term_kind, term: value }]
}

/** Makes the terms of one customer's names or contacts exactly these again (orders are left alone). */
export async function reindex(ctx: Ctx, customer_id: string): Promise<void> {
  const [customer] = await ctx.sql<{ given_name: string | null; family_name: string | null; company: string | null }>`
    select given_name, family_name, company from customer where id = ${customer_id} and erased_at is null`
  const identities = await ctx.sql<{ kind: IdentityKind; value: string }>`
    select kind, value from customer_identity where customer_id = ${customer_id} and valid_to is null`
  await ctx.sql`delete from customer_term where customer_id = ${customer_id} and kind <> 'order'`
  if (!customer) return
  indexTerm(ctx, [
    ...nameTerms(customer_id, customer.given_name, customer.family_name),
    ...(customer.company === null ? [] : [{ customer_id, kind: 'name' as const, term: customer.company }]),
    ...identities.flatMap(({ kind, value }) => identityTerms(customer_id, kind, value)),
  ])
}
