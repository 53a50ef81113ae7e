import { cartLink, cartView, readyCart } from '#carts'
import { reachable } from '#consent'
import { retailer } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { defineJob } from '#platform/jobs'
import { formatMoney } from '#platform/money'
import { sendLetter } from '#platform/post'
import type { Letter } from '#platform/post'
import { payLinkSent } from './events.ts'

type Send = { letter_id: string; cart_id: string }

/**
 * Sends the customer the link that opens this cart in the shop, to check it and pay. To the mail of the cart, else its
 * phone. Refuses `cart_closed`, `contact_needed`, `nothing_to_pay`.
 */
export async function sendPayLink(ctx: Ctx, cart_id: string): Promise<{ to_kind: 'email' | 'phone' }> {
  const { cart, lines } = await readyCart(ctx, cart_id)
  if (lines.length === 0) throw refused('nothing_to_pay', { detail: 'The cart is empty.' })
  const way = await reachable(ctx, cart.contact)
  if (!way)
    throw refused('contact_needed', { detail: 'Give the cart an e-mail or phone that takes messages about orders.' })
  const payload: Send = { letter_id: newId(), cart_id }
  ctx.job('checkout.send_pay_link', payload, { key: `checkout.send_pay_link ${payload.letter_id}` })
  ctx.emit(
    payLinkSent,
    { cart_id, to_kind: way.to_kind },
    { customer_id: cart.customer_id, store_id: cart.store_id, subject_kind: 'cart', subject_id: cart_id },
  )
  return { to_kind: way.to_kind }
}

export const sendPayLinkJob = defineJob(
  'checkout.send_pay_link',
  async ({ read, log }, payload: Send) => {
    const letter = await read((ctx) => payLinkLetter(ctx, payload))
    if (letter) await sendLetter(letter)
    else log.info({ cart_id: payload.cart_id }, 'the cart is closed, or nobody can be written to')
  },
  'letters',
)

/** The code of a cart is a key to it, so it stands in the letter alone, not in the job. */
export async function payLinkLetter(ctx: Ctx, { letter_id, cart_id }: Send): Promise<Letter | null> {
  const [cart, { name }] = [await cartView(ctx, cart_id), await retailer(ctx)]
  const way = await reachable(ctx, cart.contact)
  if (!way || cart.status !== 'open') return null
  const locale = cart.locale === 'en' ? 'en' : 'es'
  const facts = {
    person: cart.contact?.name ?? cart.customer?.given_name ?? null,
    sum: formatMoney(cart.gross, cart.currency, locale),
    link: cartLink({ code: cart.code, locale }),
    retailer: name,
  }
  return { id: letter_id, ...way, ...(locale === 'es' ? spanish(facts) : english(facts)) }
}

type Facts = { person: string | null; sum: string; link: string; retailer: string }
type Words = Pick<Letter, 'subject' | 'text'>

const spanish = ({ person, sum, link, retailer: from }: Facts): Words => ({
  subject: `Tu cesta de ${from} está lista para pagar`,
  text: [
    `Hola${person ? `, ${person}` : ''}:`,
    '',
    `Hemos preparado tu cesta: ${sum}. Revísala y págala aquí:`,
    link,
    '',
    'Puedes cambiar lo que quieras antes de pagar.',
    '',
    from,
  ].join('\n'),
})

const english = ({ person, sum, link, retailer: from }: Facts): Words => ({
  subject: `Your cart at ${from} is ready to pay`,
  text: [
    `Hello${person ? ` ${person}` : ''},`,
    '',
    `We have put your cart together: ${sum}. Check it and pay here:`,
    link,
    '',
    'You can change whatever you like before you pay.',
    '',
    from,
  ].join('\n'),
})
