export { apiOf } from '../../tools/trade/api.ts'
export type { Api, Reply } from '../../tools/trade/api.ts'
