export { countPast } from './rebuild.ts'
