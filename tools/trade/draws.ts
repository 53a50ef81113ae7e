/** Numbers from a seed (mulberry32): each actor draws from its own, so that one more step of one changes no other. */
export function drawsOf(seed: number) {
  let state = seed >>> 0
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const upTo = (most: number): number => Math.floor(draw() * (most + 1))
  const one = <T>(of: readonly T[]): T => of[upTo(of.length - 1)]!
  return { draw, upTo, one, chance: (share: number): boolean => draw() < share }
}

export type Draws = ReturnType<typeof drawsOf>
