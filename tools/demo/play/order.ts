import { addLine, createCart, setContact } from '#carts'
import type { CartView } from '#carts'
import { placeOrder } from '#checkout'
import { accept, fulfilmentsOf, handOver, markDelivered, markReady, markShipped, startPicking } from '#fulfilment'
import type { FulfilmentView } from '#fulfilment'
import { recordTender } from '#payments'
import type { Actor } from '#platform/actor'
import type { Address } from '#platform/route'
import { idOf, minutesAfter } from '../chance.ts'
import { storeId } from '../chain/stores.ts'
import type { Customer } from '../people/invite.ts'
import type { Stage } from '../stage.ts'
import { clerkOf, shopper } from '../stage.ts'

export const STATES = ['cart', 'placed', 'accepted', 'picking', 'ready', 'gone', 'delivered'] as const
export type State = (typeof STATES)[number]

/** One order as it is to go: who, what, whereto, and how far it gets. */
export type Play = {
  key: string
  customer: Pick<Customer, 'id' | 'given_name' | 'family_name' | 'email' | 'phone' | 'address' | 'tags'>
  /** Who works the cart; the customer where nobody is named. */
  hand?: Actor
  channel: string
  at: Date
  wares: readonly { variant_id: string; quantity: number }[]
  delivery: { method: 'pickup'; store: string } | { method: 'ship'; address: Address }
  until: State
  /** Minutes from one state to the next. */
  pace: number
}

const reaches = (until: State, state: State): boolean => STATES.indexOf(until) >= STATES.indexOf(state)

/**
 * Plays an order through the same verbs people use, each at its own moment. What was played already, by
 * an attempt that was cut off, is passed over.
 */
export async function play(stage: Stage, it: Play): Promise<CartView> {
  const cart = await fillCart(stage, it)
  if (!reaches(it.until, 'placed')) return cart
  const order_id = await placeIt(stage, it, cart)
  const fulfilments = await stage.act({ at: it.at }, (ctx) => fulfilmentsOf(ctx, order_id))
  for (const fulfilment of fulfilments) await workIt(stage, it, fulfilment)
  return cart
}

const fillCart = (stage: Stage, { key, customer, hand, channel, at, wares, delivery }: Play): Promise<CartView> =>
  stage.act({ who: hand ?? shopper(customer.id, customer.given_name), channel, at }, async (ctx) => {
    const id = idOf(`cart ${key}`)
    let cart = await createCart(ctx, {
      id,
      channel,
      customer_id: customer.id,
      delivery:
        delivery.method === 'pickup'
          ? { method: 'pickup', pickup_store_id: storeId(delivery.store) }
          : { method: 'ship', address: delivery.address },
    })
    if (cart.status !== 'open') return cart
    for (const [i, ware] of wares.entries())
      cart = await addLine(ctx, { cart_id: id, line_id: idOf(`line ${key} ${i}`), ...ware })
    const { given_name, family_name, email, phone } = customer
    return setContact(ctx, {
      cart_id: id,
      contact: { name: `${given_name} ${family_name}`, ...(email ? { email } : {}), ...(phone ? { phone } : {}) },
    })
  })

const placeIt = (
  stage: Stage,
  { key, customer, hand, channel, at, delivery }: Play,
  { id, gross, currency, status }: CartView,
): Promise<string> =>
  stage.act(
    { who: hand ?? shopper(customer.id, customer.given_name), channel, at: minutesAfter(at, 7) },
    async (ctx) => {
      // Money taken by a card terminal: the demo asks no provider for it.
      const store_id = delivery.method === 'pickup' ? storeId(delivery.store) : null
      if (status === 'open')
        await recordTender(ctx, {
          id: idOf(`payment ${key}`),
          cart_id: id,
          customer_id: customer.id,
          store_id,
          provider: 'terminal',
          amount: gross,
          currency,
          reference: `TPV ${key}`,
        })
      return (await placeOrder(ctx, { cart_id: id })).order_id
    },
  )

const RANK: Readonly<Record<string, State>> = {
  assigned: 'placed',
  accepted: 'accepted',
  picking: 'picking',
  ready: 'ready',
  handed_over: 'gone',
  shipped: 'gone',
  delivered: 'delivered',
}

async function workIt(stage: Stage, { at, pace, until }: Play, fulfilment: FulfilmentView): Promise<void> {
  const { id: fulfilment_id, kind, store_code, status } = fulfilment
  const reached = RANK[status]
  if (!reached) return
  const who = store_code ? clerkOf(store_code) : clerkOf('central')
  const channel = store_code ? 'pos' : 'system'
  const steps: [State, number, Parameters<Stage['act']>[1]][] = [
    ['accepted', 1, (ctx) => accept(ctx, { fulfilment_id })],
    ['picking', 2, (ctx) => startPicking(ctx, { fulfilment_id })],
    ['ready', 2.4, (ctx) => markReady(ctx, { fulfilment_id, picked_all: true })],
    [
      'gone',
      kind === 'pickup' ? 9 : 4,
      (ctx) =>
        kind === 'pickup'
          ? handOver(ctx, { fulfilment_id, proof: { id_note: 'Documento de identidad visto' } })
          : markShipped(ctx, {
              fulfilment_id,
              carrier: 'Correo Rápido',
              tracking: `CR${fulfilment_id.slice(0, 8).toUpperCase()}`,
            }),
    ],
  ]
  if (kind === 'ship') steps.push(['delivered', 16, (ctx) => markDelivered(ctx, { fulfilment_id })])
  for (const [state, paces, work] of steps) {
    if (!reaches(until, state) || reaches(reached, state)) continue
    await stage.act({ who, channel, at: minutesAfter(at, 7 + paces * pace) }, work)
  }
}
