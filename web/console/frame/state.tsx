import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconProgress,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './frame.module.css'

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'plain' | 'waits'

const ICONS = {
  ok: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconCircleX,
  info: IconProgress,
  plain: IconCircle,
  waits: IconCircleDashed,
} as const
const INK: Readonly<Record<Tone, string | undefined>> = {
  ok: 'var(--ok-ink)',
  warn: 'var(--warn-ink)',
  bad: 'var(--bad)',
  info: 'var(--info)',
  plain: undefined,
  waits: undefined,
}

/** How something stands: always with its word and a sign, never by colour alone. */
export function State({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Sign = ICONS[tone]
  const ink = INK[tone]
  const style = ink === undefined ? {} : { '--tone': ink, '--wash': `var(--${tone}-wash)` }
  return (
    <span className={classes['state']} style={style as React.CSSProperties}>
      <Sign size={13} stroke={2} aria-hidden />
      {children}
    </span>
  )
}

/** Names and values under each other. */
export function Facts({ of }: { of: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes['facts']}>
      {of.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
