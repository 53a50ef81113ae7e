// Pure: no database, no clock, no network. Server and till, on line and off, add up a document with these lines.

export type RoundingMode = 'half_up' | 'half_even'

/** Where a document rounds its tax: each line for itself, or each rate group once. Set per legal entity. */
export type Rounding = { mode: RoundingMode; level: 'line' | 'document' }

/** A line ready for arithmetic: `unit_price` with or without tax as `tax_included` says. */
export type TaxedLine = {
  unit_price: number
  quantity: number
  tax_included: boolean
  tax_name: string
  tax_ppm: number
}

export type LineAmounts = { net: number; tax: number; gross: number; unit_paid: number[] }
export type TaxSummary = { name: string; tax_ppm: number; net: number; tax: number; gross: number }
export type Totals = { lines: LineAmounts[]; taxes: TaxSummary[]; net: number; tax: number; gross: number }

const MILLION = 1_000_000n

function must(condition: boolean, what: string): void {
  if (!condition) throw new RangeError(what)
}

/** a ÷ b rounded once, exactly (no floating point), away from zero at a half or to the even neighbour. */
export function divideRounded(a: bigint, b: bigint, mode: RoundingMode = 'half_up'): bigint {
  must(b > 0n, 'division by a positive number')
  const negative = a < 0n
  const abs = negative ? -a : a
  let quotient = abs / b
  const twice = (abs % b) * 2n
  if (twice > b || (twice === b && (mode === 'half_up' || quotient % 2n === 1n))) quotient += 1n
  return negative ? -quotient : quotient
}

/** Back from exact arithmetic to a wire amount; what does not fit is a bug of the caller's limits. */
export function toAmount(value: bigint): number {
  const amount = Number(value)
  must(Number.isSafeInteger(amount), 'amount within safe integers')
  return amount
}

/**
 * Spreads an amount over weights so that the parts sum to it to the cent: each part gets the floor of
 * its share and the remaining cents go to the largest remainders, ties to the first (Hamilton's method).
 */
export function apportion(amount: number, weights: readonly number[]): number[] {
  must(Number.isSafeInteger(amount), 'whole amount')
  if (weights.length === 0) {
    must(amount === 0, 'an amount needs something to be spread over')
    return []
  }
  const sign = amount < 0 ? -1 : 1
  const total = BigInt(Math.abs(amount))
  const raw = weights.map((weight) => BigInt(weight))
  must(
    raw.every((weight) => weight >= 0n),
    'weights are not negative',
  )
  const sum = raw.reduce((a, b) => a + b, 0n)
  const shares = sum === 0n ? raw.map(() => 1n) : raw
  const whole = sum === 0n ? BigInt(raw.length) : sum
  const parts = shares.map((weight) => (total * weight) / whole)
  const order = shares
    .map((weight, index) => ({ index, remainder: (total * weight) % whole }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  let left = total - parts.reduce((a, b) => a + b, 0n)
  for (const { index } of order) {
    if (left === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    left -= 1n
  }
  return parts.map((part) => sign * toAmount(part))
}

/** The tax in one unit by itself, as a label says it: no line beside it takes a cent of it. */
export const taxOfUnit = (line: Omit<TaxedLine, 'quantity' | 'tax_name'>, mode: RoundingMode): number =>
  toAmount(taxOn(BigInt(line.unit_price), line, mode))

/** Net, tax and gross of every line and of the whole; lines sum to the totals to the cent. */
export function addUp(lines: readonly TaxedLine[], rounding: Rounding): Totals {
  const bases = lines.map(({ unit_price, quantity }) => BigInt(unit_price) * BigInt(quantity))
  const taxes =
    rounding.level === 'line' ? taxPerLine(lines, bases, rounding.mode) : taxPerGroup(lines, bases, rounding.mode)
  const amounts = lines.map((line, i) => amountsOf(line, bases[i] ?? 0n, taxes[i] ?? 0n))
  const summary = summaryOf(lines, amounts)
  const sum = (field: 'net' | 'tax' | 'gross') => summary.reduce((total, group) => total + group[field], 0)
  return { lines: amounts, taxes: summary, net: sum('net'), tax: sum('tax'), gross: sum('gross') }
}

/** The tax inside (gross × r ÷ (1 + r)) or on top (net × r) of a base, rounded once. */
const taxOn = (base: bigint, line: Pick<TaxedLine, 'tax_ppm' | 'tax_included'>, mode: RoundingMode): bigint => {
  const rate = BigInt(line.tax_ppm)
  return divideRounded(base * rate, line.tax_included ? MILLION + rate : MILLION, mode)
}

const taxPerLine = (lines: readonly TaxedLine[], bases: readonly bigint[], mode: RoundingMode): bigint[] =>
  lines.map((line, i) => taxOn(bases[i] ?? 0n, line, mode))

/** Each rate's tax is rounded once for the document; its cents go to the lines by largest remainder. */
function taxPerGroup(lines: readonly TaxedLine[], bases: readonly bigint[], mode: RoundingMode): bigint[] {
  const taxes = lines.map(() => 0n)
  const groups = Map.groupBy(
    lines.keys(),
    (i) => `${lines[i]?.tax_name}\n${lines[i]?.tax_ppm}\n${lines[i]?.tax_included}`,
  )
  for (const members of groups.values()) {
    const first = lines[members[0] ?? 0]
    if (!first) continue
    const whole = members.reduce((sum, i) => sum + (bases[i] ?? 0n), 0n)
    const parts = apportion(
      toAmount(taxOn(whole, first, mode)),
      members.map((i) => toAmount(bases[i] ?? 0n)),
    )
    members.forEach((member, i) => (taxes[member] = BigInt(parts[i] ?? 0)))
  }
  return taxes
}

function amountsOf(line: TaxedLine, base: bigint, tax: bigint): LineAmounts {
  const gross = toAmount(line.tax_included ? base : base + tax)
  return { net: gross - toAmount(tax), tax: toAmount(tax), gross, unit_paid: unitPaid(gross, line.quantity) }
}

/** What each unit of a line costs so that the units sum to the line: equal shares, the first ones a cent more. */
export function unitPaid(gross: number, quantity: number): number[] {
  const share = Math.floor(gross / quantity)
  const left = gross - share * quantity
  return Array.from({ length: quantity }, (_, i) => (i < left ? share + 1 : share))
}

function summaryOf(lines: readonly TaxedLine[], amounts: readonly LineAmounts[]): TaxSummary[] {
  const groups = new Map<string, TaxSummary>()
  lines.forEach((line, i) => {
    const key = `${line.tax_name}\n${line.tax_ppm}`
    const group = groups.get(key) ?? { name: line.tax_name, tax_ppm: line.tax_ppm, net: 0, tax: 0, gross: 0 }
    group.net += amounts[i]?.net ?? 0
    group.tax += amounts[i]?.tax ?? 0
    group.gross += amounts[i]?.gross ?? 0
    groups.set(key, group)
  })
  return [...groups.values()].toSorted((a, b) => b.tax_ppm - a.tax_ppm || (a.name < b.name ? -1 : 1))
}
