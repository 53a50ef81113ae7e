import type { Page } from './ask.ts'
import { accountStart, makeCard } from './pages/account.ts'
import { addAddress, addressesPage, removeAddress } from './pages/account-addresses.ts'
import { answerConsent, consentsPage, withdrawAll } from './pages/account-consents.ts'
import { dataPage, downloadData, eraseData, forgotten } from './pages/account-data.ts'
import { profilePage, savePreferences, saveProfile } from './pages/account-profile.ts'
import { endOtherSessions, endSession, removePasskey, securityPage } from './pages/account-security.ts'
import { cartPage } from './pages/cart.ts'
import { addToCart, cartAgain, changeLine, collectAt, letGo, setAside, takeOut } from './pages/cart-verbs.ts'
import { checkoutPage } from './pages/checkout.ts'
import { paidPage, pay, payingPage } from './pages/checkout-payment.ts'
import { beginCheckout, saveContact, saveDelivery, stepAgain } from './pages/checkout-verbs.ts'
import { orderPage } from './pages/order.ts'
import { cancelOwnOrder, changeShop, orderAgain, orderAnywhere } from './pages/order-verbs.ts'
import { answerCode, askCode, codeAgain, signInPage } from './pages/sign-in.ts'
import { signOut } from './pages/signed-in.ts'
import { takeUp, takeUpAnywhere, takeUpPage } from './pages/take-up.ts'

type Address = { method: 'GET' | 'POST'; path: string; page: Page }

const LANG = '/:lang(^(?:es|en)$)'
const get = (path: string, page: Page): Address => ({ method: 'GET', path: `${LANG}${path}`, page })
const post = (path: string, page: Page): Address => ({ method: 'POST', path: `${LANG}${path}`, page })

const cart: readonly Address[] = [
  get('/cart', cartPage),
  post('/cart/lines', addToCart),
  post('/cart/lines/:line', changeLine),
  post('/cart/lines/:line/aside', setAside),
  post('/cart/lines/:line/remove', takeOut),
  post('/cart/collect', collectAt),
  post('/cart/let-go', letGo),
  get('/cart/*', cartAgain),
  { method: 'GET', path: '/c/:code', page: takeUpAnywhere },
  get('/c/:code', takeUpPage),
  get('/c', takeUpPage),
  post('/c', takeUp),
]

const checkout: readonly Address[] = [
  get('/checkout', checkoutPage),
  post('/checkout', beginCheckout),
  get('/checkout/:step', stepAgain),
  post('/checkout/contact', saveContact),
  post('/checkout/delivery', saveDelivery),
  post('/checkout/payment', pay),
  get('/checkout/pay/:payment', payingPage),
  get('/checkout/paid', paidPage),
  { method: 'GET', path: '/orders/:number', page: orderAnywhere },
  get('/orders/:number', orderPage),
  get('/orders/:number/:verb', orderAgain),
  post('/orders/:number/shop', changeShop),
  post('/orders/:number/cancel', cancelOwnOrder),
]

const account: readonly Address[] = [
  get('/sign-in', signInPage),
  post('/sign-in', askCode),
  get('/sign-in/code', codeAgain),
  post('/sign-in/code', answerCode),
  post('/sign-out', signOut),
  get('/account', accountStart),
  post('/account/card', makeCard),
  get('/account/profile', profilePage),
  post('/account/profile', saveProfile),
  post('/account/preferences', savePreferences),
  get('/account/addresses', addressesPage),
  post('/account/addresses', addAddress),
  post('/account/addresses/:address/remove', removeAddress),
  get('/account/consents', consentsPage),
  post('/account/consents', answerConsent),
  post('/account/consents/withdraw', withdrawAll),
  get('/account/security', securityPage),
  post('/account/security/passkeys/:passkey/remove', removePasskey),
  post('/account/security/sessions/:session/end', endSession),
  post('/account/security/sessions/end-others', endOtherSessions),
  get('/account/data', dataPage),
  get('/account/data/download', downloadData),
  post('/account/data/erase', eraseData),
  get('/account/data/gone', forgotten),
]

/** Every address of buying: cart, checkout, orders, account. */
export const buying: readonly Address[] = [...cart, ...checkout, ...account]
