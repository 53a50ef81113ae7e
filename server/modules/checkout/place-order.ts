import { closeCart, readyCart } from '#carts'
import type { ReadyCart } from '#carts'
import { drawNumber, putMoneyRight, takeHeld, writeOrder } from '#orders'
import { bindToOrder, heldForCart, notYetTaken, paymentsOf, recordTender } from '#payments'
import type { Covered } from '#payments'
import { isInside } from '#platform/actor'
import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { Refused, conflict, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { orderLine } from './order-line.ts'
import { promiseGoods } from './promise-goods.ts'
import { sumOf } from './quote-lines.ts'
import { mustBeGoodTenders, mustBeOwed } from './take-tender.ts'
import type { TakeTender } from './take-tender.ts'

export type PlaceOrder = {
  cart_id: string
  /** What the customer saw. Another total now is a 409, never a surprise. Left out only by a payment that covers it. */
  expected_total?: number
  /** Staff may take an order that is paid at collection, or sent on account. */
  pay_later?: boolean
  /** Money that is taken face to face with it: recorded with the order, or not at all. */
  tenders?: readonly TakeTender[]
}

export type Placed = { order_id: string; number: string; created: boolean }

/**
 * From cart to promise in one transaction: the cart is locked and judged, the payments become the
 * order's, the order is written, its goods are promised where the plan found them, and whoever picks is
 * told. All of it or nothing. A cart is placed once: whoever comes later gets the order that exists.
 * Refuses cart_not_ready, cart_changed (409), payment_short, out_of_stock; with tenders also nothing_to_pay, tender_twice,
 * given_too_little, payment_differs, cart_closed (placed by another hand: their money is of no order).
 */
export async function placeOrder(ctx: Ctx, input: PlaceOrder): Promise<Placed> {
  const { cart_id, tenders = [] } = input
  mustBeGoodTenders(ctx.actor, tenders)
  const [ready, held, payments] = await inTurn(
    openOrPlaced(ctx, cart_id),
    heldForCart(ctx, cart_id),
    tenders.length > 0 ? paymentsOf(ctx, { cart_id }) : Promise.resolve([]),
  )
  if ('placed' in ready) {
    const known = new Set(payments.map(({ id }) => id))
    if (tenders.some(({ id }) => !known.has(id.toLowerCase()))) throw ready.closed
    return ready.placed
  }
  const taken = notYetTaken(payments, tenders)
  mustBeReady(ready, input)
  const [order_id, number] = [newId(), drawNumber()]
  const { cart, priced } = ready
  const money = plus(held, sumOf(taken))
  mustBeOwed(taken, priced.gross - held.authorised)
  mustCover(ctx, input, ready, money.authorised)
  const lines = ready.lines.map((line) => ({ ...line, id: newId() }))
  const [written, bound] = await inTurn(
    writeOrder(ctx, { ...orderOf(ready, lines, order_id, money), number }),
    bindToOrder(ctx, { cart_id: cart.id, order_id, customer_id: cart.customer_id }),
    closeCart(ctx, { cart_id: cart.id, order_id }),
    ...taken.map((tender) =>
      recordTender(ctx, { ...tender, cart_id, order_id, customer_id: cart.customer_id, currency: cart.currency }),
    ),
    promiseGoods(ctx, {
      order_id,
      number,
      cart_id: cart.id,
      customer_id: cart.customer_id,
      delivery_method: cart.delivery_method ?? 'ship',
      pickup_store_id: cart.pickup_store_id,
      plan: ready.plan,
      line_ids: new Map(lines.map(({ id, line }) => [line.id, id])),
    }),
  )
  if (bound.authorised !== held.authorised || bound.captured !== held.captured) throw moneyMoved()
  const { authorised, captured: paid } = money
  // What is on its way back is in neither of them.
  await takeHeld(ctx, order_id, { due: priced.gross, authorised, capturing: 0, paid, refunding: 0, refunded: 0 })
  const noGoods = lines.every(({ card }) => card.kind !== 'goods')
  // Taken at a counter before the cart became smaller: nobody keeps what is not paid for anything. What went back counts, too.
  if (paid > priced.gross || held.back > 0 || noGoods) await putMoneyRight(ctx, order_id)
  return { order_id, number: written.number, created: true }
}

const plus = ({ authorised, captured, back }: Covered, taken: number): Covered => ({
  back,
  authorised: authorised + taken,
  captured: captured + taken,
})

/** The provider told us more between our look and our lock: done again from the start (40001, serialization_failure). */
const moneyMoved = (): Error => Object.assign(new Error('the money moved meanwhile'), { code: '40001' })

/** Many may press the button at once: the first locks the cart, the others find the order. */
async function openOrPlaced(ctx: Ctx, cart_id: string): Promise<ReadyCart | { placed: Placed; closed: Refused }> {
  try {
    return await readyCart(ctx, cart_id)
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'cart_closed') throw error
    const { order_id } = error.details
    if (typeof order_id !== 'string') throw error
    const [order] = await ctx.sql<{ number: string }>`select number from orders where id = ${order_id}`
    if (!order) throw error
    return { placed: { order_id, number: order.number, created: false }, closed: error }
  }
}

function mustBeReady({ cart, missing, problems, priced }: ReadyCart, { expected_total }: PlaceOrder): void {
  if (missing.length > 0) {
    throw refused('cart_not_ready', { detail: `Something is missing: ${missing.join(', ')}.`, missing, problems })
  }
  if (expected_total !== undefined && expected_total !== priced.gross) {
    throw conflict('cart_changed', {
      detail: 'The total is no longer what you saw.',
      expected: expected_total,
      total: priced.gross,
      version: cart.version,
    })
  }
}

/** What is carried out leaves at once: there is no later. */
function mustCover(ctx: Ctx, { pay_later = false }: PlaceOrder, { cart, priced }: ReadyCart, authorised: number): void {
  const mayWait = pay_later && isInside(ctx.actor) && cart.delivery_method !== 'carry_out'
  if (authorised >= priced.gross || mayWait) return
  throw refused('payment_short', {
    detail: 'The payment does not cover the order yet.',
    missing: priced.gross - authorised,
    currency: cart.currency,
  })
}

type Line = ReadyCart['lines'][number] & { id: string }

const orderOf = (
  { cart, priced }: ReadyCart,
  lines: readonly Line[],
  id: string,
  money: { authorised: number; captured: number },
) => ({
  id,
  cart_id: cart.id,
  customer_id: cart.customer_id,
  channel: cart.channel,
  store_id: cart.store_id,
  legal_entity_id: null,
  currency: cart.currency,
  locale: cart.locale,
  delivery_method: cart.delivery_method ?? ('ship' as const),
  pickup_store_id: cart.delivery_method === 'pickup' ? cart.pickup_store_id : null,
  address: cart.delivery_method === 'ship' ? cart.address : null,
  contact: cart.contact ?? {},
  tax_included: priced.tax_included,
  net: priced.net,
  tax: priced.tax,
  gross: priced.gross,
  taxes: priced.taxes,
  note: cart.note,
  touched_in: cart.touched_in,
  authorised: money.authorised,
  paid: money.captured,
  lines: lines.map(({ id: line_id, line, card, price }) => orderLine(line_id, card, price, line.note)),
})
