import { api } from '../../queries.ts'

export type GoodsKind = 'receive' | 'count' | 'adjust' | 'send'
export type GoodsLine = { variant_id: string; quantity: number }

/** What is done with goods, in a verb. */
export const GOODS = {
  receive: { es: 'Recibir mercancía', en: 'Receive goods' },
  send: { es: 'Enviar a otro sitio', en: 'Send to another place' },
  count: { es: 'Contar', en: 'Count' },
  adjust: { es: 'Ajustar con motivo', en: 'Adjust with a reason' },
} as const

export type Goods = {
  /** Made once per form: sent twice, it is booked once. */
  id: string
  place: string
  to: string | null
  reason: string
  lines: readonly GoodsLine[]
}

/** Books it; what was counted is answered with what was expected. */
export async function bookGoods(kind: GoodsKind, { id, place, to, reason, lines }: Goods): Promise<unknown> {
  if (kind === 'receive')
    return api.receiveStock({
      id,
      location_id: place,
      lines: [...lines],
      ...(reason === '' ? {} : { reference: reason }),
    })
  if (kind === 'send')
    return api.sendTransfer({
      id,
      from_id: place,
      to_id: to ?? '',
      lines: [...lines],
      ...(reason === '' ? {} : { reason }),
    })
  if (kind === 'count')
    return api.countStock({
      location_id: place,
      reason,
      lines: lines.map(({ variant_id, quantity }) => ({ id: crypto.randomUUID(), variant_id, counted: quantity })),
    })
  return api.adjustStock({
    id,
    location_id: place,
    reason,
    lines: lines.map(({ variant_id, quantity }) => ({ variant_id, on_hand: quantity })),
  })
}

export const STOCK_ANSWERS = [
  'listLevels',
  'getStockLedger',
  'listTransfers',
  'listReservations',
  'getAvailability',
] as const
