import { sellAtTill } from '#checkout'
import { priceLines } from '#pricing'
import { idOf, minutesAfter } from '../chance.ts'
import { storeId } from '../chain/stores.ts'
import type { Stage } from '../stage.ts'
import { clerkOf } from '../stage.ts'
import type { Play } from './order.ts'

const LATER_MINUTES = 300

/**
 * What a shop without one thread does every day: somebody comes in for what lies in their cart at home, nobody at the
 * counter knows, and it is rung up anew. The cart stays where it is.
 */
export async function buyAnew(stage: Stage, { key, customer, at, wares }: Play, store: string): Promise<void> {
  const [wanted] = wares
  const till = { at: minutesAfter(at, LATER_MINUTES), who: clerkOf(store), channel: 'pos' }
  if (!wanted || till.at > stage.now) return
  await stage.act(till, async (ctx) => {
    const line = { id: idOf(`anew line ${key}`), variant_id: wanted.variant_id, quantity: 1 }
    const { gross } = await priceLines(ctx, {
      channel: 'pos',
      store_id: storeId(store),
      currency: 'EUR',
      country: 'ES',
      region: 'MD',
      customer_tags: customer.tags,
      at: ctx.now,
      lines: [{ key: line.id, ...line, tax_class: 'standard' }],
    })
    await sellAtTill(ctx, {
      id: idOf(`anew ${key}`),
      store_id: storeId(store),
      customer_id: customer.id,
      lines: [line],
      expected_total: gross,
      tenders: [{ id: idOf(`anew tender ${key}`), provider: 'terminal', amount: gross, reference: 'TPV caja-1' }],
    })
  })
}
