import type { Fault } from './fault.ts'
import { kills } from './faults/kills.ts'

/** Every fault the shop must survive, in the order they are tried. */
export const faults: readonly Fault[] = [...kills]
