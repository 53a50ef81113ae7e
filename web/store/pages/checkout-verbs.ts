import { HiloError } from '#sdk'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { once } from '../parts/act.ts'
import { isWhole, overlong, typed } from '../parts/field.ts'
import { paths } from '../paths.ts'
import { readAddress, typedAddress } from './checkout-address.ts'
import type { Address } from './checkout-address.ts'
import { showCheckout } from './checkout.ts'
import { myCart, myCartId } from './cart-mine.ts'
import type { Cart } from './cart-mine.ts'
import { checkoutOf, personOf } from './checkout-state.ts'
import type { Person, Step, Trouble } from './checkout-state.ts'
import { CHECKOUT_WORDS } from './checkout-words.ts'

/** From the cart on. What is known of the shopper is filled in, so that nothing is asked twice. */
export async function beginCheckout(ask: Ask): Promise<Shown> {
  const cart = await myCart(ask)
  const to = paths(ask.language)
  if (cart === null) return { redirect: to.cart }
  const seen = typed(ask.form, 'total')
  const { gross } = await fillIn(ask, cart)
  return {
    redirect: /^\d{1,15}$/.test(seen) && Number(seen) !== gross ? `${to.checkout}?was=${seen}` : to.checkout,
  }
}

/**
 * Contact and address of who proved who they are; what they chose themselves stays. Answers the cart as it is then. What
 * is refused together is tried by itself, and what cannot be filled in they are asked.
 */
async function fillIn(ask: Ask, cart: Cart): Promise<Cart> {
  const lacks = { contact: cart.contact === null, delivery: cart.delivery.method === null }
  const person = lacks.contact || lacks.delivery ? await personOf(ask) : null
  if (person === null) return cart
  const contact = lacks.contact ? contactOf(person) : null
  const address = lacks.delivery ? await defaultAddress(ask) : null
  const delivery = address ? ({ method: 'ship', address } as const) : null
  if (!contact && !delivery) return cart
  const whole = await change(ask, cart, { ...(contact ? { contact } : {}), ...(delivery ? { delivery } : {}) })
  if (whole || !contact || !delivery) return whole ?? cart
  const named = await change(ask, cart, { contact })
  return (await change(ask, cart, { delivery })) ?? named ?? cart
}

type Details = Omit<Parameters<Ask['client']['changeCart']>[0], 'cart_id'>

/** Null where it is refused: only the owner of a cart may say it, nobody can be reached so, nothing is sold there. */
async function change({ client }: Ask, { id: cart_id }: Cart, details: Details): Promise<Cart | null> {
  try {
    return await client.changeCart({ cart_id, ...details })
  } catch (error) {
    if (error instanceof HiloError && REFUSED.includes(error.code)) return null
    throw error
  }
}
const REFUSED = ['not_the_owner', 'bad_contact', 'no_tax_rate']

function contactOf({ identities, given_name, family_name }: Person) {
  const email = identities.find(({ kind }) => kind === 'email')?.shown
  const phone = identities.find(({ kind }) => kind === 'phone')?.shown
  const name = [given_name, family_name].filter(Boolean).join(' ')
  return name && (email ?? phone) ? { name, ...(email ? { email } : {}), ...(phone ? { phone } : {}) } : null
}

const defaultAddress = async ({ client }: Ask): Promise<Address | null> =>
  (await client.listOwnAddresses()).items.find(({ is_default }) => is_default)?.address ?? null

/** A step that was sent and reloaded: its address shows the page it belongs to. */
export const stepAgain = async ({ language, params }: Ask): Promise<Shown> => ({
  redirect: `${paths(language).checkout}?step=${encodeURIComponent(params['step'] ?? '')}`,
})

export async function saveContact(ask: Ask): Promise<Shown> {
  const w = speak(CHECKOUT_WORDS, ask.language)
  const given = { name: typed(ask.form, 'name'), email: typed(ask.form, 'email'), phone: typed(ask.form, 'phone') }
  const again = (wrong: { name?: string; email?: string; phone?: string }) =>
    show(ask, 'contact', { contact: { typed: given, wrong } })
  const cart_id = await cartToBuy(ask)
  if (cart_id === null) return { redirect: paths(ask.language).cart }
  const wrong = {
    ...overlong(given, CONTACT_LETTERS, ask.language),
    ...(given.name === '' ? { name: w.need_name } : {}),
    ...(given.email === '' && given.phone === '' ? { email: w.need_email } : {}),
  }
  if (Object.keys(wrong).length > 0) return again(wrong)
  const { name, email, phone } = given
  try {
    await ask.client.setCartContact({ cart_id, name, ...(email ? { email } : {}), ...(phone ? { phone } : {}) })
  } catch (error) {
    if (!(error instanceof HiloError)) throw error
    if (error.code === 'not_the_owner') return again({ name: w.shared })
    if (error.code !== 'bad_contact') throw error
    if (error.problem['field'] === 'phone') return again({ phone: w.bad_phone })
    return again({ email: isWhole(given.email) ? w.unreachable_email : w.bad_email })
  }
  return { redirect: paths(ask.language).checkout }
}

const CONTACT_LETTERS = { name: 200, email: 320, phone: 40 }

const cartToBuy = ({ client, known }: Ask): Promise<string | null> => (known ? myCartId(client) : Promise.resolve(null))

async function show(ask: Ask, step: Step, trouble: Trouble, status = 422): Promise<Shown> {
  const checkout = await checkoutOf(ask, step)
  return checkout === null ? { redirect: paths(ask.language).cart } : showCheckout(ask, checkout, trouble, status)
}

type Delivering = NonNullable<Trouble['delivery']>

export async function saveDelivery(ask: Ask): Promise<Shown> {
  const { form } = ask
  const given = {
    way: typed(form, 'way'),
    store_id: typed(form, 'store_id'),
    address_id: form.get('address_id') ?? '',
    typed: typedAddress(form),
  }
  const again = (wrong: Delivering['wrong'], status = 422) =>
    show(ask, 'delivery', { delivery: { ...given, wrong } }, status)
  // Another country has other fields: the form is shown anew, nothing is judged yet.
  if (form.has('refresh')) return again({}, 200)
  const cart_id = await cartToBuy(ask)
  if (cart_id === null) return { redirect: paths(ask.language).cart }
  const w = speak(CHECKOUT_WORDS, ask.language)
  if (given.way === 'pickup') return collect(ask, cart_id, given.store_id, again)
  if (given.way === 'ship') return ship(ask, cart_id, given.address_id, again)
  return again({ way: w.choose_how })
}

type Again = (wrong: Delivering['wrong']) => Promise<Shown>

async function collect(ask: Ask, cart_id: string, pickup_store_id: string, again: Again): Promise<Shown> {
  const w = speak(CHECKOUT_WORDS, ask.language)
  if (pickup_store_id === '') return again({ store_id: w.choose_store })
  try {
    await ask.client.setCartDelivery({ cart_id, method: 'pickup', pickup_store_id })
  } catch (error) {
    if (error instanceof HiloError && ['no_pickup_here', 'not_found'].includes(error.code))
      return again({ store_id: w.closed_store })
    throw error
  }
  return { redirect: paths(ask.language).checkout }
}

async function ship(ask: Ask, cart_id: string, address_id: string, again: Again): Promise<Shown> {
  const w = speak(CHECKOUT_WORDS, ask.language)
  const read =
    address_id === ''
      ? readAddress(typedAddress(ask.form), ask.language)
      : { address: await keptAddress(ask, address_id) }
  if ('wrong' in read) return again(read.wrong)
  if (read.address === null) return again({ line1: w.which_address })
  try {
    await ask.client.setCartDelivery({ cart_id, method: 'ship', address: read.address })
  } catch (error) {
    if (error instanceof HiloError && error.code === 'no_tax_rate') return again({ country: w.no_tax })
    if (error instanceof HiloError && error.code === 'not_the_owner') return again({ name: w.shared })
    throw error
  }
  const { address } = read
  if (ask.form.has('keep') && address_id === '')
    await once(ask.form, 'address', (options) => ask.client.addOwnAddress({ address }, options))
  return { redirect: paths(ask.language).checkout }
}

async function keptAddress({ client }: Ask, address_id: string): Promise<Address | null> {
  const { items } = await client.listOwnAddresses()
  return items.find(({ id }) => id === address_id)?.address ?? null
}
