import type { Desk } from '../desk-route.tsx'

/** The figures: what managers, owners and analysts see first. */
export const overviewRoutes = (_desk: Desk) => [] as const
