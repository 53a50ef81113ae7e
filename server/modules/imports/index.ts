export { importCompleted, importStarted } from './events.ts'
export { imports } from './module.ts'
