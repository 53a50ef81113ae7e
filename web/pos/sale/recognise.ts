import { shown } from '../pickups/shown.ts'
import { go } from '../places.ts'
import { mustTill } from '../session.ts'
import { api, network } from '../sync/link.ts'
import { act } from './current.ts'
import { takeUpByCode } from './take-up.ts'

export type Recognised = 'pick_up' | 'customer' | 'cart'

const CARD = /^(?=.*\d)[a-z]{2}[a-z0-9-]{4,}$/i

/**
 * A code that is no article and no customer of this device. People show whatever they have at whatever is open: the
 * code of a pick-up goes to its screen, a card made today to its owner, a cart's code onto the ticket.
 */
export async function recognise(typed: string): Promise<Recognised | null> {
  const code = typed.trim()
  if (!network.get().reachable || code.length < 5) return null
  const { items } = await api.listFulfilments({ store_id: mustTill().store.id, code, status: 'ready' })
  const [ready] = items
  if (ready) {
    shown.set({ id: ready.id, code })
    go('/pick-ups')
    return 'pick_up'
  }
  if (CARD.test(code)) {
    const found = await api.findCustomers({ text: code, limit: 2 })
    const [one] = found.items
    if (one && found.items.length === 1) {
      const { id: customer_id, name: given_name, tags } = one
      act({ do: 'customer', customer: { customer_id, given_name, family_name: null, company: null, tags } })
      return 'customer'
    }
  }
  return (await takeUpByCode(code)) ? 'cart' : null
}
