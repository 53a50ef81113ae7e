type Event = { id: string; type: string; data: Record<string, unknown> }

export type CashBack = { id: string; amount: number }

/** Cash the server took for handed over between two looks at an order, each once: by the effect that gave it back. */
export function cashBack(before: readonly Event[], after: readonly Event[]): CashBack[] {
  const known = new Set(before.map(({ id }) => id))
  return after.flatMap(({ id, type, data }) => {
    const { provider, effect_id, amount } = data
    const isNew = type === 'payment.refunded' && provider === 'cash' && !known.has(id)
    return isNew && typeof effect_id === 'string' && typeof amount === 'number' ? [{ id: effect_id, amount }] : []
  })
}
