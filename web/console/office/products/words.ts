/** How products stand, and what they are taxed as; the same words on every screen. */
export const STATUS = {
  draft: { es: 'Borrador', en: 'Draft' },
  active: { es: 'A la venta', en: 'On sale' },
  archived: { es: 'Archivado', en: 'Archived' },
} as const
export const STATUS_TONE = { draft: 'waits', active: 'ok', archived: 'plain' } as const
export type Status = keyof typeof STATUS

export const TAX_CLASS = {
  standard: { es: 'General', en: 'Standard' },
  reduced: { es: 'Reducido', en: 'Reduced' },
  super_reduced: { es: 'Superreducido', en: 'Super-reduced' },
  exempt: { es: 'Exento', en: 'Exempt' },
} as const
export type TaxClass = keyof typeof TAX_CLASS
