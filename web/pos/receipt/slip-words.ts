/** What stands on a receipt, on screen and on paper. */
export const SLIP_WORDS = {
  receipt: { es: 'Factura simplificada', en: 'Receipt' },
  taxId: { es: 'NIF', en: 'Tax no.' },
  served: { es: 'Te atendió', en: 'Served by' },
  total: { es: 'Total', en: 'Total' },
  rounding: { es: 'Redondeo', en: 'Rounding' },
  cash: { es: 'Efectivo', en: 'Cash' },
  terminal: { es: 'Tarjeta', en: 'Card' },
  given: { es: 'Entregado', en: 'Given' },
  change: { es: 'Cambio', en: 'Change' },
  base: { es: 'base', en: 'net' },
  before: { es: 'antes', en: 'before' },
  code: { es: 'Código del recibo', en: 'Code of the receipt' },
} as const

/** `GV1-000042`: the series of the device and a number without gaps. */
export const receiptNumber = ({ series, number }: { series: string; number: number }): string =>
  `${series}-${String(number).padStart(6, '0')}`
