import { saveProducts } from '#catalog'
import type { ProductInput } from '#catalog'
import { findOrCreate } from '#customers'
import { channels, saveChannel } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { savePriceList, saveTaxRates, setPrices } from '#pricing'
import type { Kind, StagedRow } from './kind.ts'
import { ACCOUNT, CURRENCY, UK_VAT, ZONE, articleOf, readLine } from './retail-rules.ts'
import type { Article, Mention, RetailLine } from './retail-rules.ts'
import { figures, recordInvoices } from './retail-sales.ts'
import type { RowError, Working } from './runs.ts'
import { CHANNEL } from './within.ts'

const ARTICLES_PER_STEP = 500
const CUSTOMERS_PER_STEP = 250
const NAMES_KEPT = 5
const NAMES_LENGTH_MAX = 200

/** Where its sales come through, what tax was in them, and the list its prices go to. Safe to repeat. */
async function prepare(ctx: Ctx): Promise<{ after: null; built: number }> {
  const known = (await channels(ctx)).some(({ code }) => code === CHANNEL)
  if (!known) await saveChannel(ctx, CHANNEL, { kind: 'import', name: 'Import', currency: CURRENCY, locale: 'en' })
  await saveTaxRates(ctx, UK_VAT)
  const list = { name: 'Online Retail', currency: CURRENCY, tax_included: true, channel: CHANNEL }
  await savePriceList(ctx, { code: ACCOUNT, ...list })
  return { after: null, built: 1 }
}

/** The next articles of lines that were sold or came back, with what those lines say of them. */
async function articlesAfter(ctx: Ctx, run: Working, after: string): Promise<Article[]> {
  const next = await ctx.sql<{ code: string }>`
    select distinct content->>'code' as code from import_row
     where run_id = ${run.id} and part = 'lines' and (content->>'goods')::boolean and content->>'code' > ${after}
     order by 1 limit ${ARTICLES_PER_STEP}`
  const mentions = await ctx.sql<Mention>`
    select content->>'code' as code, content->>'description' as description, (content->>'unit_price')::bigint as unit_price,
           (content->>'quantity')::int as quantity, content->>'at' as at
      from import_row
     where run_id = ${run.id} and part = 'lines' and content->>'code' = any(${next.map(({ code }) => code)}::text[])
     order by row`
  const byCode = Map.groupBy(mentions, ({ code }) => code)
  return next.map(({ code }) => articleOf(code, byCode.get(code) ?? []))
}

/** A code the shop sells already stays as the shop has it; a new one becomes a draft nobody can buy yet. */
async function saveArticles(ctx: Ctx, run: Working, after: string): Promise<{ after: string | null; built: number }> {
  const articles = await articlesAfter(ctx, run, after)
  if (articles.length === 0) return { after: null, built: 0 }
  const codes = articles.map(({ code }) => code.toLowerCase())
  const held = await ctx.sql<{ id: string; code: string; slug: string }>`
    select v.id, lower(v.sku) as code, p.slug from variant v join product p on p.id = v.product_id
     where lower(v.sku) = any(${codes}::text[])`
  const variants = new Map(held.map(({ code, id }) => [code, id]))
  const slugs = new Map(held.map(({ code, slug }) => [code, slug]))
  const inputs = articles.flatMap((article) => {
    const slug = slugs.get(article.code.toLowerCase())
    return slug === undefined || slug === slugOf(article.code) ? [productOf(article, slug === undefined)] : []
  })
  for (const { variant_ids } of (await saveProducts(ctx, inputs)).values()) {
    for (const [sku, id] of Object.entries(variant_ids)) variants.set(sku.toLowerCase(), id)
  }
  const prices = articles.flatMap(({ code, price }) => {
    const variant_id = variants.get(code.toLowerCase())
    return variant_id === undefined || price === null ? [] : [{ variant_id, amount: price }]
  })
  await setPrices(ctx, { price_list: ACCOUNT, prices })
  return { after: articles.at(-1)?.code ?? null, built: articles.length }
}

const slugOf = (code: string): string => `online-retail-${code.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`

function productOf({ code, names }: Article, fresh: boolean): ProductInput {
  const [name = code, ...others] = names
  const also = others.slice(0, NAMES_KEPT).join('; ').slice(0, NAMES_LENGTH_MAX)
  return {
    slug: slugOf(code),
    ...(fresh ? { status: 'draft' as const } : {}),
    texts: { en: { name } },
    attributes:
      also === ''
        ? []
        : [{ code: 'also-called', names: { en: 'Also called', es: 'También llamado' }, value: { en: also } }],
    variants: [{ sku: code }],
  }
}

type Buyer = { customer: string; country: string | null; first_at: Date }

/** Customers by their number there; the country is the one of their latest invoice. */
async function saveBuyers(ctx: Ctx, run: Working, after: string): Promise<{ after: string | null; built: number }> {
  const buyers = await ctx.sql<Buyer>`
    select content->>'customer' as customer, (array_agg(content->>'country' order by content->>'at' desc, row desc))[1] as country,
           min((content->>'at')::timestamp at time zone ${ZONE}) as first_at
      from import_row where run_id = ${run.id} and part = 'lines' and content->>'customer' > ${after}
     group by 1 order by 1 limit ${CUSTOMERS_PER_STEP}`
  for (const { customer, country, first_at } of buyers) {
    await findOrCreate(ctx, {
      identities: [{ kind: 'external', account: ACCOUNT, value: customer, level: 'claimed' }],
      language: 'en',
      country,
      created_at: first_at,
      source: ACCOUNT,
    })
  }
  return { after: buyers.at(-1)?.customer ?? null, built: buyers.length }
}

/** An invoice is one customer's: the first of its lines says whose. */
async function vet(ctx: Ctx, run_id: string, rows: readonly StagedRow[]): Promise<RowError[]> {
  const invoices = [...new Set(rows.map(({ key }) => key))]
  const first = await ctx.sql<{ key: string; customer: string | null }>`
    select asked.key, first.customer from unnest(${invoices}::text[]) as asked(key)
     cross join lateral (select r.content->>'customer' as customer from import_row r
                          where r.run_id = ${run_id} and r.part = 'lines' and r.key = asked.key order by r.row limit 1) as first`
  const owners = new Map(first.map(({ key, customer }) => [key, customer]))
  return rows.flatMap(({ part, row, key, content }) => {
    const { customer } = content as RetailLine
    const owner = owners.get(key)
    if (owner === undefined) owners.set(key, customer)
    if (owner === undefined || owner === customer) return []
    const message = `Invoice ${key} is another customer's.`
    return [{ part, row, code: 'invoice_of_another', severity: 'refused' as const, message }]
  })
}

export const retail: Kind = {
  parts: ['lines'],
  read: readLine,
  vet,
  stages: [
    { name: 'preparing', build: prepare },
    { name: 'articles', build: saveArticles },
    { name: 'customers', one_by_one: true, build: saveBuyers },
    { name: 'sales', build: recordInvoices },
  ],
  figures,
}
