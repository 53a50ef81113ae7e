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

/** The back office: catalogue, prices, stock, stores, staff, keys, settings, audit. */
export const officeRoutes = (desk: Desk) => [...catalogue(desk)] as const
