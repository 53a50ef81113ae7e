import { reachable } from '#consent'
import type { Way } from '#consent'
import { retailer, storeById } from '#organisation'
import { orderLines, orderPlaced, ordersById } from '#orders'
import type { Order, OrderLine } from '#orders'
import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import type { EventRow } from '#platform/events'
import { asMany } from '#platform/gathered'
import { defineJob } from '#platform/jobs'
import type { Listener } from '#platform/module'
import { sendLetter } from '#platform/post'
import type { Letter } from '#platform/post'
import { site } from '#platform/site'
import { canceledLetter, placedLetter } from './order-words.ts'

type Gone = { amount: number; lines: { name: string; quantity: number; amount: number }[] }
type Tell = { fact_id: string; order_id: string; canceled: Gone | null }
type Fact<Data> = { id: string; subject_id: string | null; data: Data }

/** Nobody waits for a letter: what is ordered within a moment is written to in one job. */
const GATHER_MS = 100

/** Who ordered from afar gets it confirmed; who carries it out of the shop has the receipt in hand. */
export const tellPlaced: Listener = {
  name: 'checkout.tell_placed',
  types: [orderPlaced.name],
  handle: async (ctx, event) => placedFromAfar(ctx, [event]),
  together: { wait_ms: GATHER_MS, handle: async (ctx, events) => placedFromAfar(ctx, events) },
}

const placedFromAfar = (ctx: Ctx, events: readonly EventRow[]): void =>
  tell(
    ctx,
    events.flatMap(({ id, subject_id, data }) =>
      subject_id === null || data['delivery_method'] === 'carry_out'
        ? []
        : [{ fact_id: id, order_id: subject_id, canceled: null }],
    ),
  )

/** Goods that were not collected have a letter of their own (`fulfilment.expired`). */
const TOLD_ELSEWHERE = 'not_collected'

export async function tellCanceled(ctx: Ctx, { id, subject_id, data }: Fact<Gone & { reason: string }>): Promise<void> {
  if (subject_id === null || data.reason === TOLD_ELSEWHERE) return
  const { amount, lines } = data
  tell(ctx, [{ fact_id: id, order_id: subject_id, canceled: { amount, lines } }])
}

const NAME = 'checkout.send_order_letters'

function tell(ctx: Ctx, tells: readonly Tell[]): void {
  const [first] = tells
  if (first) ctx.job(NAME, { tells }, { key: `${NAME} ${first.fact_id}` })
}

/** Where one letter does not go, it and those behind it try again each for itself, so that none is sent twice for another. */
export const sendOrderLettersJob = defineJob(
  NAME,
  async ({ read, write, log }, { tells }: { tells: Tell[] }) => {
    const letters = await read((ctx) => orderLetters(ctx, tells))
    for (const [at, letter] of letters.entries()) {
      try {
        if (letter) await sendLetter(letter)
        else log.info({ order_id: tells[at]?.order_id }, 'nobody to write to')
      } catch (error) {
        if (tells.length === 1) throw error
        log.warn({ err: error, left: tells.length - at }, 'a letter about an order was not sent yet')
        return write(async (ctx) => tells.slice(at).forEach((one) => tell(ctx, [one])))
      }
    }
  },
  'letters',
)

/** One for each; null where there is no contact, or its owner wants no service messages. */
export async function orderLetters(ctx: Ctx, tells: readonly Tell[]): Promise<(Letter | null)[]> {
  const ids = tells.map(({ order_id }) => order_id)
  const [orders, lines, { name }] = await inTurn(ordersById(ctx, ids), orderLines(ctx, ids), retailer(ctx))
  const [byId, linesOf] = [
    new Map(orders.map((order) => [order.id, order])),
    Map.groupBy(lines, ({ order_id }) => order_id),
  ]
  const many = asMany(ctx)
  return inTurn(
    ...tells.map(async (one) => {
      const order = byId.get(one.order_id)
      const way = order ? await reachable(many, order.contact) : null
      return order && way ? orderLetter(ctx, one, { order, lines: linesOf.get(order.id) ?? [], way, shop: name }) : null
    }),
  )
}

type About = { order: Order; lines: readonly OrderLine[]; way: Way; shop: string }

async function orderLetter(ctx: Ctx, { fact_id, canceled }: Tell, { order, lines, way, shop }: About): Promise<Letter> {
  const { number, currency, gross, taxes } = order
  const locale = order.locale === 'en' ? 'en' : 'es'
  const person = order.contact.name?.split(' ')[0] ?? null
  const link = `${site().origin}/${locale}/orders/${number}`
  const facts = { locale, retailer: shop, person, number, currency, link } as const
  if (canceled) {
    const gone = canceled.lines.map((line) => ({ ...line, options: '' }))
    const back = order.paid > 0 ? canceled.amount : null
    const words = canceledLetter({ ...facts, lines: gone, whole: order.status === 'canceled', back })
    return { id: fact_id, ...way, ...fitting(way, words, link) }
  }
  const ordered = lines.map(({ name, options, quantity, gross: amount }) => ({
    name,
    options: Object.values(options).join(', '),
    quantity,
    amount,
  }))
  const words = placedLetter({ ...facts, lines: ordered, gross, taxes, ...(await whereTo(ctx, order)) })
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
