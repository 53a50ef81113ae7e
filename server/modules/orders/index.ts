export type { CancelLines, Canceled, CanceledLine } from './cancel.ts'
export { cancelLines } from './cancel.ts'
export type { ChangeDelivery } from './change.ts'
export { changeContact, changeDelivery } from './change.ts'
export {
  orderCanceled,
  orderCompleted,
  orderContactChanged,
  orderDeliveryChanged,
  orderLinesCanceled,
  orderPlaced,
  orderRecorded,
} from './events.ts'
export { drawNumber } from './insert.ts'
export type { OrderFilter, OrderRow } from './list.ts'
export { countOrders, listOrders } from './list.ts'
export type { Adjustment, Contact, Order, OrderLine, TaxSum } from './order.ts'
export type { OrderBase } from './orders.ts'
export {
  adjustmentsOf,
  linesWithIds,
  orderBase,
  orderById,
  orderByNumber,
  orderLines,
  ordersById,
  ordersOf,
} from './orders.ts'
export type { DeliveryMethod, Money, OrderStatus, PaymentStatus } from './rules.ts'
export { DELIVERY_METHODS, ORDER_STATUSES, PAYMENT_STATUSES, excessOf } from './rules.ts'
export type { Recorded, Sale, SaleLine } from './sale.ts'
export { recordSale, recordSales } from './sale.ts'
export { lockOrder, recordFulfilled, settleOrderStatus, settleMoney, tryLockOrder } from './settle.ts'
export { giveRestBack, putMoneyRight, takeHeld } from './take-held.ts'
export type { OrderInput, OrderLineInput, Written } from './write.ts'
export { writeOrder } from './write.ts'
