import classes from './overview.module.css'

const WIDTH = 120
const HEIGHT = 28
const PAD = 3

/** The course of a figure in one line; the dot is now. */
export function Sparkline({ line }: { line: readonly number[] }) {
  if (line.length < 2 || line.every((value) => value === 0)) return <span className={classes['spark']} aria-hidden />
  const [low, high] = [Math.min(0, ...line), Math.max(...line)]
  const points = line.map((value, index): [number, number] => [
    PAD + (index / (line.length - 1)) * (WIDTH - 2 * PAD),
    HEIGHT - PAD - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * PAD),
  ])
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  const [x, y] = points.at(-1) as [number, number]
  return (
    <svg className={classes['spark']} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      <path d={`${path}L${x} ${HEIGHT}L${PAD} ${HEIGHT}Z`} className={classes['sparkArea'] ?? ''} />
      <path d={path} className={classes['sparkLine'] ?? ''} vectorEffect="non-scaling-stroke" />
      <line x1={x} x2={x} y1={y} y2={y} className={classes['sparkDot'] ?? ''} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
