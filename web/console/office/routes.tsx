import { createRoute, redirect } from '@tanstack/react-router'
import type { Desk } from '../desk-route.tsx'
import { filtersOf } from '../frame/filters.ts'
import { screen } from '../frame/screen.ts'
import type { Me } from '../session.ts'

const catalogue = (desk: Desk) =>
  [
    createRoute({
      getParentRoute: () => desk,
      path: '/products',
      validateSearch: filtersOf('text', 'category', 'brand', 'status', 'open'),
      component: screen(() => import('./products/products-page.tsx'), 'ProductsPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/products/categories',
      component: screen(() => import('./products/categories-page.tsx'), 'CategoriesPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/products/new',
      component: screen(() => import('./products/product-page.tsx'), 'NewProductPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/products/$product_id',
      component: screen(() => import('./products/product-page.tsx'), 'ProductPage'),
    }),
  ] as const

const prices = (desk: Desk) =>
  [
    createRoute({
      getParentRoute: () => desk,
      path: '/prices',
      component: screen(() => import('./prices/lists-page.tsx'), 'PriceListsPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/prices/articles',
      validateSearch: filtersOf('variant'),
      component: screen(() => import('./prices/article-page.tsx'), 'ArticlePricesPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/prices/taxes',
      component: screen(() => import('./prices/taxes-page.tsx'), 'TaxesPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/prices/$code',
      validateSearch: filtersOf('text'),
      component: screen(() => import('./prices/list-page.tsx'), 'PriceListPage'),
    }),
  ] as const

const stock = (desk: Desk) =>
  [
    createRoute({
      getParentRoute: () => desk,
      path: '/stock',
      validateSearch: filtersOf('text', 'product', 'variant', 'place'),
      component: screen(() => import('./stock/stock-page.tsx'), 'StockPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/stock/places',
      validateSearch: filtersOf('at', 'variant'),
      component: screen(() => import('./stock/places-page.tsx'), 'StockPlacesPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/stock/transfers',
      validateSearch: filtersOf('status', 'at', 'transfer'),
      component: screen(() => import('./stock/transfers-page.tsx'), 'TransfersPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/stock/reservations',
      validateSearch: filtersOf('at'),
      component: screen(() => import('./stock/reservations-page.tsx'), 'ReservationsPage'),
    }),
  ] as const

/** Devices are for who enrols them; to others the section begins with its shifts. */
function startAtWhatOneSees({ context: { me } }: { context: { me: Me } }): void {
  const { permissions } = me
  if (!permissions.includes('devices.enrol') && permissions.includes('payments.read'))
    throw redirect({ to: '/tills/shifts' })
}

const business = (desk: Desk) =>
  [
    createRoute({
      getParentRoute: () => desk,
      path: '/stores',
      component: screen(() => import('./stores/stores-page.tsx'), 'StoresPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/stores/warehouses',
      component: screen(() => import('./stores/warehouses-page.tsx'), 'WarehousesPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/stores/new',
      component: screen(() => import('./stores/store-page.tsx'), 'NewStorePage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/stores/$store_id',
      component: screen(() => import('./stores/store-page.tsx'), 'StorePage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/tills',
      beforeLoad: startAtWhatOneSees,
      component: screen(() => import('./tills/tills-page.tsx'), 'TillsPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/tills/shifts',
      validateSearch: filtersOf('store', 'shift'),
      component: screen(() => import('./tills/shifts-page.tsx'), 'ShiftsPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/tills/tasks',
      validateSearch: filtersOf('store', 'which'),
      component: screen(() => import('./tills/tasks-page.tsx'), 'TillTasksPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/tills/rules',
      validateSearch: filtersOf('store'),
      component: screen(() => import('./tills/rules-page.tsx'), 'TillRulesPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/channels',
      component: screen(() => import('./channels/channels-page.tsx'), 'ChannelsPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/staff',
      validateSearch: filtersOf('open'),
      component: screen(() => import('./staff/staff-page.tsx'), 'StaffPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/settings',
      component: screen(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/settings/keys',
      validateSearch: filtersOf('open'),
      component: screen(() => import('./settings/keys-page.tsx'), 'KeysPage'),
    }),
  ] as const

const control = (desk: Desk) =>
  [
    createRoute({
      getParentRoute: () => desk,
      path: '/events',
      validateSearch: filtersOf('type', 'actor', 'subject', 'from', 'to'),
      component: screen(() => import('./log/events-page.tsx'), 'EventsPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/looks',
      validateSearch: filtersOf('actor', 'of', 'from', 'to'),
      component: screen(() => import('./log/looks-page.tsx'), 'LooksPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/dead-letters',
      component: screen(() => import('./log/dead-letters-page.tsx'), 'DeadLettersPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/health',
      component: screen(() => import('./health/health-page.tsx'), 'HealthPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/imports',
      component: screen(() => import('./health/imports-page.tsx'), 'ImportsPage'),
    }),
  ] as const

/** The back office: catalogue, prices, stock, stores, staff, keys, settings, audit. */
export const officeRoutes = (desk: Desk) =>
  [...catalogue(desk), ...prices(desk), ...stock(desk), ...business(desk), ...control(desk)] as const
