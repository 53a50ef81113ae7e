import { setTimeout as pause } from 'node:timers/promises'
import type { Ctx } from '#platform/ctx'
import { REPLACED } from '#platform/job-connections'
import { lettersIn } from '../trade/outbox.ts'
import { unsound } from '../trade/soundness.ts'
import { sameAnswerAgain } from './answers.ts'
import { heardOnce } from './facts.ts'
import type { House } from './house.ts'

const REST_MAX_MS = 90_000
const ASK_EVERY_MS = 100
const THREADS_READ_MAX = 20
const FINDINGS_SHOWN_MAX = 50
const CAUSE_SHOWN = 3_000

/** After the fault: lets everything come to rest, then asks whether anything was lost, doubled or left over. */
export async function reckon(house: House): Promise<string[]> {
  const restless = await rest(house)
  const findings = [
    ...restless,
    ...(await house.read(givenUp)),
    ...house.visits.broken.map((what) => withCause(what, house.server)),
    ...(await unsound(house.trade.desk, { read: house.read })),
    ...(await keptPromises(house)),
    ...(await nothingReserved(house)),
    ...(await agreesWithProvider(house)),
    ...(await heardOnce(house)),
    ...(await lettersOnce(house)),
    ...(await wholeThreads(house)),
    // Last: who asks again for what was lost has it done.
    ...(await sameAnswerAgain(house)),
  ]
  return [...new Set(findings)].slice(0, FINDINGS_SHOWN_MAX)
}

/** What the server's log says of a request that broke: its answer says only that something did. */
function withCause(what: string, server: House['server']): string {
  const id = /"request_id":"([^"]+)"/.exec(what)?.[1]
  if (id === undefined) return what
  const said = server
    .log()
    .split('\n')
    .filter((line) => line.includes(id))
  return [what, ...said].join('\n    ').slice(0, CAUSE_SHOWN)
}

const ROUNDS = ['stock.sweep_holds', 'payments.check_due']

/**
 * Until every listener has heard everything and no job is due. An hour passes at once: holds are over, payments are
 * looked at again, and the rounds of the minute come now.
 */
async function rest({ read, write }: House): Promise<string[]> {
  const until = performance.now() + REST_MAX_MS
  await write(comeRound)
  await write(passAnHour)
  for (;;) {
    const unrest = await read(unrestOf)
    if (unrest.length === 0) return []
    if (performance.now() > until) return unrest.map((what) => `no rest within ${REST_MAX_MS / 1_000} s: ${what}`)
    await pause(ASK_EVERY_MS)
    if (unrest.every((what) => /^(payment|failed job)/.test(what))) await write(passAnHour)
  }
}

async function passAnHour(ctx: Ctx): Promise<void> {
  await ctx.sql`update stock_reservation set expires_at = ${ctx.now}`
  await ctx.sql`update payment set check_at = ${ctx.now} where check_at is not null`
  await ctx.sql`update hilo_jobs._private_jobs set run_at = ${ctx.now} where locked_at is null and attempts < max_attempts`
  for (const name of ROUNDS) ctx.job(name, {}, { key: `fault ${name}` })
}

/**
 * What the clock brings round has three tries within ten seconds, which a database that is away or a disk that is full
 * outlasts: then it is rightly given up, until its next round, which is now. Everything else has twelve, over a day, so
 * no fault is an excuse for it.
 */
const comeRound = (ctx: Ctx): Promise<object[]> => ctx.sql`
  update hilo_jobs._private_jobs set attempts = max_attempts - 1
   where attempts >= max_attempts and locked_at is null and payload -> '_cron' is not null`

/** What was replaced while it was at work was no loss: the later one has done what it was for. */
async function givenUp(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.sql<{ what: string }>`
    select 'job ' || t.identifier || ' failed for ever: ' || coalesce(j.last_error, '') as what
      from hilo_jobs._private_jobs j join hilo_jobs._private_tasks t on t.id = j.task_id
     where j.attempts >= j.max_attempts and not ${REPLACED}
     limit 20`
  return rows.map(({ what }) => what)
}

async function unrestOf(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.sql<{ what: string }>`
    select 'listener ' || name || ' is behind' as what from listener l
     where exists (select from event e where (e.xid, e.position) > (l.xid, l.position) and e.recorded_at <= ${ctx.now})
    union all
    select 'job ' || t.identifier || ' is due' || coalesce(', in the hands of ' || j.locked_by || ' since ' || j.locked_at, '')
           || coalesce(': ' || j.last_error, '')
      from hilo_jobs._private_jobs j join hilo_jobs._private_tasks t on t.id = j.task_id
     where j.run_at <= ${ctx.now} and (j.attempts < j.max_attempts or j.locked_at is not null)
    union all
    -- That it failed is written down some seconds late where the database was away at that moment.
    select 'failed job ' || t.identifier || ' waits: ' || coalesce(j.last_error, '')
      from hilo_jobs._private_jobs j join hilo_jobs._private_tasks t on t.id = j.task_id
     where j.run_at > ${ctx.now} and j.attempts between 1 and j.max_attempts - 1
    union all
    select 'payment ' || p.id || ' has an open ' || e.kind from payment_effect e join payment p on p.id = e.payment_id
     where e.status in ('asked', 'unknown')
    union all
    select 'payment notice waits' from payment_notice where applied_at is null
    limit 20`
  return rows.map(({ what }) => what)
}

/** Each order somebody was told of is there once, with the number and the total they were told. */
async function keptPromises({ read, visits }: House): Promise<string[]> {
  const orders = new Map(
    (
      await read((ctx) => ctx.sql<{ id: string; number: string; gross: number }>`select id, number, gross from orders`)
    ).map((order) => [order.id, order]),
  )
  return visits.promised.flatMap(({ order_id, number, total }) => {
    const order = orders.get(order_id)
    if (!order) return [`order ${number} was promised and is not there`]
    return order.number === number && order.gross === total
      ? []
      : [`order ${number} over ${total} was promised; there is ${order.number} over ${order.gross}`]
  })
}

async function nothingReserved({ read }: House): Promise<string[]> {
  const rows = await read(
    (ctx) => ctx.sql<{ what: string }>`
      select 'goods still reserved: ' || reserved || ' of ' || variant_id as what from stock_level where reserved <> 0
      union all
      select 'a hold that is over is still there: ' || id from stock_reservation where expires_at <= ${ctx.now}
      limit 20`,
  )
  return rows.map(({ what }) => what)
}

type Money = { id: string; amount: number; authorised: number; captured: number; refunded: number }

/** To the cent, payment by payment, and none that only one side knows of. */
async function agreesWithProvider({ read, provider }: House): Promise<string[]> {
  const ours = await read(
    (ctx) => ctx.sql<Money>`
      select id, amount, authorised, captured, refunded from payment where provider = 'sandbox' and status <> 'created'`,
  )
  const theirs = new Map(provider.book().map((intent) => [intent.reference, intent]))
  const findings = ours.flatMap((payment) => {
    const intent = theirs.get(payment.id)
    const told = intent && {
      authorised: intent.amount_authorised,
      captured: intent.amount_captured,
      refunded: intent.amount_refunded,
    }
    const { authorised, captured, refunded } = payment
    const same = told
      ? told.authorised === authorised && told.captured === captured && told.refunded === refunded
      : authorised + captured + refunded === 0
    return same
      ? []
      : [
          `payment ${payment.id}: we say ${JSON.stringify({ authorised, captured, refunded })}, the provider ${JSON.stringify(told)}`,
        ]
  })
  const known = new Set(ours.map(({ id }) => id))
  const strange = [...theirs.values()].filter(
    ({ reference, amount_authorised }) => !known.has(reference) && amount_authorised > 0,
  )
  return [
    ...findings,
    ...strange.map(({ reference }) => `the provider holds money for ${reference}, which we do not know`),
  ]
}

const LETTERS = ['ready', 'reminded', 'extended', 'expired', 'shipped']

/** A letter carries the id of its fact: each that is there has one, and each customer to be told has one. */
async function lettersOnce({ read, data_dir }: House): Promise<string[]> {
  const facts = await read(
    (ctx) => ctx.sql<{ id: string; type: string; contact: Record<string, string> | null }>`
      select e.id, e.type, o.contact from event e
        join fulfilment f on f.id = e.subject_id join orders o on o.id = f.order_id
       where e.type = any(${LETTERS.map((name) => `fulfilment.${name}`)}::text[])
      union all
      select e.id, e.type, o.contact from event e join orders o on o.id = e.subject_id
       where (e.type = 'order.placed' and e.data->>'delivery_method' <> 'carry_out')
          or (e.type = 'order.lines_canceled' and e.data->>'reason' is distinct from 'not_collected')`,
  )
  const known = new Set(facts.map(({ id }) => id))
  const written = new Set(lettersIn(data_dir).map(({ id }) => id))
  const strange = [...written].filter((id) => !known.has(id)).map((id) => `a letter of no fact: ${id}`)
  const missing = facts.filter(({ id, contact }) => contact?.['email'] && !written.has(id))
  return [...strange, ...missing.map(({ id }) => `no letter for ${id}`)]
}

/** What the log itself says of an order, for whoever looks for the cause. */
async function logOf(read: House['read'], order_id: string): Promise<string> {
  const facts = await read(
    (ctx) => ctx.sql<{ type: string; customer_id: string | null; occurred_at: Date }>`
      select type, customer_id, occurred_at from event where subject_id = ${order_id} order by xid, position limit 20`,
  )
  return `the log: ${facts.map((fact) => `${fact.type} of ${fact.customer_id} at ${fact.occurred_at.toISOString()}`).join(', ')}`
}

const THREAD_PAGES_MAX = 50

/** How often a whole thread tells that the order was placed: much may have happened since. */
async function toldInThread({ desk }: House['trade'], customer_id: string, order_id: string) {
  let [times, next] = [0, '']
  for (let page = 0; page < THREAD_PAGES_MAX; page++) {
    const { status, body } = await desk.get(`/customers/${customer_id}/timeline?limit=200${next}`)
    if (status !== 200) return { status, times }
    const items: { type: string; subject_id?: string }[] = body.items
    times += items.filter(({ type, subject_id }) => type === 'order.placed' && subject_id === order_id).length
    if (body.next === null) return { status, times }
    next = `&after=${encodeURIComponent(body.next)}`
  }
  throw new Error(`the thread of ${customer_id} has no end`)
}

/** The newest orders are in the threads of their customers. */
async function wholeThreads({ read, trade }: House): Promise<string[]> {
  const orders = await read(
    (ctx) => ctx.sql<{ id: string; number: string; customer_id: string }>`
      select o.id, o.number, o.customer_id from orders o join customer c on c.id = o.customer_id
       where c.erased_at is null order by o.placed_at desc limit ${THREADS_READ_MAX}`,
  )
  const findings: string[] = []
  for (const { id, number, customer_id } of orders) {
    const { status, times } = await toldInThread(trade, customer_id, id)
    if (status !== 200 || times !== 1)
      findings.push(
        `the thread of ${customer_id} tells order ${number} ${times} times (${status}); ${await logOf(read, id)}`,
      )
  }
  return findings
}
