import { till } from '../session.ts'
import { value } from '../store/value.ts'
import type { Value } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { snapshot } from '../sync/snapshot.ts'

type Stop = 'too_old' | 'too_much' | 'cart_away' | 'only_cash'
type Judge = (total: number, has_cart: boolean, tender: 'cash' | 'terminal') => Stop | null

const HOUR_MS = 3_600_000

function judge(): Judge {
  const { reachable } = network.get()
  const settings = till.get()?.settings
  const { at } = snapshot.get()
  if (reachable || !settings) return () => null
  const old = at === null || Date.now() - at > settings.offline_hours_max * HOUR_MS
  return (total, has_cart, tender) => {
    if (has_cart) return 'cart_away'
    if (old) return 'too_old'
    if (total > settings.offline_sale_max) return 'too_much'
    return settings.offline_tenders.includes(tender) ? null : 'only_cash'
  }
}

/** What this shop allows without a network; with one, everything. */
export const offlineTrouble: Value<Judge> = value(judge())
for (const source of [network, till, snapshot] as const) source.listen(() => offlineTrouble.set(() => judge()))
