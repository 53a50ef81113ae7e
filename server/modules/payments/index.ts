export { startPayment } from './start.ts'
export type { StartPayment } from './start.ts'
export { mustBeGiven, notYetTaken, recordTender } from './tender.ts'
export type { RecordTender } from './tender.ts'
export { paymentById, payments, paymentsOf, Payment } from './payment.ts'
export type { ListPayments } from './payment.ts'
export { bindToOrder, heldForCart } from './bind.ts'
export type { Covered } from './bind.ts'
export { askCapture } from './capture.ts'
export { askRefund, askRefundOfCart } from './refund.ts'
export { askOwed, handBack } from './owed.ts'
export { askVoid } from './void.ts'
export { settlePayment } from './settle.ts'
export { checkPayment } from './check.ts'
export { refundable } from './rules.ts'
export { isTender } from './provider.ts'
export {
  effectFailed,
  paymentAuthorised,
  paymentCaptured,
  paymentDeclined,
  paymentRefunded,
  paymentStarted,
  paymentVoided,
} from './events.ts'
