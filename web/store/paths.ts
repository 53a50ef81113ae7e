import type { Language } from '#shared/words.ts'

/** Every address of the shop, typed: `paths('es').product('botas')`. */
export const paths = (language: Language) => {
  const at = (path: string): string => `/${language}${path}`
  return {
    home: at(''),
    category: (slug: string): string => at(`/categories/${slug}`),
    product: (slug: string): string => at(`/products/${slug}`),
    cart: at('/cart'),
    cartLines: at('/cart/lines'),
    cartLine: (line_id: string): string => at(`/cart/lines/${line_id}`),
    takeUp: (code: string): string => at(code === '' ? '/c' : `/c/${encodeURIComponent(code)}`),
    checkout: at('/checkout'),
    checkoutStep: (step: 'contact' | 'delivery' | 'payment'): string => at(`/checkout/${step}`),
    paying: (payment_id: string): string => at(`/checkout/pay/${payment_id}`),
    paid: at('/checkout/paid'),
    order: (number: string): string => at(`/orders/${number}`),
    signIn: (next = ''): string => at(next === '' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`),
    account: at('/account'),
    accountPart: (part: 'profile' | 'addresses' | 'consents' | 'security' | 'data'): string => at(`/account/${part}`),
  }
}
