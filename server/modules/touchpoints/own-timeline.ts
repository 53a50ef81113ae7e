import type { Ctx } from '#platform/ctx'
import type { PageOf } from '#platform/page'
import { TRACKED } from './events.ts'
import { timeline } from './timeline.ts'
import type { AskTimeline, Moment } from './timeline.ts'

/** A moment as its own shopper is told it: who of the staff it was, and other ids of the person, stay inside. */
export type OwnMoment = Omit<Moment, 'actor_name' | 'customer_id'>

const LINE = ['variant_id', 'sku', 'name', 'quantity', 'gross', 'currency']
const SALE = ['number', 'currency', 'gross', 'units', 'lines', 'delivery_method', 'store_name']
const PARCEL = ['order_id', 'number', 'kind', 'store_name']
const MONEY = ['order_id', 'amount', 'currency', 'tender']

/**
 * What a shopper is told of each kind of fact: these fields of its data and no others. Notes and reasons are typed by
 * staff for each other, and a later field or fact may be as private: neither is told before it stands here.
 */
export const TOLD: Readonly<Record<string, readonly string[]>> = {
  'cart.created': ['currency'],
  'cart.line_added': [...LINE, 'unit_price'],
  'cart.line_changed': [...LINE, 'previous', 'saved'],
  'cart.line_removed': LINE,
  'cart.delivery_chosen': ['method', 'pickup_store_id', 'pickup_store_name', 'country'],
  'cart.contact_given': ['kinds'],
  'cart.customer_set': [],
  'cart.taken_up': [],
  'cart.merged': ['into_cart_id', 'lines'],
  'cart.parted': [],
  'cart.expired': [],
  'order.placed': SALE,
  'order.recorded': SALE,
  'order.lines_canceled': ['number', 'currency', 'amount', 'lines'],
  'order.canceled': ['number'],
  'order.completed': ['number', 'currency', 'gross'],
  'order.contact_changed': ['number', 'fields'],
  'order.delivery_changed': ['number', 'delivery_method', 'store_name', 'city'],
  'fulfilment.assigned': [...PARCEL, 'units'],
  'fulfilment.accepted': PARCEL,
  'fulfilment.rejected': [...PARCEL, 'units'],
  'fulfilment.rerouted': [...PARCEL, 'units'],
  'fulfilment.picking_started': PARCEL,
  'fulfilment.ready': [...PARCEL, 'units', 'hold_until'],
  'fulfilment.reminded': [...PARCEL, 'hold_until'],
  'fulfilment.extended': [...PARCEL, 'hold_until'],
  'fulfilment.handed_over': [...PARCEL, 'units'],
  'fulfilment.shipped': [...PARCEL, 'units', 'carrier', 'tracking'],
  'fulfilment.delivered': PARCEL,
  'fulfilment.expired': [...PARCEL, 'units', 'amount', 'currency'],
  'fulfilment.canceled': [...PARCEL, 'units'],
  'fulfilment.exception': [...PARCEL, 'units'],
  'payment.authorised': MONEY,
  'payment.captured': MONEY,
  'payment.taken': MONEY,
  'payment.refunded': MONEY,
  'consent.recorded': ['contact_kind', 'channel', 'purpose', 'answer', 'text_version'],
}

const STEPS: ReadonlySet<string> = new Set(TRACKED)
const TYPES = [...Object.keys(TOLD), ...TRACKED]

/** The shopper's own thread. */
export async function ownTimeline(ctx: Ctx, ask: Omit<AskTimeline, 'channel' | 'types'>): Promise<PageOf<OwnMoment>> {
  const { items, next } = await timeline(ctx, { ...ask, types: TYPES })
  return { items: items.map(toldOf), next }
}

function toldOf({ actor_name: _staff, customer_id: _which, data, ...moment }: Moment): OwnMoment {
  // A step is what their own device said, so it is theirs whole.
  if (STEPS.has(moment.type)) return { ...moment, data }
  const fields = TOLD[moment.type] ?? []
  return {
    ...moment,
    data: Object.fromEntries(fields.filter((name) => name in data).map((name) => [name, data[name]])),
  }
}
