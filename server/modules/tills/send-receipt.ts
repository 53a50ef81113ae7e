import { countAttempt } from '#access'
import { storeById } from '#organisation'
import { orderById, orderLines } from '#orders'
import { paymentsOf } from '#payments'
import { mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { assert } from '#platform/errors'
import { newId } from '#platform/ids'
import { defineJob } from '#platform/jobs'
import { sendLetter } from '#platform/post'
import { receiptLetter, receiptName } from './receipt-letter.ts'
import type { ReceiptFacts } from './receipt-letter.ts'
import { settingsOf } from './settings.ts'

/** Nobody needs their receipt more often; a till that sends letters all day does not write to strangers. */
const lettersOf = (order_id: string) => ({ subject: `receipt|${order_id}`, most: 5, seconds: 3_600 })

type Letter = { letter_id: string; order_id: string; email: string }

/** Sends the receipt of an order of this store. Refuses other_store (403), not_found, too_many_attempts (429). */
export async function sendReceipt(
  ctx: Ctx,
  { order_id, email }: { order_id: string; email: string },
): Promise<{ letter_id: string }> {
  const order = await orderById(ctx, order_id)
  mustServeStore(ctx.actor, order.store_id)
  await countAttempt(ctx, lettersOf(order_id))
  const letter: Letter = { letter_id: newId(), order_id, email }
  ctx.job('tills.send_receipt', letter)
  return { letter_id: letter.letter_id }
}

export const sendReceiptJob = defineJob(
  'tills.send_receipt',
  async ({ read }, { letter_id, order_id, email }: Letter) => {
    const facts = await read((ctx) => receiptFacts(ctx, order_id))
    await sendLetter({ id: letter_id, to_kind: 'email', to: email, ...receiptLetter(facts) })
  },
  'letters',
)

type OfTill = { series: string; receipt: number; at: Date; served_by: string; rounding: number }

async function receiptFacts(ctx: Ctx, order_id: string): Promise<ReceiptFacts> {
  const order = await orderById(ctx, order_id)
  assert(order.store_id, 'a receipt is of a store')
  const [store, lines, payments, settings, [company], [sale]] = await Promise.all([
    storeById(ctx, order.store_id),
    orderLines(ctx, order_id),
    paymentsOf(ctx, { order_id }),
    settingsOf(ctx, order.store_id),
    ctx.sql<{ name: string; tax_id: string | null }>`
      select e.name, e.tax_id from store s join legal_entity e on e.id = s.legal_entity_id where s.id = ${order.store_id}`,
    ctx.sql<OfTill>`
      select t.series, f.receipt, f.at, p.name as served_by, (f.body->>'rounding')::int as rounding
        from till_fact f join till t on t.device_id = f.device_id join staff p on p.id = f.staff_id
       where f.order_id = ${order_id} and f.kind = 'sale'`,
  ])
  return {
    locale: order.locale === 'en' ? 'en' : 'es',
    header: settings.receipt_header,
    footer: settings.receipt_footer,
    company: company ?? { name: '', tax_id: null },
    store: { name: store.name, address: addressLine(store.address), phone: store.phone },
    timezone: store.timezone,
    number: order.number,
    receipt: sale ? receiptName(sale.series, sale.receipt) : null,
    sold_at: sale?.at ?? order.placed_at,
    served_by: sale?.served_by ?? null,
    currency: order.currency,
    lines: lines.map(({ name, options, quantity, unit_price, gross }) => ({
      name,
      options: Object.values(options).join(', '),
      quantity,
      unit_price,
      gross,
    })),
    taxes: order.taxes,
    net: order.net,
    tax: order.tax,
    gross: order.gross,
    rounding: sale?.rounding ?? 0,
    tenders: payments.map(({ tender, amount, given }) => ({ kind: tender, amount, given })),
  }
}

const addressLine = ({ line1, postcode, city }: Record<string, string>): string =>
  [line1, [postcode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ')
