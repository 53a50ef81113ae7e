/** "4.15" × 3 in hundredths, exact, rounded half away from zero once; null where it is no decimal number. */
export function hundredths(text: string, quantity = 1n): bigint | null {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim())
  if (!parts) return null
  const [, sign, whole = '', fraction = ''] = parts
  const digits = BigInt(whole + fraction) * quantity * 100n * (sign === '-' ? -1n : 1n)
  const scale = 10n ** BigInt(fraction.length)
  const size = digits < 0n ? -digits : digits
  const rounded = (size * 2n + scale) / (scale * 2n)
  return digits < 0n ? -rounded : rounded
}
