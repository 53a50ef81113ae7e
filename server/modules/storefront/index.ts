export { productDetail } from './product-detail.ts'
export type { ProductDetail } from './product-detail.ts'
