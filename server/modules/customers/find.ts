import type { Ctx, Fragment } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import type { Question, Term, TermKind } from './find-rules.ts'
import { numbersHolding } from './order-numbers.ts'
import { IN_FRAGMENTS, beginning, holds } from './terms.ts'
import {
  LAST,
  backwardsOf,
  digitsAmong,
  errorsBetween,
  isAnswered,
  literal,
  questionOf,
  rankOf,
  readingsOf,
  spellingsNear,
} from './find-rules.ts'

export const FIND_MAX = 20
/** Rows looked at per way of finding, before people are told apart and ranked. */
const CANDIDATES = 60
/** Terms of the newest customers read first: what is common is found there, and the index need not be asked for it. */
const NEWEST = 20_000
/** A first look at fewer of them tells how common it is: with less than this many among those, all would not hold enough. */
const GLANCE = 2_000
const COMMON = 3
/** Numbers with the digits of a question that are looked at for its other words. */
const LEADS = 1_000
/** Of those that begin with the digits, for each country code. */
const STARTS = 100
/** From this length a word can be looked up inside terms; shorter ones only as the start of a word. */
const INSIDE_MIN = 3
/** Digits a mistyped phone or order number must have for a neighbour to be meant. */
const DIGITS_MIN = 6

export type CustomerHit = {
  /** The person: the id their cluster answers to. */
  id: string
  name: string | null
  email: string | null
  phone: string | null
  tags: string[]
  /** What was found: the kind of term, and the term as it is searched (folded). */
  matched: { kind: Exclude<TermKind, 'family'>; term: string }
}

type Candidate = Term & { customer_id: string }

/**
 * Finds people by any piece of a name, mail, phone, card or order number; accents and one typing error per word are
 * forgiven. Best first, one hit per person, at most 20. Why in these steps: docs/decisions/0004-finding-customers.md.
 */
export async function findCustomers(ctx: Ctx, input: { text: string; limit: number }): Promise<CustomerHit[]> {
  const question = questionOf(input.text)
  if (!question) return []
  const limit = Math.min(input.limit, FIND_MAX)
  let found = await asTyped(ctx, question, limit)
  if (found.length === 0) found = await misspelt(ctx, question, limit)
  return hits(ctx, found, limit)
}

/** From the cheapest way to the dearest, until there are enough. */
async function asTyped(ctx: Ctx, question: Question, limit: number): Promise<Candidate[]> {
  const inside = question.words.some((word) => word.length >= INSIDE_MIN)
  const digits = digitsAmong(question)
  let found = digits === null ? await starts(ctx, question) : await across(ctx, question, digits)
  if (digits !== null && found.length > 0) return ranked(found, question)
  if (enough(found, limit) || isAnswered(found, question) || (!inside && question.words.length === 1))
    return ranked(found, question)
  const glimpsed = await amongNewest(ctx, question, GLANCE)
  const newest = glimpsed.length < COMMON && inside ? glimpsed : await amongNewest(ctx, question, NEWEST)
  found = [...found, ...newest]
  if (enough(found, limit) || !inside) return ranked(found, question)
  found = [...found, ...(await anywhere(ctx, question))]
  return ranked(found, question)
}

const enough = (found: readonly Candidate[], limit: number): boolean =>
  new Set(found.map((one) => one.customer_id)).size >= limit

function ranked(found: readonly Candidate[], question: Question): Candidate[] {
  const places = new Map<string, { candidate: Candidate; rank: number }>()
  for (const candidate of found) {
    const rank = rankOf(candidate, question)
    const best = places.get(candidate.customer_id)
    if (!best || rank < best.rank) places.set(candidate.customer_id, { candidate, rank })
  }
  return [...places.values()]
    .sort((a, b) => a.rank - b.rank || (a.candidate.term < b.candidate.term ? -1 : 1))
    .map(({ candidate }) => candidate)
}

/** Whole terms and their starts by the plain index; for codes also their ends. Exact ones come first by the order. */
function starts(ctx: Ctx, question: Question): Promise<Candidate[]> {
  const { text, code } = question
  const backwards = code === null ? '' : backwardsOf(code)
  return ctx.sql<Candidate>`
    (select customer_id, kind, term from customer_term
      where term ~>=~ ${text} and term ~<~ ${text + LAST} order by term using ~<~ limit ${CANDIDATES})
    ${
      code === null || code === text
        ? fragment``
        : fragment`union all
    (select customer_id, kind, term from customer_term
      where term ~>=~ ${code} and term ~<~ ${code + LAST} order by term using ~<~ limit ${CANDIDATES})`
    }
    ${
      code === null || code.length < INSIDE_MIN
        ? fragment``
        : fragment`union all
    (select customer_id, kind, term from customer_term
      where kind in ('phone', 'card', 'order', 'external')
        and reverse(term) ~>=~ ${backwards} and reverse(term) ~<~ ${backwards + LAST}
      order by reverse(term) using ~<~ limit ${CANDIDATES})`
    }`
}

/** Every word in the same term; `inside` looks for a long one, a word too short for the index must start a word. */
const allWords = (words: readonly string[], inside = plainly): Fragment =>
  fragment.join(
    words.map((word) =>
      word.length >= INSIDE_MIN ? inside(word) : fragment`' ' || term like ${`% ${literal(word)}%`}`,
    ),
    fragment` and `,
  )

const plainly = (word: string): Fragment => fragment`term like ${`%${literal(word)}%`}`

/** A common name would make the fragment index collect a hundred thousand rows; twenty of them are at hand here. */
function amongNewest(ctx: Ctx, { words }: Question, terms: number): Promise<Candidate[]> {
  return ctx.sql<Candidate>`
    select customer_id, kind, term
      from (select customer_id, kind, term from customer_term
             order by customer_id desc, kind desc, term desc limit ${terms}) as newest
     where kind <> 'family' and ${allWords(words)} limit ${CANDIDATES}`
}

/** Materialized: the planner must count on reading all of it, and so takes the fragment index instead of the table. */
function anywhere(ctx: Ctx, { words, code }: Question): Promise<Candidate[]> {
  const numbers = words.length === 1 ? numbersHolding(code ?? words.join(''), CANDIDATES) : null
  return ctx.sql<Candidate>`
    with matching as materialized (
      select customer_id, kind, term from customer_term where ${IN_FRAGMENTS} and ${allWords(words, holds)})
    (select customer_id, kind, term from matching limit ${CANDIDATES})
    ${numbers === null ? fragment`` : fragment`union all (select customer_id, kind, term from (${numbers}) number limit ${CANDIDATES})`}`
}

/** Words from different terms of one customer: "maría 5678". What begins or ends with the digits leads. */
function across(ctx: Ctx, { words }: Question, digits: string): Promise<Candidate[]> {
  const backwards = backwardsOf(digits)
  const alsoHas = words
    .filter((word) => word !== digits)
    .map(
      (word) =>
        fragment`exists (select from customer_term where customer_id = lead.customer_id and kind <> 'family' and ${allWords([word])})`,
    )
  return ctx.sql<Candidate>`
    with lead as materialized (
      (select customer_id, kind, term from customer_term
        where kind in ('phone', 'card', 'order', 'external')
          and reverse(term) ~>=~ ${backwards} and reverse(term) ~<~ ${backwards + LAST} order by reverse(term) using ~<~ limit ${LEADS})
      union all
      ${beginning(inAnyCountry(digits), STARTS)})
    select customer_id, kind, term from lead where ${fragment.join(alsoHas, fragment` and `)} limit ${CANDIDATES}`
}

/** Nobody is spelled like that: numbers with one wrong digit, then words of the vocabulary one error away. */
async function misspelt(ctx: Ctx, question: Question, limit: number): Promise<Candidate[]> {
  if (question.code !== null && /^\d+$/.test(question.code))
    return question.code.length < DIGITS_MIN ? [] : wrongDigit(ctx, question.code)
  const words = [
    ...new Set(question.words.flatMap((word) => word.split(/[^\p{L}\p{N}]+|(?<=\p{L})(?=\p{N})/u))),
  ].filter(Boolean)
  const near = [...new Set(words.filter((word) => /^\p{L}{3,}$/u.test(word)).flatMap(spellingsNear))]
  if (near.length === 0) return []
  const known = await ctx.sql<{
    word: string
  }>`
    with close as materialized (select word from customer_word where near && ${near}::text[])
    select word from close limit ${KNOWN_MAX}`
  const found: Candidate[] = []
  for (const reading of readingsOf(
    words,
    known.map(({ word }) => word),
  )) {
    found.push(...(await asTyped(ctx, { text: reading.join(' '), code: null, words: reading }, limit)))
    if (enough(found, limit)) break
  }
  return found
}

const KNOWN_MAX = 400

/** With and without the country code a spoken phone number leaves out. */
const inAnyCountry = (digits: string): string[] => [digits, ...COUNTRY_CODES.map((code) => code + digits)]

const COUNTRY_CODES = ['34', '52', '54', '55', '56', '57', '51', '1', '44', '33', '351', '39', '49']

/** One error, or two neighbours swapped, leaves the beginning or the end right: both are looked up and the rest compared. */
async function wrongDigit(ctx: Ctx, code: string): Promise<Candidate[]> {
  const half = Math.floor(code.length / 2)
  const tail = backwardsOf(code.slice(-half))
  const head = code.slice(0, code.length - half - 1)
  const near = await ctx.sql<Candidate>`
    (select customer_id, kind, term from customer_term
      where kind in ('phone', 'card', 'order', 'external')
        and reverse(term) ~>=~ ${tail} and reverse(term) ~<~ ${tail + LAST} order by reverse(term) using ~<~ limit ${NEIGHBOURS})
    union all
    ${beginning(inAnyCountry(head), NEIGHBOURS)}`
  return near
    .filter(({ term }) => errorsBetween(code, term.length > code.length + 1 ? term.slice(-code.length) : term) <= 1)
    .slice(0, CANDIDATES)
}

const NEIGHBOURS = 1_000

type Shown = Omit<CustomerHit, 'matched'> & { asked: string }

/** What a list shows of each person: one row per cluster, in the order found. As many as are shown are looked up first. */
async function hits(ctx: Ctx, found: readonly Candidate[], limit: number): Promise<CustomerHit[]> {
  const answer = new Map<string, CustomerHit>()
  for (let at = 0; at < Math.min(found.length, CANDIDATES) && answer.size < limit; at += limit) {
    const slice = found.slice(at, Math.min(at + limit, CANDIDATES))
    const people = new Map((await shownOf(ctx, slice)).map((person) => [person.asked, person]))
    for (const { customer_id, kind, term } of slice) {
      const person = people.get(customer_id)
      if (!person || answer.has(person.id) || answer.size === limit) continue
      const { asked: _, ...shown } = person
      answer.set(person.id, { ...shown, matched: { kind: kind === 'family' ? 'name' : kind, term } })
    }
  }
  return [...answer.values()]
}

/** Whoever was erased is not among them. Of several ways to reach one, the best proven and then the newest. */
export function shownOf(ctx: Ctx, found: readonly { customer_id: string }[]): Promise<Shown[]> {
  const ids = found.map((one) => one.customer_id)
  return ctx.sql<Shown>`
    select c.id as asked, c.cluster_id as id, c.tags,
           nullif(concat_ws(' ', c.given_name, c.family_name), '') as name, reach.email, reach.phone
      from customer c
      left join (
        select customer_id,
               (array_agg(shown order by level desc, valid_from desc) filter (where kind = 'email'))[1] as email,
               (array_agg(shown order by level desc, valid_from desc) filter (where kind <> 'email'))[1] as phone
          from customer_identity
         where customer_id = any(${ids}::uuid[]) and kind in ('email', 'phone', 'whatsapp') and valid_to is null
         group by customer_id) reach on reach.customer_id = c.id
     where c.id = any(${ids}::uuid[]) and c.erased_at is null`
}
