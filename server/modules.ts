import type { Module } from './platform/module.ts'
import { access } from './modules/access/module.ts'
import { carts } from './modules/carts/module.ts'
import { catalog } from './modules/catalog/module.ts'
import { checkout } from './modules/checkout/module.ts'
import { consent } from './modules/consent/module.ts'
import { customers } from './modules/customers/module.ts'
import { fulfilment } from './modules/fulfilment/module.ts'
import { imports } from './modules/imports/module.ts'
import { orders } from './modules/orders/module.ts'
import { organisation } from './modules/organisation/module.ts'
import { payments } from './modules/payments/module.ts'
import { pricing } from './modules/pricing/module.ts'
import { stock } from './modules/stock/module.ts'
import { storefront } from './modules/storefront/module.ts'
import { tills } from './modules/tills/module.ts'
import { touchpoints } from './modules/touchpoints/module.ts'

/**
 * The architecture: a module may use only those above it. Calls go down the list in the same
 * transaction; news goes up it as event rows.
 */
export const modules: readonly Module[] = [
  organisation, // the retailer, its stores, hours, channels, staff
  customers, // one person: identities, merges that can be undone
  consent, // who may be contacted how, and for what
  access, // who may come in: sessions, passkeys, keys, tills
  catalog, // products, variants, texts, search
  pricing, // one price answer for every channel, taxes
  stock, // what is where, what is promised, and from where it will come
  payments, // tenders and providers: one money effect per key
  carts, // one cart, many hands
  orders, // what was bought, never rewritten
  fulfilment, // picking, shipping, handing over
  checkout, // from cart to promise in one transaction
  tills, // what happened at the counter, with or without network
  storefront, // what a shop front shows, in one answer
  touchpoints, // the thread: everything that happened with a customer
  imports, // what other systems knew: read, built, reconciled
]
