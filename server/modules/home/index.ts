export { home } from './module.ts'
