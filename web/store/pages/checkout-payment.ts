import { HiloError } from '#sdk'
import type { Reply } from '#sdk'
import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { page } from '../layout.ts'
import { typed } from '../parts/field.ts'
import { icon } from '../parts/icon.ts'
import { paths } from '../paths.ts'
import { myCart } from './cart-mine.ts'
import { CHECKOUT_WORDS } from './checkout-words.ts'

/** The online card provider of this retailer. */
const PROVIDER = 'sandbox'

type Payment = Reply<'getPayment'>

/**
 * Pays what was seen, and nothing else. The form carries the payment's id: pressed twice it is one payment. Where the
 * money is held already (a total that changed while paying) the order is placed with it.
 */
export async function pay(ask: Ask): Promise<Shown> {
  const to = paths(ask.language)
  const cart = await myCart(ask)
  if (cart === null) return { redirect: to.checkout }
  const expected_total = Number(typed(ask.form, 'expected_total'))
  if (expected_total !== cart.gross) return { redirect: `${to.checkout}?step=payment&was=${expected_total}` }
  const payment_id = typed(ask.form, 'payment_id')
  const return_url = `${ask.public_url}${to.paid}?total=${expected_total}`
  try {
    await ask.client.payCart(
      { cart_id: cart.id, id: payment_id, provider: PROVIDER, return_url },
      { idempotency_key: `pay-${payment_id}` },
    )
  } catch (error) {
    if (!(error instanceof HiloError)) throw error
    if (error.code === 'nothing_to_pay') return place(ask, cart.id, expected_total)
    return whyNot(ask, error, payment_id)
  }
  return { redirect: to.paying(payment_id) }
}

function whyNot({ language }: Ask, error: HiloError, payment_id: string): Shown {
  const to = paths(language)
  const back = (trouble: string): Shown => ({ redirect: `${to.checkout}?step=payment&trouble=${trouble}` })
  switch (error.code) {
    case 'still_in_flight':
      // The same button, pressed twice: the first press is on its way.
      return { redirect: to.paying(payment_id) }
    case 'cart_closed':
    case 'cart_not_ready':
      return { redirect: to.checkout }
    case 'too_many_payments':
    case 'payment_differs':
      return back(error.code === 'too_many_payments' ? 'too_many_payments' : 'not_finished')
    case 'provider_away':
    case 'unknown_provider':
      return back('away')
    default:
      throw error
  }
}

/** On to the provider: forms of ours lead to pages of ours alone, so the way out is a link that opens by itself. */
export async function payingPage(ask: Ask): Promise<Shown> {
  if (!ask.known) return elsewherePage(ask)
  const w = speak(CHECKOUT_WORDS, ask.language)
  const payment = await paymentOf(ask)
  if (payment.status === 'authorised' || payment.status === 'captured' || payment.order_id !== null)
    return { redirect: `${paths(ask.language).paid}?payment_id=${payment.id}&total=${payment.amount}` }
  const { action_url } = payment
  if (action_url === null) return isUnderWay(payment) ? waitingPage(ask) : otherwise(ask, payment)
  return leaf(ask, {
    title: w.going,
    head: html`<meta http-equiv="refresh" content="1; url=${action_url}">`,
    body: html`<h1>${w.going}</h1><p class="soft">${w.going_text}</p>
      <p><a class="button" href="${action_url}">${icon('lock')} ${w.go_pay}</a></p>`,
  })
}

/** Nobody has said yes or no to it yet: neither the bank, nor the provider to whom it is being told. */
const isUnderWay = ({ status }: Payment): boolean =>
  status === 'created' || status === 'pending' || status === 'unknown'

/** Nothing comes of this payment any more: why, where another one can be begun. */
const otherwise = ({ language }: Ask, payment: Payment): Shown => ({
  redirect: `${paths(language).checkout}?step=payment&trouble=${troubleOf(payment)}`,
})

function troubleOf({ status, decline_code, provider_ref }: Payment) {
  if (status === 'voided') return 'stopped'
  if (status !== 'declined') return 'not_finished'
  // The provider never took it on: no bank has seen a card.
  if (provider_ref === null) return 'not_opened'
  return decline_code === 'insufficient_funds' ? 'insufficient_funds' : 'card_declined'
}

async function paymentOf({ client, params }: Ask): Promise<Payment> {
  return client.getPayment({ payment_id: params['payment'] ?? '' })
}

/** Home again: the provider is asked how it stands, whatever the address says; who has paid gets the order. */
export async function paidPage(ask: Ask): Promise<Shown> {
  const to = paths(ask.language)
  const payment_id = ask.url.searchParams.get('payment_id') ?? ''
  // Nothing was paid by this address: the checkout shows the order of a moment ago, or what there is to buy.
  if (!IS_ID.test(payment_id)) return { redirect: to.checkout }
  const payment = ask.known ? await refreshed(ask, payment_id) : null
  if (payment === null) return elsewherePage(ask)
  if (payment.order_id !== null) return orderPlaced(ask, payment.order_id)
  if (payment.status === 'authorised' || payment.status === 'captured') {
    const total = Number(ask.url.searchParams.get('total') ?? payment.amount)
    return place(ask, payment.cart_id ?? '', total)
  }
  return isUnderWay(payment) ? waitingPage(ask) : otherwise(ask, payment)
}

const IS_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Null where it is not a payment of whoever asks. */
const refreshed = ({ client }: Ask, payment_id: string): Promise<Payment | null> =>
  client.refreshPayment({ payment_id }).catch((error: unknown) => {
    if (error instanceof HiloError && error.status === 404) return null
    throw error
  })

/**
 * Banks bring some home to another browser than the one they paid in. The order is placed without it, as soon as the
 * provider says so; of whose it is, and whether there is one, a stranger to it learns nothing.
 */
function elsewherePage(ask: Ask): Promise<Shown> {
  const w = speak(CHECKOUT_WORDS, ask.language)
  const to = paths(ask.language)
  return leaf(ask, {
    title: w.confirming,
    body: html`<h1>${w.confirming}</h1><p class="lead">${w.confirming_text}</p><p class="soft">${w.confirming_see}</p>
      <p class="actions"><a class="button" href="${to.signIn(to.account)}">${w.confirming_sign_in}</a>
        <a class="button second" href="${to.home}">${w.browse}</a></p>`,
  })
}

/** At most one order per cart, however often this is asked. */
async function place(ask: Ask, cart_id: string, expected_total: number): Promise<Shown> {
  const to = paths(ask.language)
  try {
    const { number } = await ask.client.placeOrder({ cart_id, expected_total })
    return { redirect: `${to.order(number)}?thanks` }
  } catch (error) {
    if (!(error instanceof HiloError)) throw error
    const order_id = error.problem['order_id']
    if (error.code === 'cart_closed' && typeof order_id === 'string') return orderPlaced(ask, order_id)
    if (error.code === 'cart_changed' || error.code === 'payment_short')
      return { redirect: `${to.checkout}?step=payment&paid&was=${expected_total}` }
    if (error.code === 'cart_not_ready' || error.code === 'out_of_stock')
      return { redirect: `${to.cart}?said=paid_waits` }
    throw error
  }
}

async function orderPlaced({ client, language }: Ask, order_id: string): Promise<Shown> {
  const { number } = await client.getOrder({ order_id })
  return { redirect: `${paths(language).order(number)}?thanks` }
}

const WAITING_S = 3
/** Two minutes: by then it is no longer slow but away, and whoever waits is told what else they can do. */
const LOOKS_MAX = 40

/** Banks take their time; the page looks again by itself, and its address counts how often. */
function waitingPage(ask: Ask): Promise<Shown> {
  const w = speak(CHECKOUT_WORDS, ask.language)
  const looks = Number(ask.url.searchParams.get('looks') ?? 0)
  if (!(looks < LOOKS_MAX)) return silentPage(ask)
  const here = lookAgain(ask.url, looks + 1)
  return leaf(ask, {
    title: w.waiting,
    head: html`<meta http-equiv="refresh" content="${WAITING_S}; url=${here}">`,
    body: html`<h1>${w.waiting}</h1><p class="soft">${w.waiting_text}</p>
      <p><a class="button second" href="${here}">${w.look_again}</a></p>`,
  })
}

/** It may still come to something; nobody has to wait for that to buy. */
function silentPage(ask: Ask): Promise<Shown> {
  const w = speak(CHECKOUT_WORDS, ask.language)
  return leaf(ask, {
    title: w.silent,
    body: html`<h1>${w.silent}</h1><p class="lead">${w.silent_text}</p><p class="soft">${w.silent_twice}</p>
      <p class="actions"><a class="button" href="${paths(ask.language).checkout}?step=payment">${w.pay_otherwise}</a>
        <a class="button second" href="${lookAgain(ask.url, 0)}">${w.look_again}</a></p>`,
  })
}

function lookAgain({ pathname, searchParams }: URL, looks: number): string {
  const params = new URLSearchParams(searchParams)
  params.set('looks', String(looks))
  return `${pathname}?${params}`
}

const leaf = (ask: Ask, { title, head, body }: { title: string; head?: Html; body: Html }): Promise<Shown> =>
  page(ask, {
    title,
    ...(head ? { head } : {}),
    private: true,
    body: html`<div class="narrow stack buy-leaf" role="status">${body}</div>`,
  })
