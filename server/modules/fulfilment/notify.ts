import { reachable } from '#consent'
import { retailer } from '#organisation'
import { orderById } from '#orders'
import type { Ctx } from '#platform/ctx'
import type { EventRow } from '#platform/events'
import { defineJob } from '#platform/jobs'
import type { Letter } from '#platform/post'
import { sendLetter } from '#platform/post'
import { site } from '#platform/site'
import { fulfilmentById } from './fulfilment.ts'
import { openedCode } from './handover-code.ts'
import type { Notice } from './letters.ts'
import { NOTICES, letterOf } from './letters.ts'

type Notify = {
  fact_id: string
  fulfilment_id: string
  notice: Notice
  refund: { amount: number; currency: string } | null
}

/** Writes to the customer when something they wait for has happened; once per fact. */
export async function notifyOf(ctx: Ctx, event: EventRow): Promise<void> {
  const notice = NOTICES.find((known) => event.type === `fulfilment.${known}`)
  if (!notice || !event.subject_id) return
  const { amount, currency } = event.data
  const refund =
    notice === 'expired' && typeof amount === 'number' && amount > 0 ? { amount, currency: String(currency) } : null
  const payload: Notify = { fact_id: event.id, fulfilment_id: event.subject_id, notice, refund }
  ctx.job('fulfilment.notify', payload, { key: `fulfilment.notify ${event.id}` })
}

export const notifyJob = defineJob(
  'fulfilment.notify',
  async ({ read, log }, payload: Notify) => {
    const letter = await read((ctx) => writtenLetter(ctx, payload))
    if (letter) await sendLetter(letter)
    else log.info({ fulfilment_id: payload.fulfilment_id, notice: payload.notice }, 'nobody to write to')
  },
  'letters',
)

/** Null when there is no contact or its owner wants no service messages. */
export async function writtenLetter(
  ctx: Ctx,
  { fact_id, fulfilment_id, notice, refund }: Notify,
): Promise<Letter | null> {
  const fulfilment = await fulfilmentById(ctx, fulfilment_id)
  const order = await orderById(ctx, fulfilment.order_id)
  const to = await reachable(ctx, order.contact)
  if (!to) return null
  const { name, timezone, settings } = await retailer(ctx)
  const [more] = await ctx.sql<{
    handover_code: string | null
    address: Record<string, string> | null
    timezone: string | null
    store_name: string | null
  }>`
    select f.handover_code, s.address, s.timezone, s.name as store_name
      from fulfilment f left join store s on s.id = f.pickup_store_id where f.id = ${fulfilment_id}`
  const shop = typeof settings['shop_url'] === 'string' ? settings['shop_url'] : `${site().origin}/${order.locale}`
  const words = letterOf(notice, {
    locale: order.locale,
    retailer: name,
    name: order.contact.name ?? null,
    number: order.number,
    store: more?.store_name ?? fulfilment.store_name,
    address: more?.address
      ? [more.address['line1'], more.address['postcode'], more.address['city']].filter(Boolean).join(', ')
      : null,
    timezone: more?.timezone ?? timezone,
    hold_until: fulfilment.hold_until,
    code: more?.handover_code ? openedCode(more.handover_code) : null,
    carrier: fulfilment.carrier,
    tracking: fulfilment.tracking,
    link: `${shop}/orders/${order.number}`,
    refund,
  })
  return { id: fact_id, ...to, ...words }
}
