import { createRoute, createRouter } from '@tanstack/react-router'
import { Loading } from '#ui/states.tsx'
import { desk, root } from './desk-route.tsx'
import { filtersOf } from './frame/filters.ts'
import { screen } from './frame/screen.ts'
import { officeRoutes } from './office/routes.tsx'
import { overviewRoutes } from './overview/routes.tsx'
import { Broken } from './shell/broken.tsx'
import { Missing } from './shell/missing.tsx'

/** The whole desk on one page: every address, and the screen behind it. Screens are loaded when first visited. */

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search['next'] === 'string' && /^\/(?!\/)/.test(search['next']) ? { next: search['next'] } : {},
  component: screen(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: screen(() => import('./sign-in/set-up-page.tsx'), 'SetUpPage'),
})

const start = createRoute({
  getParentRoute: () => desk,
  path: '/',
  component: screen(() => import('./start/start-page.tsx'), 'StartPage'),
})

const customers = createRoute({
  getParentRoute: () => desk,
  path: '/customers',
  validateSearch: filtersOf('text', 'open'),
  component: screen(() => import('./customers/customers-page.tsx'), 'CustomersPage'),
})

const customer = createRoute({
  getParentRoute: () => desk,
  path: '/customers/$customer_id',
  component: screen(() => import('./customers/customer-page.tsx'), 'CustomerPage'),
})

const carts = createRoute({
  getParentRoute: () => desk,
  path: '/carts',
  validateSearch: filtersOf('status', 'store', 'cart'),
  component: screen(() => import('./carts/carts-page.tsx'), 'CartsPage'),
})

const orders = createRoute({
  getParentRoute: () => desk,
  path: '/orders',
  validateSearch: filtersOf('status', 'payment', 'channel', 'store', 'from', 'to', 'text', 'owed', 'open'),
  component: screen(() => import('./orders/orders-page.tsx'), 'OrdersPage'),
})

const order = createRoute({
  getParentRoute: () => desk,
  path: '/orders/$order_id',
  component: screen(() => import('./orders/order-page.tsx'), 'OrderPage'),
})

const fulfilment = createRoute({
  getParentRoute: () => desk,
  path: '/fulfilment',
  validateSearch: filtersOf('store', 'kind', 'open'),
  component: screen(() => import('./fulfilment/board-page.tsx'), 'BoardPage'),
})

const exceptions = createRoute({
  getParentRoute: () => desk,
  path: '/fulfilment/exceptions',
  validateSearch: filtersOf('open'),
  component: screen(() => import('./fulfilment/exceptions-page.tsx'), 'ExceptionsPage'),
})

const security = createRoute({
  getParentRoute: () => desk,
  path: '/security',
  component: screen(() => import('./security/security-page.tsx'), 'SecurityPage'),
})

/** An address that leads nowhere, in the frame of the desk: from there one can go somewhere. */
const missing = createRoute({ getParentRoute: () => desk, path: '$', component: Missing })

const serving = [start, customers, customer, carts, orders, order, fulfilment, exceptions, security, missing] as const

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setUp,
    desk.addChildren([...serving, ...officeRoutes(desk), ...overviewRoutes(desk)]),
  ]),
  basepath: '/console',
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
