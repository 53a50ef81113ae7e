import { useWords } from '#ui/face.tsx'
import { State } from '../frame/state.tsx'
import type { Tone } from '../frame/state.tsx'

export const ORDER_WORDS = {
  placed: { es: 'Recibido', en: 'Placed' },
  in_progress: { es: 'En marcha', en: 'In progress' },
  completed: { es: 'Terminado', en: 'Completed' },
  canceled: { es: 'Anulado', en: 'Cancelled' },
} as const
export type OrderStatus = keyof typeof ORDER_WORDS

export const PAYMENT_WORDS = {
  unpaid: { es: 'Sin pagar', en: 'Unpaid' },
  authorised: { es: 'Autorizado', en: 'Authorised' },
  paid: { es: 'Pagado', en: 'Paid' },
  partly_refunded: { es: 'Devuelto en parte', en: 'Partly refunded' },
  refunded: { es: 'Devuelto', en: 'Refunded' },
} as const
export type PaymentStatus = keyof typeof PAYMENT_WORDS

export const FULFILMENT_WORDS = {
  assigned: { es: 'Por aceptar', en: 'To accept' },
  accepted: { es: 'Aceptado', en: 'Accepted' },
  picking: { es: 'Preparándose', en: 'Being picked' },
  ready: { es: 'Listo', en: 'Ready' },
  handed_over: { es: 'Entregado', en: 'Handed over' },
  shipped: { es: 'Enviado', en: 'Sent' },
  delivered: { es: 'Recibido', en: 'Delivered' },
  exception: { es: 'Por resolver', en: 'To resolve' },
  rejected: { es: 'Rechazado', en: 'Rejected' },
  expired: { es: 'Sin recoger', en: 'Not collected' },
  canceled: { es: 'Anulado', en: 'Cancelled' },
} as const
export type FulfilmentStatus = keyof typeof FULFILMENT_WORDS

export const DELIVERY_WORDS = {
  ship: { es: 'Envío', en: 'Delivery' },
  pickup: { es: 'Recogida', en: 'Pick-up' },
  carry_out: { es: 'En mano', en: 'Carried out' },
} as const

const ORDER_TONES: Readonly<Record<OrderStatus, Tone>> = {
  placed: 'info',
  in_progress: 'info',
  completed: 'ok',
  canceled: 'bad',
}
const PAYMENT_TONES: Readonly<Record<PaymentStatus, Tone>> = {
  unpaid: 'warn',
  authorised: 'waits',
  paid: 'ok',
  partly_refunded: 'plain',
  refunded: 'plain',
}
const FULFILMENT_TONES: Readonly<Record<FulfilmentStatus, Tone>> = {
  assigned: 'waits',
  accepted: 'info',
  picking: 'info',
  ready: 'ok',
  handed_over: 'ok',
  shipped: 'ok',
  delivered: 'ok',
  exception: 'bad',
  rejected: 'bad',
  expired: 'warn',
  canceled: 'plain',
}

export function OrderState({ status }: { status: OrderStatus }) {
  return <State tone={ORDER_TONES[status]}>{useWords(ORDER_WORDS)[status]}</State>
}

export function PaymentState({ status }: { status: PaymentStatus }) {
  return <State tone={PAYMENT_TONES[status]}>{useWords(PAYMENT_WORDS)[status]}</State>
}

export function FulfilmentState({ status }: { status: FulfilmentStatus }) {
  return <State tone={FULFILMENT_TONES[status]}>{useWords(FULFILMENT_WORDS)[status]}</State>
}
