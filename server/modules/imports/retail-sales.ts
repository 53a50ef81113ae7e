import { recordSales } from '#orders'
import type { Sale } from '#orders'
import type { Ctx } from '#platform/ctx'
import { ACCOUNT, CURRENCY, ZONE, saleLine } from './retail-rules.ts'
import type { RetailLine } from './retail-rules.ts'
import type { Working } from './runs.ts'
import { CHANNEL } from './within.ts'

/** What `recordSales` takes at once. */
const SALES_PER_CALL = 500

type Line = { key: string; content: RetailLine; at: Date; customer_id: string | null; variant_id: string | null }

/** The lines of the next invoices, each with the customer and the article it became. */
const linesAfter = (ctx: Ctx, run: Working, after: string): Promise<Line[]> =>
  ctx.sql<Line>`
    with next as (
      select distinct key from import_row where run_id = ${run.id} and part = 'lines' and key > ${after}
       order by key limit ${SALES_PER_CALL}
    )
    select r.key, r.content, (r.content->>'at')::timestamp at time zone ${ZONE} as at,
           (select i.customer_id from customer_identity i
             where i.kind = 'external' and i.account = ${ACCOUNT} and i.value = r.content->>'customer' and i.valid_to is null and not i.shared
             order by i.level = 'verified' desc, i.valid_from, i.id limit 1) as customer_id,
           v.id as variant_id
      from next join import_row r on r.run_id = ${run.id} and r.part = 'lines' and r.key = next.key
      left join variant v on lower(v.sku) = lower(r.content->>'code') and (r.content->>'goods')::boolean
     order by r.key, r.row`

/** Invoices become orders of long ago: no stock moves, no money is taken. One that is known already stays as it is. */
export async function recordInvoices(
  ctx: Ctx,
  run: Working,
  after: string,
): Promise<{ after: string | null; built: number }> {
  const invoices = Map.groupBy(await linesAfter(ctx, run, after), ({ key }) => key)
  if (invoices.size === 0) return { after: null, built: 0 }
  await recordSales(
    ctx,
    [...invoices].map(([invoice, lines]) => saleOf(invoice, lines)),
  )
  return { after: [...invoices.keys()].at(-1) ?? null, built: invoices.size }
}

function saleOf(invoice: string, lines: readonly Line[]): Sale {
  const country = lines[0]?.content.country_name ?? ''
  return {
    external_id: invoice,
    channel: CHANNEL,
    customer_id: lines[0]?.customer_id ?? null,
    store_id: null,
    currency: CURRENCY,
    locale: 'en',
    tax_included: true,
    delivery_method: 'ship',
    note: country === '' ? null : `Country in the source: ${country}`,
    placed_at: new Date(Math.min(...lines.map(({ at }) => at.getTime()))),
    lines: lines.map(({ content, variant_id }) => saleLine(content, variant_id)),
  }
}

/** Recounted from the orders themselves, not from what was read. */
export async function figures(ctx: Ctx, run: Working): Promise<Record<string, number>> {
  const [left_out] = await ctx.sql<{ refused: number; adjustments: number }>`
    select count(distinct (part, row)) filter (where severity = 'refused') as refused,
           count(*) filter (where code = 'stock_adjustment') as adjustments
      from import_error where run_id = ${run.id}`
  const [sold] = await ctx.sql<Record<string, number>>`
    with invoice as (select distinct key from import_row where run_id = ${run.id} and part = 'lines'),
    sale as (
      select o.* from invoice
       cross join lateral (
         select id, gross, customer_id from orders where external_id = invoice.key and channel = ${CHANNEL} offset 0) o
    ), line as (
      select l.* from sale join order_line l on l.order_id = sale.id
    ), kind as (
      select case when quantity < 0 then 'cancellation' when kind = 'service' then 'fee' else 'sale' end as name,
             count(*) as lines, sum(gross)::bigint as amount
        from line group by 1
    ), total as (
      select count(*) as invoices, coalesce(sum(gross), 0)::bigint as amount, count(distinct customer_id) as customers from sale
    )
    select total.*, (select count(distinct sku) from line where kind = 'goods' and variant_id is not null) as articles,
           coalesce((select lines from kind where name = 'sale'), 0) as sale_lines,
           coalesce((select amount from kind where name = 'sale'), 0) as sale_amount,
           coalesce((select lines from kind where name = 'cancellation'), 0) as cancellation_lines,
           coalesce((select amount from kind where name = 'cancellation'), 0) as cancellation_amount,
           coalesce((select lines from kind where name = 'fee'), 0) as fee_lines,
           coalesce((select amount from kind where name = 'fee'), 0) as fee_amount
      from total`
  return {
    lines: run.rows,
    refused_lines: left_out?.refused ?? 0,
    adjustment_lines: left_out?.adjustments ?? 0,
    ...sold,
  }
}
