import { cartsOf } from '#carts'
import type { OwnedCart } from '#carts'
import { CONSENTS_MAX, consentOf } from '#consent'
import type { Consent, Proof } from '#consent'
import { clusterOf, exportCustomer, living } from '#customers'
import type { CustomerExport, ForWhom } from '#customers'
import type { Ctx } from '#platform/ctx'
import { ordersTold, paymentsTold } from './data-orders.ts'
import type { ToldOrder, ToldPayment } from './data-orders.ts'
import { visitsTold } from './data-visits.ts'
import type { Visits } from './data-visits.ts'

const CARTS_MAX = 1_000

type ToldConsent = Omit<Consent, 'proof'> & { proof: Proof }

export type Data = CustomerExport &
  Visits & {
    orders: ToldOrder[]
    more_orders: boolean
    carts: OwnedCart[]
    more_carts: boolean
    payments: ToldPayment[]
    more_payments: boolean
    consents: ToldConsent[]
    more_consents: boolean
  }

/**
 * Everything held of one person, whichever module keeps it and whatever id it was born under (GDPR art. 15 and 20); `for`
 * says whose eyes it is for. Of who was forgotten only ids are left: what they once bought is no longer anybody's, and a
 * parcel still under way is its store's.
 */
export async function dataOf(ctx: Ctx, ask: { customer_id: string; for: ForWhom }): Promise<Data> {
  const known = await exportCustomer(ctx, ask)
  const ids = [...(await living(ctx, await clusterOf(ctx, ask.customer_id)))]
  const bought = await ordersTold(ctx, ids, ask.for)
  const carts = await cartsOf(ctx, ids, CARTS_MAX + 1)
  const of = { order_ids: bought.orders.map(({ id }) => id), cart_ids: carts.map(({ id }) => id) }
  return {
    ...known,
    ...bought,
    carts: carts.slice(0, CARTS_MAX),
    more_carts: carts.length > CARTS_MAX,
    ...(await paymentsTold(ctx, of)),
    ...(ids.length === 0 ? { consents: [], more_consents: false } : await consentsTold(ctx, ask)),
    ...(await visitsTold(ctx, ids)),
  }
}

/** With the wording and where it was asked. Whose session wrote it down may be that of staff: it stays inside. */
async function consentsTold(ctx: Ctx, ask: { customer_id: string; for: ForWhom }) {
  const consents = await consentOf(ctx, ask.customer_id, CONSENTS_MAX + 1)
  const told = ({ text = '', place = null, store_id = null }: Proof): Proof => ({ text, place, store_id })
  return {
    consents: consents
      .slice(0, CONSENTS_MAX)
      .map((one) => (ask.for === 'staff' ? one : { ...one, proof: told(one.proof) })),
    more_consents: consents.length > CONSENTS_MAX,
  }
}
