export { cancelOrder } from './cancel-order.ts'
export { orderView } from './order-view.ts'
export { placeOrder } from './place-order.ts'
export { sellAtTill } from './sell-at-till.ts'
