import { createRoute } from '@tanstack/react-router'
import type { Desk } from '../desk-route.tsx'
import { filtersOf } from '../frame/filters.ts'
import { screen } from '../frame/screen.ts'

/** The figures: what managers, owners and analysts see first. */
export const overviewRoutes = (desk: Desk) =>
  [
    createRoute({
      getParentRoute: () => desk,
      path: '/overview',
      validateSearch: filtersOf('days', 'day', 'store', 'rows'),
      component: screen(() => import('./overview-page.tsx'), 'OverviewPage'),
    }),
  ] as const
