// How money of an order goes back when it is cancelled, in the words of the server (payments/refund.ts): what a screen
// says beforehand must not be "on its way" where a person will have to hand it over.

type Paid = {
  id: string
  provider: string
  tender: string
  store_id: string | null
  captured: number
  capturing: number
  refunded: number
  refunding: number
  owed: number
  created_at: string
}

/** `by_itself`: the provider gives it back. `now`: whoever cancels hands it over. `later`: it is owed until somebody does. */
export type WayBack = 'by_itself' | 'now' | 'later'
export type GoesBack<Payment> = { payment: Payment; amount: number; way: WayBack }

/** Taken face to face: what goes back is handed over by a person. */
export const isByHand = ({ provider }: Pick<Paid, 'provider'>): boolean =>
  provider === 'cash' || provider === 'terminal'

/** `store_ids`: the shops of whoever cancels; null is all of them, who stand at no counter. */
function wayOf(payment: Paid, store_ids: readonly string[] | null): WayBack {
  if (!isByHand(payment)) return 'by_itself'
  return payment.store_id !== null && store_ids?.includes(payment.store_id) ? 'now' : 'later'
}

const left = ({ captured, capturing, refunded, refunding, owed }: Paid): number =>
  captured + capturing - refunded - refunding - owed

/** Which payments bear the amount: cards first and the oldest of them, cash last. */
export function goesBack<Payment extends Paid>(
  payments: readonly Payment[],
  amount: number,
  store_ids: readonly string[] | null,
): GoesBack<Payment>[] {
  const isCash = ({ tender }: Paid): number => (tender === 'cash' ? 1 : 0)
  let rest = amount
  return payments
    .toSorted((a, b) => isCash(a) - isCash(b) || a.created_at.localeCompare(b.created_at) || (a.id < b.id ? -1 : 1))
    .flatMap((payment) => {
      const part = Math.min(rest, left(payment))
      if (part <= 0) return []
      rest -= part
      return [{ payment, amount: part, way: wayOf(payment, store_ids) }]
    })
}

type Line = { quantity: number; canceled: number; fulfilled: number; unit_paid: readonly number[] }

/** What is left of a line that can still be taken off. */
export const leftOf = ({ quantity, canceled, fulfilled }: Line): number => quantity - canceled - fulfilled

/** Of a line, what these pieces were paid with; the last ones go first, as at the server. */
export const paidFor = (line: Line, units: number): number =>
  line.unit_paid
    .slice(0, line.quantity - line.canceled)
    .toReversed()
    .slice(0, units)
    .reduce((sum, one) => sum + one, 0)
