import type { Ctx } from '#platform/ctx'
import { cashMoved, shiftClosed, shiftOpened, taskRaised, ticketVoided } from './events.ts'
import type { Fact } from './fact-shapes.ts'
import type { RaisedTask } from './keep.ts'
import type { People } from './send-facts.ts'
import type { Report } from './shapes.ts'
import type { Till } from './till.ts'

type News = {
  till: Till
  currency: string
  facts: readonly Fact[]
  people: People
  tasks: readonly RaisedTask[]
  reports: readonly Report[]
  numbers: ReadonlyMap<string, string>
  customers: ReadonlySet<string>
}

/** Announces what happened at a till, at the moment it happened; its sales are told as orders. */
export function tell(ctx: Ctx, news: News): void {
  for (const fact of news.facts) tellFact(ctx, fact, news)
  for (const task of news.tasks) tellTask(ctx, task, news)
}

function tellFact(ctx: Ctx, fact: Fact, { till, currency, people, reports }: News): void {
  const { device_id, store_id, name } = till
  const head = { device_id, till: name, currency, staff_name: people.get(fact.staff_id)?.name ?? '' }
  const about = (subject_id: string, subject_kind = 'shift') => ({
    store_id,
    subject_kind,
    subject_id,
    occurred_at: new Date(fact.at),
  })
  switch (fact.kind) {
    case 'shift_opened':
      return ctx.emit(shiftOpened, { ...head, ...fact.body }, about(fact.body.shift_id))
    case 'cash_moved': {
      const { shift_id, direction, amount, reason } = fact.body
      return ctx.emit(cashMoved, { ...head, shift_id, direction, amount, reason }, about(shift_id))
    }
    case 'ticket_voided': {
      const { ticket_id, gross, reason } = fact.body
      return ctx.emit(ticketVoided, { ...head, ticket_id, gross, reason }, about(ticket_id, 'ticket'))
    }
    case 'shift_closed': {
      const { shift_id, z_number } = fact.body
      const report = reports.find(({ shift }) => shift.id === shift_id)
      if (!report?.variance) return
      const { sales, variance } = report
      const figures = { shift_id, z_number, sales: sales.count, gross: sales.gross, variance }
      return ctx.emit(shiftClosed, { ...head, ...figures }, about(shift_id))
    }
  }
}

function tellTask(ctx: Ctx, { id, kind, seq, order_id }: RaisedTask, { till, facts, numbers, customers }: News): void {
  const fact = facts.find((one) => one.seq === seq)
  const buyer = fact?.kind === 'sale' ? fact.body.customer_id : null
  ctx.emit(
    taskRaised,
    { task_id: id, kind, number: (order_id && numbers.get(order_id)) ?? null },
    {
      store_id: till.store_id,
      customer_id: buyer !== null && customers.has(buyer) ? buyer : null,
      subject_kind: 'till_task',
      subject_id: id,
    },
  )
}
