import { candidatesFor, choosePrice, priorPrice, spansFor } from './rules.ts'
import type { Asker, Candidate, VariantPricing } from './rules.ts'

/** The price that is asked, and the lowest asked before a reduction; null: no list has one. */
export type Choice = { price: Candidate; lowest_30d: number | null } | null

/** From one moment on, until another. */
type Kept = { since: number; until: number; choice: Choice }

/** `most`: the largest quantity a price begins at; above one, how many are asked for matters. */
type Choices = { most: number; by_name: Map<string, Kept> }

const choices = new WeakMap<VariantPricing, Choices>()
const ASKERS_MAX = 32

/** Who sees the same lists is asked the same. */
export const askerName = ({ currency, channel, store_id, customer_tags }: Asker): string =>
  [currency, channel, store_id, ...customer_tags.toSorted()].join(' ')

/**
 * What a shopper is asked for so many of an article. What was worked out for one stands for the next, until a list
 * begins or ends: a shelf is looked at a thousand times for each time it changes. `asker_name` by `askerName`.
 */
export function choiceOf(
  pricing: VariantPricing | undefined,
  asker: Asker,
  asker_name: string,
  quantity: number,
): Choice {
  if (!pricing) return null
  const { most, by_name } = choicesOf(pricing)
  const name = most > 1 || most > quantity ? `${quantity} ${asker_name}` : asker_name
  const at = asker.at.getTime()
  const before = by_name.get(name)
  if (before && before.since <= at && at < before.until) return before.choice
  const choice = chosen(pricing, asker, quantity)
  if (by_name.size > ASKERS_MAX) by_name.clear()
  by_name.set(name, { ...stretch(pricing, at), choice })
  return choice
}

function choicesOf(pricing: VariantPricing): Choices {
  let known = choices.get(pricing)
  if (!known) {
    const most = Math.max(...pricing.asks.map(({ min_quantity }) => min_quantity))
    choices.set(pricing, (known = { most, by_name: new Map() }))
  }
  return known
}

function chosen(pricing: VariantPricing, asker: Asker, quantity: number): Choice {
  const price = choosePrice(candidatesFor(pricing, asker), quantity)
  if (!price) return null
  // A break for quantity is no announced reduction.
  return { price, lowest_30d: price.min_quantity === 1 ? priorPrice(price, spansFor(pricing, asker)) : null }
}

/** From the last moment at which one of its lists began or ended to the next. */
function stretch({ asks }: VariantPricing, at: number): { since: number; until: number } {
  let [since, until] = [-Infinity, Infinity]
  for (const { starts_at, ends_at } of asks)
    for (const moment of [starts_at, ends_at]) {
      if (moment === null) continue
      const time = moment.getTime()
      if (time <= at) since = Math.max(since, time)
      else until = Math.min(until, time)
    }
  return { since, until }
}
