import type { Desk } from '../desk-route.tsx'

/** The back office: catalogue, prices, stock, stores, staff, keys, settings, audit. */
export const officeRoutes = (_desk: Desk) => [] as const
