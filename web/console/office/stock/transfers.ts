import type { RowOf } from '../../queries.ts'

/** How a transfer stands, in words. */
export const TRANSFER_STATE = {
  sent: { es: 'De camino', en: 'On its way' },
  received: { es: 'Recibido', en: 'Received' },
  received_short: { es: 'Recibido, falta algo', en: 'Received short' },
  canceled: { es: 'Anulado', en: 'Cancelled' },
} as const
export const TRANSFER_TONE = { sent: 'info', received: 'ok', received_short: 'warn', canceled: 'plain' } as const

export type Transfer = RowOf<'listTransfers'>
