/** Units per article, in the order first named. */
export function unitsOf(lines: readonly { variant_id: string; quantity: number }[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { variant_id, quantity } of lines) units.set(variant_id, (units.get(variant_id) ?? 0) + quantity)
  return units
}

/** Outsiders see "20" for twenty and more: enough to buy, too little for a competitor to read the stock. */
export const SHOWN_MAX = 20

export const shown = (available: number, inside: boolean): number =>
  inside ? available : Math.min(available, SHOWN_MAX)
