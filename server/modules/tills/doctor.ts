import { hashFact } from '#sdk'
import type { Ctx } from '#platform/ctx'
import { doctorBy } from '#platform/doctor'
import type { Difference } from '#platform/doctor'
import { behind, within } from '#platform/slices'
import type { Slice } from '#platform/slices'
import type { Row } from '#platform/rows'

/** Figures of shifts against their facts, the chain of each till, numbers without gaps, an order behind each sale. */
export const doctor = doctorBy({
  ids: 1,
  cut: ({ sql }, after, rows) => sql`
    select key from (
      (select array[id] as key from till_shift where ${behind(after, 'id')} order by id limit 1 offset ${rows - 1})
      union all
      (select array[device_id] from till where ${behind(after, 'device_id')} order by device_id limit 1 offset ${rows - 1})) ends
     order by key limit 1`,
  differences: [figuresOfShifts, headsOfTills, ordersOfSales, chainsOfTills],
})

/** Everything a shift counts up is the sum of its facts. */
function figuresOfShifts({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    select 'figures of a shift are the sums of its facts' as "check", 'shift ' || s.id as subject,
           format('%s sales, %s/%s, cash %s, terminal %s, in %s, out %s, voided %s', f.sales, f.gross, f.rounding, f.cash, f.terminal, f.cash_in, f.cash_out, f.voided) as expected,
           format('%s sales, %s/%s, cash %s, terminal %s, in %s, out %s, voided %s', s.sales, s.gross, s.rounding, s.cash, s.terminal, s.cash_in, s.cash_out, s.voided) as found,
           count(*) over ()::int as differing
      from till_shift s
     cross join lateral (
       select count(*) filter (where kind = 'sale') as sales,
              coalesce(sum((body->>'gross')::bigint) filter (where kind = 'sale'), 0) as gross,
              coalesce(sum((body->>'rounding')::bigint) filter (where kind in ('sale', 'tender_taken')), 0) as rounding,
              coalesce(sum(paid.cash), 0) as cash, coalesce(sum(paid.terminal), 0) as terminal,
              coalesce(sum((body->>'amount')::bigint) filter (where kind = 'cash_moved' and body->>'direction' = 'in'), 0) as cash_in,
              coalesce(sum((body->>'amount')::bigint) filter (where kind = 'cash_moved' and body->>'direction' = 'out'), 0) as cash_out,
              count(*) filter (where kind = 'ticket_voided') as voided
         from till_fact
         left join lateral (
           select sum((one->>'amount')::bigint) filter (where one->>'kind' = 'cash') as cash,
                  sum((one->>'amount')::bigint) filter (where one->>'kind' = 'terminal') as terminal
             from jsonb_array_elements(case kind when 'sale' then body->'tenders' when 'tender_taken' then jsonb_build_array(body) end) one) paid on true
        where shift_id = s.id) f
     where ${within(slice, 's.id')}
       and (s.sales, s.gross, s.rounding, s.cash, s.terminal, s.cash_in, s.cash_out, s.voided)
           is distinct from (f.sales::int, f.gross::bigint, f.rounding::bigint, f.cash::bigint, f.terminal::bigint, f.cash_in::bigint, f.cash_out::bigint, f.voided::int)
     order by s.id limit ${limit}`
}

/** A till stands where its last fact left it, and its receipts and Z have no gap. */
function headsOfTills({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    select 'a till stands where its facts left it' as "check", 'till ' || t.series as subject,
           format('fact %s of %s, receipt %s of %s, Z %s of %s', f.last_seq, f.facts, f.last_receipt, f.receipts, z.last_z, z.reports) as expected,
           format('fact %s, receipt %s, Z %s', t.last_seq, t.last_receipt, t.last_z) as found, count(*) over ()::int as differing
      from till t
     cross join lateral (
       select coalesce(max(seq), 0) as last_seq, count(*) as facts, coalesce(max(receipt), 0) as last_receipt, count(receipt) as receipts,
              (select hash from till_fact l where l.device_id = t.device_id order by seq desc limit 1) as last_hash
         from till_fact where device_id = t.device_id) f
     cross join lateral (
       select coalesce(max(z_number), 0) as last_z, count(*) as reports from till_report where device_id = t.device_id) z
     where ${within(slice, 't.device_id')}
       and ((t.last_seq, t.last_seq, t.last_receipt, t.last_receipt, t.last_z, t.last_z)
              is distinct from (f.last_seq, f.facts, f.last_receipt, f.receipts, z.last_z, z.reports)
            or f.last_hash is not null and f.last_hash <> t.last_hash)
     order by t.device_id limit ${limit}`
}

/** Each sale has its order, of the same amount. */
function ordersOfSales({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    select 'a sale of a till has its order' as "check", 'order ' || o.number as subject, (f.body->>'gross') as expected,
           o.gross::text as found, count(*) over ()::int as differing
      from till t
      join till_fact f on f.device_id = t.device_id and f.kind = 'sale'
      join orders o on o.id = f.order_id
     where ${within(slice, 't.device_id')} and o.gross <> (f.body->>'gross')::bigint
     order by f.device_id, f.seq limit ${limit}`
}

const FACTS_AT_ONCE = 1_000

type Kept = Pick<Row<'till_fact'>, 'seq' | 'prev_hash' | 'hash' | 'kind' | 'said_at' | 'staff_id' | 'body'>

/** Every hash is worked out again from what is kept: a fact that was changed in the database shows. */
async function chainsOfTills(ctx: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  const tills = await ctx.sql<{ device_id: string; series: string; first_hash: string }>`
    select device_id, series, repeat('0', 64) as first_hash from till where ${within(slice, 'device_id')} order by device_id`
  const found: Difference[] = []
  for (const { device_id, series, first_hash } of tills) {
    const seq = await firstBroken(ctx, device_id, first_hash)
    if (seq === null) continue
    const finding = {
      check: 'facts of a till are a chain',
      subject: `till ${series}`,
      expected: 'each follows from the one before',
    }
    found.push({ ...finding, found: `fact ${seq} does not`, differing: 0 })
  }
  return found.slice(0, limit).map((finding) => ({ ...finding, differing: found.length }))
}

async function firstBroken(ctx: Ctx, device_id: string, first_hash: string): Promise<number | null> {
  let before = first_hash
  for (let from = 0; ;) {
    const rows = await ctx.sql<Kept>`
      select seq, prev_hash, hash, kind, said_at, staff_id, body from till_fact
       where device_id = ${device_id} and seq > ${from} order by seq limit ${FACTS_AT_ONCE}`
    for (const { said_at: at, body, ...fact } of rows) {
      const hash = await hashFact(device_id, { ...fact, at, body })
      if (fact.prev_hash !== before || fact.hash !== hash) return fact.seq
      before = fact.hash
      from = fact.seq
    }
    if (rows.length < FACTS_AT_ONCE) return null
  }
}
