// Pure: what cash may be rounded by.

/** Half of the smallest coin, and only of what was paid in cash: nothing else is rounded. */
const roundingMost = (step: number, in_cash: boolean): number => (in_cash && step > 1 ? Math.floor(step / 2) : 0)

/** What is odd about a rounding; null: nothing. */
export function roundingOff(
  rounding: number,
  { step, in_cash }: { step: number; in_cash: boolean },
): { rounding: number; most: number } | null {
  const most = roundingMost(step, in_cash)
  return Math.abs(rounding) > most ? { rounding, most } : null
}
