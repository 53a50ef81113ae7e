import type { Language } from '#shared/words.ts'

/** Every address of the shop, typed: `paths('es').product('botas')`. */
export const paths = (language: Language) => {
  const at = (path: string): string => `/${language}${path}`
  return {
    home: at(''),
    category: (slug: string): string => at(`/categories/${slug}`),
    novelties: at('/new'),
    reduced: at('/reduced'),
    product: (slug: string, variant?: string): string =>
      at(`/products/${slug}${variant === undefined ? '' : `?variant=${variant}`}`),
    search: (text?: string): string => at(`/search${text === undefined ? '' : `?q=${encodeURIComponent(text)}`}`),
    suggestions: at('/search/suggestions'),
    stores: at('/stores'),
    store: (code: string): string => at(`/stores/${code}`),
    /** A form's: remembers the store, the theme or the reader's place, and goes back to `back`. */
    choices: at('/choices'),
    saved: at('/saved'),
    help: at('/help'),
    offline: at('/offline'),

    cart: at('/cart'),
    cartLines: at('/cart/lines'),
    cartLine: (line_id: string): string => at(`/cart/lines/${encodeURIComponent(line_id)}`),
    letGo: at('/cart/let-go'),
    /** The cart of this code, taken up on another device. */
    takeUp: (code: string): string => at(code === '' ? '/c' : `/c/${encodeURIComponent(code)}`),
    checkout: at('/checkout'),
    checkoutStep: (step: 'contact' | 'delivery' | 'payment'): string => at(`/checkout/${step}`),
    paying: (payment_id: string): string => at(`/checkout/pay/${encodeURIComponent(payment_id)}`),
    paid: at('/checkout/paid'),
    order: (number: string): string => at(`/orders/${encodeURIComponent(number)}`),
    account: at('/account'),
    accountPart: (part: string): string => at(`/account/${part}`),
    signIn: (back?: string): string => at(`/sign-in${back === undefined ? '' : `?back=${encodeURIComponent(back)}`}`),
    /** Another contact for the account that is open. */
    addContact: (back: string): string => at(`/sign-in?add=&back=${encodeURIComponent(back)}`),
    signInCode: at('/sign-in/code'),
    signOut: at('/sign-out'),
  }
}

/** The same page in another language: names of things in addresses are the same in both. */
export const inLanguage = (path: string, language: Language): string =>
  path.replace(/^\/(es|en)(?=\/|$)/, `/${language}`)

const BEGINS_HERE = /^\/(?:es|en)(?:[/?][^\\\u0000-\u001F]*)?$/
const ENDS_HERE = /^\/(?:es|en)(?:$|\/(?!\/))/

/** Where a form leads back to: only to a page of this shop; what was said there once is not said again. */
export function wayBack(back: string | null, otherwise: string): string {
  const url = back !== null && BEGINS_HERE.test(back) ? URL.parse(back, 'http://shop') : null
  // Judged as browsers will read it: of `/es/..//x` the dots go, and what is left is another server's name.
  if (!url || !ENDS_HERE.test(url.pathname)) return otherwise
  if (url.searchParams.has('ended')) url.searchParams.delete('ended')
  return `${url.pathname}${url.search}${url.hash}`
}
