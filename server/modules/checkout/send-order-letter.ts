import { reachable } from '#consent'
import type { Way } from '#consent'
import { retailer, storeById } from '#organisation'
import { orderById, orderLines } from '#orders'
import type { Order } from '#orders'
import type { Ctx } from '#platform/ctx'
import { defineJob } from '#platform/jobs'
import { sendLetter } from '#platform/post'
import type { Letter } from '#platform/post'
import { site } from '#platform/site'
import { canceledLetter, placedLetter } from './order-words.ts'

type Gone = { amount: number; lines: { name: string; quantity: number; amount: number }[] }
type Tell = { fact_id: string; order_id: string; canceled: Gone | null }
type Fact<Data> = { id: string; subject_id: string | null; data: Data }

/** Who ordered from afar gets it confirmed; who carries it out of the shop has the receipt in hand. */
export async function tellPlaced(ctx: Ctx, { id, subject_id, data }: Fact<{ delivery_method: string }>): Promise<void> {
  if (subject_id === null || data.delivery_method === 'carry_out') return
  tell(ctx, { fact_id: id, order_id: subject_id, canceled: null })
}

/** Goods that were not collected have a letter of their own (`fulfilment.expired`). */
const TOLD_ELSEWHERE = 'not_collected'

export async function tellCanceled(ctx: Ctx, { id, subject_id, data }: Fact<Gone & { reason: string }>): Promise<void> {
  if (subject_id === null || data.reason === TOLD_ELSEWHERE) return
  const { amount, lines } = data
  tell(ctx, { fact_id: id, order_id: subject_id, canceled: { amount, lines } })
}

const tell = (ctx: Ctx, payload: Tell): void =>
  ctx.job('checkout.send_order_letter', payload, { key: `checkout.send_order_letter ${payload.fact_id}` })

export const sendOrderLetterJob = defineJob('checkout.send_order_letter', async ({ read, log }, payload: Tell) => {
  const letter = await read((ctx) => orderLetter(ctx, payload))
  if (letter) await sendLetter(letter)
  else log.info({ order_id: payload.order_id }, 'nobody to write to')
})

/** Null when there is no contact or its owner wants no service messages. */
export async function orderLetter(ctx: Ctx, { fact_id, order_id, canceled }: Tell): Promise<Letter | null> {
  const [order, { name: shop }] = [await orderById(ctx, order_id), await retailer(ctx)]
  const way = await reachable(ctx, order.contact)
  if (!way) return null
  const { number, currency, gross, taxes } = order
  const locale = order.locale === 'en' ? 'en' : 'es'
  const person = order.contact.name?.split(' ')[0] ?? null
  const link = `${site().origin}/${locale}/orders/${number}`
  const facts = { locale, retailer: shop, person, number, currency, link } as const
  if (canceled) {
    const lines = canceled.lines.map((line) => ({ ...line, options: '' }))
    const back = order.paid > 0 ? canceled.amount : null
    const words = canceledLetter({ ...facts, lines, whole: order.status === 'canceled', back })
    return { id: fact_id, ...way, ...fitting(way, words, link) }
  }
  const lines = (await orderLines(ctx, order_id)).map(({ name, options, quantity, gross: amount }) => ({
    name,
    options: Object.values(options).join(', '),
    quantity,
    amount,
  }))
  const words = placedLetter({ ...facts, lines, gross, taxes, ...(await whereTo(ctx, order)) })
  return { id: fact_id, ...way, ...fitting(way, words, link) }
}

type Words = Pick<Letter, 'subject' | 'text'>

/** A text message is paid by its length: the rest stands on the order's page. */
const fitting = ({ to_kind }: Way, { subject, text }: Words, link: string): Words => ({
  subject,
  text: to_kind === 'phone' ? `${subject}. ${link}` : text,
})

async function whereTo(ctx: Ctx, { delivery_method, pickup_store_id, address }: Order) {
  if (delivery_method === 'ship') return { store: null, address }
  if (pickup_store_id === null) return { store: null, address: null }
  const { name, address: at } = await storeById(ctx, pickup_store_id)
  return {
    store: { name, address: [at['line1'], at['postcode'], at['city']].filter(Boolean).join(', ') },
    address: null,
  }
}
