import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Loading, Trouble } from '#ui/states.tsx'
import { desk, root } from './desk-route.tsx'
import { officeRoutes } from './office/routes.tsx'
import { overviewRoutes } from './overview/routes.tsx'

/** The whole desk on one page: every address, and the screen behind it. Screens are loaded when first visited. */

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search['next'] === 'string' && /^\/(?!\/)/.test(search['next']) ? { next: search['next'] } : {},
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const start = createRoute({
  getParentRoute: () => desk,
  path: '/',
  component: lazyRouteComponent(() => import('./start/start-page.tsx'), 'StartPage'),
})

const serving = [start] as const

export const router = createRouter({
  routeTree: root.addChildren([signIn, desk.addChildren([...serving, ...officeRoutes(desk), ...overviewRoutes(desk)])]),
  basepath: '/console',
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error, reset }) => <Trouble error={error} again={reset} />,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
