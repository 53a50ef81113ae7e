export { article, fullCart } from '../../tools/trade/goods.ts'
export type { Article } from '../../tools/trade/goods.ts'
