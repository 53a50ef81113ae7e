export const KINDS = ['ship', 'pickup', 'carry_out'] as const
export type Kind = (typeof KINDS)[number]

export const STATUSES = [
  'assigned',
  'accepted',
  'picking',
  'ready',
  'handed_over',
  'shipped',
  'delivered',
  'exception',
  'rejected',
  'expired',
  'canceled',
] as const
export type Status = (typeof STATUSES)[number]

/** Somebody still has to do something. */
export const OPEN: readonly Status[] = ['assigned', 'accepted', 'picking', 'ready', 'exception']

/** What may follow what. Every transition is one guarded update that reads this table. */
export const TRANSITIONS = {
  accept: { from: ['assigned'], to: 'accepted' },
  start_picking: { from: ['assigned', 'accepted'], to: 'picking' },
  mark_ready: { from: ['picking'], to: 'ready' },
  hand_over: { from: ['ready'], to: 'handed_over' },
  mark_shipped: { from: ['ready'], to: 'shipped' },
  mark_delivered: { from: ['shipped'], to: 'delivered' },
  reject: { from: ['assigned', 'accepted', 'picking'], to: 'rejected' },
  raise: { from: ['assigned', 'accepted', 'picking'], to: 'exception' },
  move: { from: ['assigned', 'accepted', 'exception'], to: 'assigned' },
  // a person sends an exception by post: its goods go on in new fulfilments
  replace: { from: ['exception'], to: 'rejected' },
  expire: { from: ['ready'], to: 'expired' },
  cancel: { from: ['assigned', 'accepted', 'picking', 'ready', 'exception'], to: 'canceled' },
} as const satisfies Record<string, { from: readonly Status[]; to: Status }>
export type Verb = keyof typeof TRANSITIONS

/** Nothing happens to a fulfilment in these any more. */
const FINAL: readonly Status[] = ['handed_over', 'delivered', 'shipped', 'rejected', 'expired', 'canceled']
export const isFinal = (status: Status): boolean => FINAL.includes(status)

/** So many places are asked before a person looks at it. */
export const ATTEMPTS_MAX = 3
/** Wrong codes at the counter before an identity document is needed. */
export const CODE_TRIES_MAX = 5
/** Customers are reminded once, so long before their goods go back. */
export const REMIND_BEFORE_HOURS = 24
/** An agent may hold goods no longer than this from today. */
export const EXTEND_MAX_DAYS = 30

export const REASONS = ['not_found', 'damaged', 'too_busy', 'closed', 'other'] as const
export type Reason = (typeof REASONS)[number]

/** How long a place that said no is not asked again, and whether only for these articles. */
export const REST: Record<Reason, { hours: number; only_article: boolean }> = {
  not_found: { hours: 24, only_article: true },
  damaged: { hours: 24, only_article: true },
  too_busy: { hours: 2, only_article: false },
  closed: { hours: 12, only_article: false },
  other: { hours: 1, only_article: true },
}

type Piece = { quantity: number; picked: number; missing: number; canceled: number }

/** What this place still has to hand out of a line. */
export const openOf = (line: Piece): number => line.quantity - line.missing - line.canceled
/** What is neither in the bag nor given up. */
export const leftToPick = (line: Piece): number => openOf(line) - line.picked

/** The days on which fulfilments are counted at their places. */
export const daysOf = (
  those: readonly { location_id: string | null; work_on: string | null }[],
): { location_id: string; on_date: string }[] =>
  those.flatMap(({ location_id, work_on }) => (location_id && work_on ? [{ location_id, on_date: work_on }] : []))

/** A code as the customer reads it out: no dashes, blanks or case. */
export const foldCode = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

/**
 * Takes `wanted` per order line off the open pieces of several fulfilments, the latest first; null when
 * there are not so many.
 */
export function spread<P extends { order_line_id: string; open: number }>(
  pieces: readonly P[],
  wanted: readonly { order_line_id: string; quantity: number }[],
): (P & { take: number })[] | null {
  const taken: (P & { take: number })[] = []
  for (const { order_line_id, quantity } of wanted) {
    let left = quantity
    for (const piece of pieces.filter((p) => p.order_line_id === order_line_id)) {
      const take = Math.min(left, piece.open)
      if (take > 0) taken.push({ ...piece, take })
      left -= take
    }
    if (left > 0) return null
  }
  return taken
}
