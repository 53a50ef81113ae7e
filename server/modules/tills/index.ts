export { sendFacts } from './send-facts.ts'
export type { Fact } from './fact-shapes.ts'
export { setTillSettings } from './settings.ts'
