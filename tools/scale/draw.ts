/**
 * Pieces of SQL that look like chance and are the same on every machine and in every plan: each is a hash
 * of the row's own number `n` and of a salt, one salt per question asked of a row.
 */
export const draw = (n: string, salt: number): string =>
  `((hashint8extended((${n})::bigint, ${salt}) & 4294967295)::float8 / 4294967296)`

/** A whole number from 0 up to `count`, not included; the higher the power, the oftener the first ones. */
export const skewed = (n: string, salt: number, count: string, power: number): string =>
  `floor((${count}) * power(${draw(n, salt)}, ${power}))::bigint`

/** The number of another row of `count`, each used once: a walk with steps of a prime that does not divide it. */
export const shuffled = (n: string, prime: number, count: number): string => `((${n})::bigint * ${prime} % ${count})`

const THINGS = [
  'customer',
  'email',
  'phone',
  'card',
  'store',
  'location',
  'register',
  'receipt',
  'order',
  'first line',
  'second line',
  'adjustment',
  'cart',
  'first cart line',
  'second cart line',
  'payment',
  'authorisation',
  'capture',
  'fulfilment',
  'allocation',
  'event',
  'first step',
  'second step',
  'consent',
  'session',
  'address',
  'open cart',
  'open cart line',
] as const
export type Thing = (typeof THINGS)[number]

/** A time-ordered id (UUIDv7, RFC 9562 §5.7) of the n-th thing of its kind, born at that millisecond. */
export const idAt = (ms: string, thing: Thing, n: string, part = 0): string => {
  const kind = (THINGS.indexOf(thing) * 16 + part).toString(16).padStart(3, '0')
  return `(lpad(to_hex((${ms})::bigint), 12, '0') || '7${kind}8' || lpad(to_hex((${n})::bigint), 15, '0'))::uuid`
}

/** Letters and digits of numbers read aloud; the first eight are the digits among them. */
const SPOKEN = '23456789BCDFGHJKMNPQRSTVWXYZ'
const BLOCK = 8 * SPOKEN.length ** 3
/** Neither divides a power of 28, so no two rows get one number. */
const STEPS = { order: 982_451_653, cart: 961_748_941 }

const sign = (value: string, by: number, of: number): string =>
  `substr('${SPOKEN}', 1 + (${value} / ${by} % ${of})::int, 1)`
const block = (value: string): string =>
  [sign(value, SPOKEN.length ** 3, 8), ...[2, 1, 0].map((i) => sign(value, SPOKEN.length ** i, SPOKEN.length))].join(
    ' || ',
  )

/** Two blocks of four signs, as order numbers and the codes of carts have them; each row its own. */
export function spoken(of: keyof typeof STEPS, n: string, between: string): string {
  const value = `(${n}::bigint * ${STEPS[of]} % ${BLOCK * BLOCK})`
  return `${block(`(${value} / ${BLOCK})`)} || '${between}' || ${block(`(${value} % ${BLOCK})`)}`
}
