import { fragment } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import { decodeCursor, encodeCursor } from '#platform/page'
import type { PageOf } from '#platform/page'
import { productCards, seesAll } from './product-cards.ts'
import type { ProductCard } from './product-cards.ts'
import type { Locale } from './product.ts'
import { paddedGtin } from './rules.ts'
import { STEMMER } from './search-documents.ts'
import { queryWords, sound } from './text.ts'

/** Of words that everything contains only so many products are ranked; half of the room is for names. */
export const CANDIDATES_MAX = 2_000
export const CODE_HITS_MAX = 5
export const SUGGESTIONS_MAX = 8
const CODE_PREFIX_MIN = 3
const TRIGRAM_WORD_MIN = 3

export type ProductSearch = { text: string; locale: Locale; limit: number; after?: string }

/** `similar`: nothing has these words; what sounds or is spelled like them is shown instead. */
export type SearchResult = PageOf<ProductCard> & { similar: boolean }

type Hit = { id: string; score: number }

/**
 * Products for what somebody typed: codes first, then by name, brand and category, description. Every
 * word must fit, the last one may be unfinished; accents, case and endings do not matter.
 */
export async function searchProducts(ctx: Ctx, asked: ProductSearch): Promise<SearchResult> {
  const { ids, next, similar } = await searchIds(ctx, asked)
  return { items: await productCards(ctx, { ids, locale: asked.locale }), next, similar }
}

/** The same without what they are called: for who narrows or sorts what was found. */
export async function searchIds(
  ctx: Ctx,
  { text, locale, limit, after }: ProductSearch,
): Promise<{ ids: string[]; next: string | null; similar: boolean }> {
  const cursor = readCursor(after)
  const words = queryWords(text)
  const codeHits = await hitsByCode(ctx, text)
  const found = cursor.similar ? [] : await hitsByWords(ctx, { words, locale, limit, cursor, without: codeHits })
  const similar = cursor.similar || (after === undefined && found.length === 0 && codeHits.length === 0)
  const rest = similar ? await hitsBySound(ctx, { words, locale, limit, cursor }) : found
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  return {
    ids: [...(after === undefined ? codeHits : []), ...shown.map(({ id }) => id)],
    next: rest.length > limit && last ? encodeCursor([similar ? 1 : 0, last.score, last.id]) : null,
    similar,
  }
}

/** At most eight products while somebody types. */
export async function suggestProducts(
  ctx: Ctx,
  { text, locale }: { text: string; locale: Locale },
): Promise<ProductCard[]> {
  const { items } = await searchProducts(ctx, { text, locale, limit: SUGGESTIONS_MAX })
  return items.slice(0, SUGGESTIONS_MAX)
}

type Cursor = { similar: boolean; score: number; id: string }

function readCursor(after: string | undefined): Cursor {
  if (after === undefined || after === '')
    return { similar: false, score: 1e9, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  const [similar, score, id] = decodeCursor(after, ['whole', 'number', 'id'])
  return { similar: similar === 1, score: Number(score), id: String(id) }
}

const onSale = (ctx: Ctx): Fragment =>
  seesAll(ctx.actor) ? fragment`p.status <> 'archived'` : fragment`p.status = 'active'`

/** Products whose SKU or GTIN was typed, or begins like what was typed when that looks like a code. */
async function hitsByCode(ctx: Ctx, text: string): Promise<string[]> {
  const code = text.trim().toLowerCase()
  if (code === '' || code.length > 80) return []
  // `~>=~` and `~<~` are a prefix in terms the index of folded SKUs can answer, whatever the plan.
  const end = code.length >= CODE_PREFIX_MIN && /^\S*\d\S*$/.test(code) ? `${code}\u{10FFFF}` : code
  const rows = await ctx.sql<{ id: string }>`
    select p.id
      from variant v join product p on p.id = v.product_id
     where v.status = 'active' and ${onSale(ctx)}
       and (lower(v.sku) ~>=~ ${code} and lower(v.sku) ~<=~ ${end} or lpad(v.gtin, 14, '0') = ${paddedGtin(code)})
     group by p.id
     order by bool_or(lower(v.sku) = ${code} or lpad(v.gtin, 14, '0') = ${paddedGtin(code)}) desc, p.id
     limit ${CODE_HITS_MAX}`
  return rows.map(({ id }) => id)
}

type Ask = { words: string[]; locale: Locale; limit: number; cursor: Cursor }

/**
 * The queries are made once, not for each row: `(select … from query)` is evaluated before the scan.
 * `union` takes candidates that have all words in the name first, so that a cut never costs those.
 */
async function hitsByWords(
  ctx: Ctx,
  { words, locale, limit, cursor, without }: Ask & { without: string[] },
): Promise<Hit[]> {
  if (words.length === 0) return []
  const inName = fragment`(select in_name from query)`
  const inKind = fragment`(select in_kind from query)`
  const anywhere = fragment`(select anywhere from query)`
  const candidates = (query: Fragment): Fragment => fragment`
    (select s.product_id from product_search s join product p on p.id = s.product_id
      where s.locale = ${locale} and s.document @@ ${query} and ${onSale(ctx)} limit ${CANDIDATES_MAX / 2})`
  return ctx.sql<Hit>`
    with query as materialized (
      select ${allWords(words, locale, 'A')} as in_name, ${allWords(words, locale, 'AB')} as in_kind, ${allWords(words, locale, '')} as anywhere
    ),
    candidate as (${candidates(inName)} union ${candidates(anywhere)}),
    ranked as (
      select s.product_id as id,
             ((s.document @@ ${inName})::int + (s.document @@ ${inKind})::int
              + ts_rank('{0.02, 0.1, 0.4, 1}', s.document, ${anywhere}, 32))::float8 as score
        from candidate c join product_search s on s.product_id = c.product_id and s.locale = ${locale}
    )
    select id, score from ranked
     where (score, id) < (${cursor.score}::float8, ${cursor.id}::uuid) and id <> all(${without}::uuid[])
     order by score desc, id desc limit ${limit + 1}`
}

/** Every word must fit exactly in some form or be spelled or sound alike; best likeness first. */
async function hitsBySound(ctx: Ctx, { words, locale, limit, cursor }: Ask): Promise<Hit[]> {
  if (words.length === 0) return []
  const name = (place: number): Fragment => fragment.id(`word_${place}`)
  const queries = words.map(
    (word, place) => fragment`${oneWord(word, locale, '', place === words.length - 1)} as ${name(place)}`,
  )
  const likeness = words.map((word) => fragment`strict_word_similarity(${sound(word)}, s.words)`)
  const fits = words.map((word, place) => {
    const exact = fragment`s.document @@ (select ${name(place)} from query)`
    // "zzzz" sounds like one letter, and that is like every size S.
    return sound(word).length < TRIGRAM_WORD_MIN ? exact : fragment`(${exact} or s.words %>> ${sound(word)})`
  })
  return ctx.sql<Hit>`
    with query as materialized (select ${fragment.join(queries)}),
    candidate as (
      select s.product_id as id, (${fragment.join(likeness, fragment` + `)})::float8 as score
        from product_search s join product p on p.id = s.product_id
       where s.locale = ${locale} and ${onSale(ctx)} and ${fragment.join(fits, fragment` and `)}
       limit ${CANDIDATES_MAX}
    )
    select id, score from candidate
     where (score, id) < (${cursor.score}::float8, ${cursor.id}::uuid)
     order by score desc, id desc limit ${limit + 1}`
}

type Weight = '' | 'A' | 'AB'

/** A text-search query in which every word must occur in parts of the given weight. */
const allWords = (words: string[], locale: Locale, weight: Weight): Fragment =>
  fragment`(${fragment.join(
    words.map((word, place) => oneWord(word, locale, weight, place === words.length - 1)),
    fragment` && `,
  )})`

/**
 * A word is met by its stem; an unfinished one also as the beginning of a word as it stands. Not of a stem: who looks
 * for "botas" is not shown what is bottle green ("verde botella").
 */
function oneWord(word: string, locale: Locale, weight: Weight, unfinished: boolean): Fragment {
  const stem = fragment`to_tsquery(${STEMMER[locale]}::regconfig, ${weight === '' ? word : `${word}:${weight}`})`
  return unfinished ? fragment`(${stem} || to_tsquery('simple', ${`${word}:*${weight}`}))` : stem
}
