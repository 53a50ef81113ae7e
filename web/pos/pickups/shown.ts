import { value } from '../store/value.ts'

/** A pick-up whose code was shown at the counter, to be opened on its screen. */
export type Shown = { id: string; code: string }
export const shown = value<Shown | null>(null)
