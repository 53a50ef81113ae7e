import type { Reply } from '#sdk'
import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { date, money } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import { moment } from '../parts/when.ts'
import { ORDER_WORDS } from './order-words.ts'

export type Order = Reply<'getOrder'>
export type Fulfilment = Order['expectations'][number]

type State = 'done' | 'now' | 'next' | 'bad'
type Step = { state: State; title: string; text?: string | null; at?: string | null }
type Said = { order: Order; language: Language; zone: string }

/** Replaced by another, or called off while the rest goes on: nothing of it will happen. */
const HIDDEN = new Set(['rejected', 'canceled'])
export const living = ({ expectations }: Order): Fulfilment[] =>
  expectations.filter(({ status }) => !HIDDEN.has(status))

/** What has happened and what will, as one thread, with times. */
export function orderThread(said: Said): Html {
  const { order, language, zone } = said
  const steps = [
    begun(said),
    ...(order.gross > 0 ? [paid(said)] : []),
    ...(order.status === 'canceled' ? [off(said)] : living(order).flatMap((one) => of(said, one))),
  ]
  return html`<ol class="order-thread">
    ${steps.map(
      ({
        state,
        title,
        text,
        at,
      }) => html`<li class="order-step order-step-${state}"${state === 'now' ? html` aria-current="step"` : null}>
        <p><strong>${title}</strong>${at ? html` <time datetime="${at}">${date(at, 'moment', language, zone)}</time>` : null}</p>
        ${text ? html`<p class="soft">${text}</p>` : null}
      </li>`,
    )}
  </ol>`
}

const begun = ({ order, language }: Said): Step => ({
  state: 'done',
  title: speak(ORDER_WORDS, language).placed,
  at: order.placed_at,
})

function paid({ order, language }: Said): Step {
  const w = speak(ORDER_WORDS, language)
  const price = (minor: number): string => money(minor, order.currency, language)
  if (order.payment_status === 'unpaid') return { state: 'next', title: w.pay_there }
  const text = order.refunded > 0 ? w.refunded(price(order.refunded)) : null
  if (order.paid > 0) return { state: 'done', title: w.paid(price(order.paid)), text }
  return { state: 'done', title: w.held(price(order.gross)), text }
}

const off = ({ order, language }: Said): Step => {
  const w = speak(ORDER_WORDS, language)
  const expired = order.expectations.some(({ status }) => status === 'expired')
  return expired
    ? { state: 'bad', title: w.expired, text: w.expired_text, at: order.canceled_at }
    : { state: 'bad', title: w.canceled, text: w.canceled_text, at: order.canceled_at }
}

/** How far along each state is: preparing, ready, in the customer's hands. */
const REACHED: Readonly<Record<string, number>> = {
  assigned: 0,
  accepted: 0,
  picking: 0,
  exception: 0,
  ready: 1,
  shipped: 2,
  handed_over: 3,
  delivered: 3,
}

function of(said: Said, one: Fulfilment): Step[] {
  const w = speak(ORDER_WORDS, said.language)
  if (one.status === 'exception')
    return [{ state: 'bad', title: w.exception, text: w.exception_text, at: one.updated_at }]
  if (one.status === 'expired') return [{ state: 'bad', title: w.expired, text: w.expired_text, at: one.closed_at }]
  return one.kind === 'ship' ? byPost(said, one) : inStore(said, one)
}

const stateAt = (one: Fulfilment, place: number): State => {
  const reached = REACHED[one.status] ?? 0
  return reached > place || (reached === 3 && place === 3) ? 'done' : reached === place ? 'now' : 'next'
}

function preparing({ language, zone }: Said, one: Fulfilment): Step {
  const w = speak(ORDER_WORDS, language)
  const place = one.store_name ?? one.location_name
  const doing = one.status === 'picking' ? w.picking : one.status === 'accepted' ? w.accepted : w.told
  const state = stateAt(one, 0)
  const due = one.kind === 'ship' ? w.will_leave : w.by
  return {
    state,
    title: place ? w.prepares(place) : w.prepares_plain,
    text: state === 'now' ? `${doing}. ${due(moment(one.due_at, language, zone))}.` : null,
  }
}

function inStore(said: Said, one: Fulfilment): Step[] {
  const { language, zone } = said
  const w = speak(ORDER_WORDS, language)
  const ready = stateAt(one, 1)
  const kept = one.hold_until && ready === 'now' ? w.kept_until(moment(one.hold_until, language, zone)) : null
  return [
    preparing(said, one),
    { state: ready, title: w.ready, text: ready === 'next' ? w.will_be_ready : kept, at: one.ready_at },
    {
      state: stateAt(one, 3),
      title: one.status === 'handed_over' ? w.collected : w.collect_at(one.store_name ?? ''),
      at: one.status === 'handed_over' ? one.closed_at : null,
    },
  ]
}

function byPost(said: Said, one: Fulfilment): Step[] {
  const w = speak(ORDER_WORDS, said.language)
  const left = one.status === 'shipped' || one.status === 'delivered'
  const by = [one.carrier ? w.with(one.carrier) : null, one.tracking ? w.tracking(one.tracking) : null]
    .filter(Boolean)
    .join(' · ')
  return [
    { ...preparing(said, one), ...(one.status === 'ready' ? { state: 'now' as const } : {}) },
    { state: stateAt(one, 2), title: w.shipped, text: left ? by : null },
    { state: stateAt(one, 3), title: w.delivered, at: one.status === 'delivered' ? one.closed_at : null },
  ]
}
