import { useElementSize } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { money, number } from '#shared/show.ts'
import classes from './overview.module.css'
import { linkTo } from './row-links.ts'
import { shortMoney } from './values.ts'
import type { Overview } from './values.ts'
import { isMarked, stepName } from './steps.ts'

const WORDS = {
  picture: {
    es: 'Ventas paso a paso; la raya es lo vendido en los mismos días de antes',
    en: 'Sales step by step; the line is what was sold on the same days before',
  },
  before: { es: 'antes', en: 'before' },
  orders: { es: 'pedidos', en: 'orders' },
} as const

const HEIGHT = 220
const TOP = 12
const BOTTOM = 24
const LEFT = 56

type Step = Overview['course'][number]

/** Sales of the period, step by step, from a zero baseline; a mark on each bar where it stood before. */
export function CourseChart({ overview }: { overview: Overview }) {
  const w = useWords(WORDS)
  const { ref, width } = useElementSize()
  const [at, setAt] = useState<number | null>(null)
  const { course } = overview
  const top = niceTop(Math.max(1, ...course.flatMap((step) => [step.gross ?? 0, step.before_gross])))
  const slot = Math.max(0, width - LEFT) / course.length
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.max(0, value) / top)
  const open = useOpenStep(overview)
  return (
    <div ref={ref} className={classes['course']}>
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={w.picture}>
          <Grid top={top} y={y} width={width} currency={overview.currency} />
          {course.map((step, index) => (
            <Bar key={step.at} step={step} x={LEFT + index * slot} slot={slot} y={y} active={at === index} />
          ))}
          <Names overview={overview} slot={slot} />
          {course.map((step, index) => (
            <rect
              key={step.at}
              x={LEFT + index * slot}
              y={0}
              width={slot}
              height={HEIGHT}
              className={classes['hit'] ?? ''}
              onPointerEnter={() => setAt(index)}
              onPointerLeave={() => setAt(null)}
              onClick={() => open(index)}
            />
          ))}
        </svg>
      )}
      {at !== null && course[at] && <Told overview={overview} index={at} x={LEFT + (at + 0.5) * slot} width={width} />}
    </div>
  )
}

function useOpenStep({ course, to, store_id }: Overview): (index: number) => void {
  const navigate = useNavigate()
  return (index) => {
    const query = {
      placed_from: course[index]?.at as string,
      placed_to: course[index + 1]?.at ?? to,
      ...(store_id && { store_id }),
    }
    void navigate(linkTo({ operation: 'listOrders', query }))
  }
}

type BarProps = { step: Step; x: number; slot: number; y: (value: number) => number; active: boolean }

function Bar({ step, x, slot, y, active }: BarProps) {
  const wide = Math.min(40, slot * 0.64)
  const left = x + (slot - wide) / 2
  const height = y(0) - y(step.gross ?? 0)
  return (
    <g data-active={active || undefined} className={classes['bar'] ?? ''}>
      {height > 0 && <path d={roundedBar(left, y(step.gross ?? 0), wide, height)} />}
      {step.before_gross > 0 && (
        <line x1={left - 2} x2={left + wide + 2} y1={y(step.before_gross)} y2={y(step.before_gross)} />
      )}
    </g>
  )
}

/** Round at the top, flat on the baseline. */
function roundedBar(x: number, y: number, wide: number, height: number): string {
  const r = Math.min(4, wide / 2, height)
  return `M${x} ${y + height}V${y + r}q0 ${-r} ${r} ${-r}h${wide - 2 * r}q${r} 0 ${r} ${r}V${y + height}Z`
}

type GridProps = { top: number; y: (value: number) => number; width: number; currency: string }

function Grid({ top, y, width, currency }: GridProps) {
  const language = useLanguage()
  return [0, top / 2, top].map((value) => (
    <g key={value} className={classes['gridLine'] ?? ''}>
      <line x1={LEFT} x2={width} y1={y(value)} y2={y(value)} />
      <text x={LEFT - 8} y={y(value) + 4} textAnchor="end">
        {shortMoney(value, currency, language)}
      </text>
    </g>
  ))
}

function Names({ overview, slot }: { overview: Overview; slot: number }) {
  const language = useLanguage()
  // Where slots are narrow, the last name is wider than its own and ends with it.
  const isLast = (index: number): boolean => slot < 40 && index === overview.course.length - 1
  return overview.course.map((step, index) =>
    isMarked(overview, index, slot) ? (
      <text
        key={step.at}
        x={LEFT + (index + (isLast(index) ? 1 : 0.5)) * slot}
        y={HEIGHT - 6}
        textAnchor={isLast(index) ? 'end' : 'middle'}
        className={classes['axis'] ?? ''}
      >
        {stepName(overview, step.at, language, slot)}
      </text>
    ) : null,
  )
}

function Told({ overview, index, x, width }: { overview: Overview; index: number; x: number; width: number }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const step = overview.course[index] as Step
  return (
    <div className={classes['told']} style={{ left: Math.min(Math.max(x, 90), Math.max(90, width - 90)) }}>
      <strong>{stepName(overview, step.at, language, Infinity)}</strong>
      {step.gross !== null && (
        <span>
          {money(step.gross, overview.currency, language)} · {number(step.orders ?? 0, language)} {w.orders}
        </span>
      )}
      <span className={classes['quiet']}>
        {w.before} {money(step.before_gross, overview.currency, language)}
      </span>
    </div>
  )
}

/** A round number above the highest bar, whose half is round too. */
function niceTop(highest: number): number {
  const unit = 10 ** Math.floor(Math.log10(highest))
  return unit * ([1, 2, 3, 4, 5, 6, 8, 10].find((times) => times * unit >= highest) ?? 10)
}
