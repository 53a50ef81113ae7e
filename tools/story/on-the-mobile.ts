import type { Reply } from '#sdk'
import { mustBe, mustEqual, mustHave, mustRefuse, soon } from './expect.ts'
import { money, provePhone, visitor } from './house.ts'
import type { House, Session } from './house.ts'
import type { Cart } from './on-the-web.ts'
import type { Told } from './report.ts'

const DECLINED = '4000 0000 0000 0002'
const GOOD = '4242 4242 4242 4242'
/** Taps on the button, in the app and in the browser still open at home. */
const TAPS = 3

/** The square code on the screen at home takes the cart along; it shows goods, not the person, until she proves herself. */
export async function takesCartAlong(
  house: House,
  web: Session,
  { cart_id, total }: { cart_id: string; total: number },
): Promise<Told<{ mobile: Session; cart: Cart }>> {
  const { link, svg } = await web.client.getCartQr({ cart_id })
  mustBe(svg.startsWith('<svg'), 'a picture to scan', svg.slice(0, 40))
  const code = mustHave(link.split('/').at(-1), 'a code in the link')
  const app = await visitor(house.url, house.mobile_key)
  const shared = await app.client.takeUpCart({ code })
  mustEqual('cart and contact shown for the code alone', [shared.id, shared.contact], [cart_id, null])
  mustEqual('total', shared.gross, total)
  const mobile = await provePhone(house, app)
  const cart = await mobile.client.getCart({ cart_id })
  mustEqual('total and contact once she is known', [cart.gross, cart.contact?.email], [total, house.carmen.email])
  return {
    mobile,
    cart,
    seen: `code ${code}, ${cart.lines.length} articles, ${money(cart.gross, cart.currency)}, the same total`,
  }
}

type Paid = { order_id: string; number: string }

/** A card is declined, the next is good; then everybody at once places the order: taps, browser, provider's notice. */
export async function pays(
  house: House,
  { web, mobile, cart, meanwhile }: { web: Session; mobile: Session; cart: Cart; meanwhile: () => void },
): Promise<Told<Paid>> {
  const { client } = mobile
  const { id: cart_id, gross: expected_total } = cart
  await mustRefuse('payment_short', client.placeOrder({ cart_id, expected_total }))
  const payment = await client.payCart({ cart_id, provider: 'sandbox', return_url: `${house.url}/` })
  const page = mustHave(payment.action_url, "the provider's page")
  await typeCard(page, DECLINED)
  const declined = await client.refreshPayment({ payment_id: payment.id })
  mustEqual('first card', [declined.status, declined.decline_code], ['declined', 'card_declined'])
  const back = await typeCard(page, GOOD)
  mustBe(back?.startsWith(house.url) === true, `the way back to ${house.url}`, back)
  meanwhile()
  const taps = [...Array<Session>(TAPS).fill(mobile), web]
  const placed = await Promise.all(
    taps.map(async (tap) => {
      const { authorised } = await tap.client.refreshPayment({ payment_id: payment.id })
      mustEqual('authorised', authorised, expected_total)
      return tap.client.placeOrder({ cart_id, expected_total })
    }),
  )
  const [{ order_id, number }] = placed as [Reply<'placeOrder'>]
  await mustBeOne(house, mobile, order_id, placed)
  await hasItInWriting(house, number)
  const seen = `declined, then ${money(expected_total, cart.currency)} authorised; ${taps.length} taps and the notice make one order, ${number}`
  return { order_id, number, seen }
}

/** Types a card into the provider's form, as a browser would; answers where the browser is sent. */
async function typeCard(page: string, number: string): Promise<string | null> {
  const body = new URLSearchParams({ number, expiry: '12/99', code: '123' })
  const { status, headers } = await fetch(page, { method: 'POST', body, redirect: 'manual' })
  mustEqual("answer of the provider's page", status, 303)
  return headers.get('location')
}

async function mustBeOne(
  house: House,
  { client, customer_id }: Session,
  order_id: string,
  placed: Reply<'placeOrder'>[],
): Promise<void> {
  mustEqual('orders told', [...new Set(placed.map((reply) => reply.order_id))], [order_id])
  mustBe(placed.filter(({ created }) => created).length <= 1, 'at most one tap that made the order', placed)
  // The notice has been heard, too, once the money is taken.
  const order = await soon(
    'a paid order',
    () => client.getOrder({ order_id }),
    ({ payment_status }) => payment_status === 'paid',
  )
  mustEqual('times placed', order.events.filter(({ type }) => type === 'order.placed').length, 1)
  mustEqual(
    'payments and what they took',
    order.payments.map(({ captured }) => captured),
    [order.gross],
  )
  const { items } = await house.agent.listOrders({ customer_id })
  mustEqual(
    'orders of hers',
    items.map(({ id }) => id),
    [order_id],
  )
}

/** Before the store begins with it: a letter about what comes next may otherwise overtake this one. */
async function hasItInWriting({ outbox, store, carmen }: House, number: string): Promise<void> {
  const { subject, text } = await outbox.next(carmen.email)
  mustBe(subject.includes(number) && text.includes(store.name), `the order ${number} in writing`, subject)
}
