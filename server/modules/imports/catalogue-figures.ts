import type { Ctx } from '#platform/ctx'
import { ACCOUNT, consentVersion } from './catalogue-customers.ts'
import { countReason, listOf } from './catalogue-stock.ts'
import type { Working } from './runs.ts'

type Goods = Record<'products' | 'variants' | 'pictures' | 'stock_units', number>

/** Recounted from catalogue, price lists, counts, customers and consents; the run's rows only say which are its own. */
export async function figures(ctx: Ctx, run: Working): Promise<Record<string, number>> {
  await remarkMissingPictures(ctx, run)
  const [left_out] = await ctx.sql<Record<'refused_rows' | 'skipped_translations' | 'consents_not_kept', number>>`
    select count(distinct (part, row)) filter (where severity = 'refused') as refused_rows,
           count(*) filter (where code = 'unsupported_locale') as skipped_translations,
           count(*) filter (where code = 'consent_not_kept') as consents_not_kept
      from import_error where run_id = ${run.id}`
  const [goods] = await ctx.sql<Goods>`
    with staged as (select key, content from import_row where run_id = ${run.id} and part = 'products')
    select (select count(*) from product where slug in (select key from staged)) as products,
           (select count(*) from variant v join product p on p.id = v.product_id
             where (p.slug, lower(v.sku)) in (select key, lower(content->>'sku') from staged)) as variants,
           (select count(distinct m.id) from staged s join product p on p.slug = s.key
              join media m on m.product_id = p.id and m.path = s.content->>'stored') as pictures,
           (select coalesce(sum(counted), 0)::bigint from stock_count where reason = ${countReason(run)}) as stock_units`
  const [people] = await ctx.sql<{ customers: number; consents: number }>`
    select (select count(distinct i.value) from customer_identity i
              join import_row r on r.run_id = ${run.id} and r.part = 'customers' and r.key = i.value
             where i.kind = 'external' and i.account = ${ACCOUNT} and i.valid_to is null) as customers,
           (select count(*) from consent where text_version = ${consentVersion(run)}) as consents`
  return { rows: run.rows, ...left_out, ...goods, ...(await worth(ctx, run)), ...people } as Record<string, number>
}

/** Per currency: how many prices, and what the counted goods are worth at them. */
async function worth(ctx: Ctx, run: Working): Promise<Record<string, number>> {
  const currencies = await ctx.sql<{ currency: string }>`
    select distinct content->>'currency' as currency from import_row
     where run_id = ${run.id} and part = 'products' and content->>'price' is not null`
  const lists = currencies.map(({ currency }) => ({ currency, code: listOf(currency) }))
  const sums = await ctx.sql<{ code: string; prices: number; value: number }>`
    select l.code, count(distinct p.variant_id) as prices, coalesce(sum(p.amount * c.counted), 0)::bigint as value
      from price_list l join price p on p.price_list_id = l.id and p.min_quantity = 1
      join variant v on v.id = p.variant_id
      left join stock_count c on c.variant_id = p.variant_id and c.reason = ${countReason(run)}
     where l.code = any(${lists.map(({ code }) => code)}::text[])
       and exists (select from import_row r join product o on o.slug = r.key and o.id = v.product_id
                    where r.run_id = ${run.id} and r.part = 'products' and lower(r.content->>'sku') = lower(v.sku))
     group by l.code`
  return Object.fromEntries(
    lists.flatMap(({ currency, code }) => {
      const sum = sums.find((each) => each.code === code)
      const name = currency.toLowerCase()
      return [
        [`prices_${name}`, sum?.prices ?? 0],
        [`stock_value_${name}`, sum?.value ?? 0],
      ]
    }),
  )
}

const remarkMissingPictures = (ctx: Ctx, run: Working): Promise<object[]> =>
  ctx.sql`
    insert into import_error (run_id, part, row, code, severity, message)
    select run_id, part, row, 'picture_missing', 'remark', 'The file ' || (content->>'picture') || ' did not come.'
      from import_row
     where run_id = ${run.id} and part = 'products' and content->>'picture' is not null and content->>'stored' is null
    on conflict do nothing`
