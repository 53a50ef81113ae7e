import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Desk } from '../desk-route.tsx'
import { filtersOf } from '../frame/filters.ts'

const catalogue = (desk: Desk) =>
  [
    createRoute({
      getParentRoute: () => desk,
      path: '/products',
      validateSearch: filtersOf('text', 'category', 'brand', 'status'),
      component: lazyRouteComponent(() => import('./products/products-page.tsx'), 'ProductsPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/products/categories',
      component: lazyRouteComponent(() => import('./products/categories-page.tsx'), 'CategoriesPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/products/new',
      component: lazyRouteComponent(() => import('./products/product-page.tsx'), 'NewProductPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/products/$product_id',
      component: lazyRouteComponent(() => import('./products/product-page.tsx'), 'ProductPage'),
    }),
  ] as const

const prices = (desk: Desk) =>
  [
    createRoute({
      getParentRoute: () => desk,
      path: '/prices',
      component: lazyRouteComponent(() => import('./prices/lists-page.tsx'), 'PriceListsPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/prices/articles',
      validateSearch: filtersOf('variant'),
      component: lazyRouteComponent(() => import('./prices/article-page.tsx'), 'ArticlePricesPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/prices/taxes',
      component: lazyRouteComponent(() => import('./prices/taxes-page.tsx'), 'TaxesPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/prices/$code',
      validateSearch: filtersOf('text'),
      component: lazyRouteComponent(() => import('./prices/list-page.tsx'), 'PriceListPage'),
    }),
  ] as const

const stock = (desk: Desk) =>
  [
    createRoute({
      getParentRoute: () => desk,
      path: '/stock',
      validateSearch: filtersOf('text', 'product', 'variant', 'place'),
      component: lazyRouteComponent(() => import('./stock/stock-page.tsx'), 'StockPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/stock/places',
      validateSearch: filtersOf('at', 'variant'),
      component: lazyRouteComponent(() => import('./stock/places-page.tsx'), 'StockPlacesPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/stock/transfers',
      validateSearch: filtersOf('status', 'at', 'transfer'),
      component: lazyRouteComponent(() => import('./stock/transfers-page.tsx'), 'TransfersPage'),
    }),
    createRoute({
      getParentRoute: () => desk,
      path: '/stock/reservations',
      validateSearch: filtersOf('at'),
      component: lazyRouteComponent(() => import('./stock/reservations-page.tsx'), 'ReservationsPage'),
    }),
  ] as const

/** The back office: catalogue, prices, stock, stores, staff, keys, settings, audit. */
export const officeRoutes = (desk: Desk) => [...catalogue(desk), ...prices(desk), ...stock(desk)] as const
