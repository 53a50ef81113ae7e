import { createClient } from '#sdk'
import type { StoredFact, Told } from './storm.ts'

const CENTS = 100
const receiptOf = ({ series, number }: { series: string; number: number }): string =>
  `${series}-${String(number).padStart(6, '0')}`
const centsOf = (shown: string): number => Math.round(Number(shown.replaceAll(/[^\d,]/g, '').replace(',', '.')) * CENTS)

/** Compares a till with the server, sale by sale and to the cent. */
export async function agrees(url: string, { token, seen, facts, waiting }: Told): Promise<string[]> {
  const api = createClient({ url, token })
  const till = await api.getTill()
  const name = till.register.code
  const findings: string[] = []
  const find = (right: boolean, what: string): void => {
    if (!right) findings.push(`${name}: ${what}`)
  }
  const sales = facts.filter(({ kind }) => kind === 'sale')
  find(waiting === 0, `${waiting} facts were not sent`)
  find(till.next_seq === facts.length + 1, `the server has ${till.next_seq - 1} facts, the till ${facts.length}`)
  find(till.next_receipt === sales.length + 1, `the next receipt is ${till.next_receipt} after ${sales.length} sales`)
  sales.forEach(({ body }, at) =>
    find(body.receipt?.number === at + 1, `receipt ${body.receipt?.number} where ${at + 1} should be`),
  )
  const orders = new Set(sales.map(({ body }) => body.order_id))
  find(orders.size === sales.length, `${sales.length} sales have ${orders.size} orders`)
  for (const { body } of sales) {
    const order = await api.getOrder({ order_id: body.order_id ?? '' }).catch(() => null)
    find(order !== null, `order ${body.order_id} is not at the server`)
    find(
      order === null || order.gross === body.gross,
      `order ${body.order_id}: ${body.gross} here, ${order?.gross} there`,
    )
  }
  const stored = new Map(sales.map(({ body }) => [body.receipt ? receiptOf(body.receipt) : '', body.gross]))
  for (const { receipt, total } of seen)
    find(
      stored.get(receipt) === centsOf(total),
      `receipt ${receipt} over ${total} was on the screen; kept is ${stored.get(receipt)}`,
    )
  findings.push(...(await drawersAgree(api, name, sales)))
  return findings
}

async function drawersAgree(
  api: ReturnType<typeof createClient>,
  name: string,
  sales: readonly StoredFact[],
): Promise<string[]> {
  const shifts = new Set(sales.map(({ body }) => body.shift_id ?? ''))
  const findings: string[] = []
  for (const shift_id of shifts) {
    const mine = sales.filter(({ body }) => body.shift_id === shift_id)
    const report = await api.getShiftReport({ shift_id })
    const here = {
      count: mine.length,
      gross: sum(mine, ({ gross }) => gross ?? 0),
      cash: taken(mine, 'cash'),
      terminal: taken(mine, 'terminal'),
    }
    const there = {
      count: report.sales.count,
      gross: report.sales.gross,
      cash: report.expected.cash - report.float - report.cash_in + report.cash_out,
      terminal: report.expected.terminal,
    }
    if (JSON.stringify(here) !== JSON.stringify(there))
      findings.push(`${name}: the till says ${JSON.stringify(here)}, the server ${JSON.stringify(there)}`)
  }
  return findings
}

const sum = (facts: readonly StoredFact[], of: (body: StoredFact['body']) => number): number =>
  facts.reduce((total, { body }) => total + of(body), 0)

const taken = (facts: readonly StoredFact[], kind: string): number =>
  sum(facts, ({ tenders = [] }) =>
    tenders.filter((tender) => tender.kind === kind).reduce((total, { amount }) => total + amount, 0),
  )
