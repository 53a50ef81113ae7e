/** A sheet to sign on: strokes are kept as the path of a drawing, corner after corner, and only so many of them. */
export const SHEET = { width: 600, height: 200 } as const
const PATH_MAX = 8_000
/** Nearer than this to the corner before, a point says nothing new. */
const STEP = 4

type Point = { x: number; y: number }
const CORNER = /[ML](\d+) (\d+)$/

/** The path with one more point: a new stroke, or the next corner of the last one. */
export function drawn(path: string, kind: 'M' | 'L', { x, y }: Point): string {
  const at = { x: within(x, SHEET.width), y: within(y, SHEET.height) }
  const before = CORNER.exec(path)
  if (kind === 'L' && before && Math.hypot(at.x - Number(before[1]), at.y - Number(before[2])) < STEP) return path
  const next = `${path}${kind}${at.x} ${at.y}`
  return next.length > PATH_MAX ? path : next
}

const within = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)))

/** Whether somebody drew more than a dot. */
export const isSigned = (path: string): boolean => path.includes('L')
