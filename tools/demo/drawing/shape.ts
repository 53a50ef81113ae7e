import type { Paint } from './paint.ts'

/**
 * A thing on a canvas of 400 × 500: the outlines filled with cloth (and its shadow), and what lies over
 * them. `floor` is where a thing that stands meets the ground; null: it lies flat. `variation` 0-2 changes a detail, so that two models of a kind do not look alike.
 */
export type Drawn = { cloth: readonly string[]; over: string; under?: string; floor: number | null }
export type Shape = (paint: Paint, variation: number) => Drawn
