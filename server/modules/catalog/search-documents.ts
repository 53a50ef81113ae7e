import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { LOCALES, said } from './product.ts'
import type { Locale, Texts } from './product.ts'
import { fold, sound } from './text.ts'

/** PostgreSQL's stemmer of each language. Query and document go through `fold` and the same one. */
export const STEMMER: Readonly<Record<Locale, string>> = { es: 'spanish', en: 'english' }

type Source = {
  id: string
  brand: string | null
  product_type: string | null
  tags: string[]
  attributes: { value: Texts }[]
  texts: { es?: { name: string; description: string }; en?: { name: string; description: string } }
  categories: Texts[]
  choices: Texts[]
}

/**
 * Rebuilds what search reads of these products. Two languages for each: where a text is missing the
 * other one stands in, and the other language's name can always be found. Two statements for any number.
 */
export async function indexProducts(ctx: Ctx, product_ids: string[]): Promise<void> {
  if (product_ids.length === 0) return
  const rows = (await sources(ctx, product_ids)).flatMap((source) =>
    LOCALES.map((locale) => documentOf(source, locale)),
  )
  await ctx.sql`
    insert into product_search (product_id, locale, title, document, words)
    select r.product_id, r.locale, r.title,
           setweight(to_tsvector(r.stemmer::regconfig, r.title) || to_tsvector('simple', r.title), 'A') ||
           setweight(to_tsvector(r.stemmer::regconfig, r.kinds) || to_tsvector('simple', r.kinds), 'B') ||
           setweight(to_tsvector(r.stemmer::regconfig, r.features) || to_tsvector('simple', r.features), 'C') ||
           setweight(to_tsvector(r.stemmer::regconfig, r.description), 'D'),
           r.words
      from jsonb_to_recordset(${json(rows)}) as r(product_id uuid, locale text, stemmer text, title text, kinds text,
                                                  features text, description text, words text)
     order by r.product_id, r.locale
        on conflict (product_id, locale) do update
       set title = excluded.title, document = excluded.document, words = excluded.words`
}

/** Categories count with all those above them: who looks for "calzado" finds running shoes. */
const sources = (ctx: Ctx, product_ids: string[]): Promise<Source[]> => ctx.sql<Source>`
  with recursive above as (
    select pc.product_id, c.id, c.parent_id
      from product_category pc join category c on c.id = pc.category_id
     where pc.product_id = any(${product_ids}::uuid[])
     union
    select a.product_id, c.id, c.parent_id from above a join category c on c.id = a.parent_id
  )
  select p.id, p.brand, p.product_type, p.tags,
         array(select e.value from jsonb_each(p.attributes) e) as attributes,
         (select coalesce(jsonb_object_agg(t.locale, jsonb_build_object('name', t.name, 'description', t.description)), '{}')
            from product_text t where t.product_id = p.id) as texts,
         array(select jsonb_object_agg(t.locale, t.name)
                 from above a join category_text t on t.category_id = a.id
                where a.product_id = p.id group by a.id) as categories,
         array(select c.names from product_option o cross join jsonb_to_recordset(o.choices) as c(names jsonb)
                where o.product_id = p.id) as choices
    from product p
   where p.id = any(${product_ids}::uuid[])`

function documentOf(source: Source, locale: Locale): Record<string, string> {
  const other: Locale = locale === 'es' ? 'en' : 'es'
  const text = source.texts[locale] ?? source.texts[other]
  const title = fold(text?.name ?? '')
  const kinds = foldAll([source.brand, source.product_type, ...source.categories.map((names) => said(names, locale))])
  const features = foldAll([
    ...source.choices.map((names) => said(names, locale)),
    ...source.tags,
    ...source.attributes.map(({ value }) => said(value, locale)),
    source.texts[other]?.name,
  ])
  return {
    product_id: source.id,
    locale,
    stemmer: STEMMER[locale],
    title,
    kinds,
    features,
    description: fold(text?.description ?? ''),
    words: sound([...new Set(`${title} ${kinds} ${features}`.split(' '))].join(' ')),
  }
}

const foldAll = (texts: (string | null | undefined)[]): string => fold(texts.filter(Boolean).join(' '))
