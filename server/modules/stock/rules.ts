import { refused } from '#platform/errors'
import { isSaidTwice } from '#platform/ids'

/** Refuses `article_twice`. */
export function mustNameOnce(lines: readonly { variant_id: string }[]): void {
  if (isSaidTwice(lines.map(({ variant_id }) => variant_id)))
    throw refused('article_twice', { detail: 'Name each article once.' })
}

/** Refuses `line_twice`: lines are told apart by their ids. */
export function mustTellApart(line_ids: readonly string[]): void {
  if (isSaidTwice(line_ids)) throw refused('line_twice', { detail: 'Name each line once.' })
}

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
