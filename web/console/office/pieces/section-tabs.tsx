import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useWords } from '#ui/face.tsx'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'

const WORDS = {
  shut: { es: 'Tu puesto no incluye esta parte.', en: 'Your role does not include this part.' },
} as const

export type SectionTab = {
  to: string
  name: string
  /** Without it the tab is shown, but not open, with the reason. */
  needs?: string
}

/** Screens that belong together, side by side; each has its own address. */
export function SectionTabs({ label, tabs }: { label: string; tabs: readonly SectionTab[] }) {
  return (
    <nav className={classes['tabs']} aria-label={label}>
      {tabs.map((tab) => (
        <Tab key={tab.to} {...tab} />
      ))}
    </nav>
  )
}

function Tab({ to, name, needs }: SectionTab) {
  const w = useWords(WORDS)
  const may = useMay()
  if (needs !== undefined && !may(needs))
    return (
      <Tooltip label={w.shut}>
        <span className={classes['tab']} aria-disabled="true" role="link" tabIndex={0}>
          {name}
        </span>
      </Tooltip>
    )
  return (
    <Link to={to} className={classes['tab'] as string} activeOptions={{ exact: true, includeSearch: false }}>
      {name}
    </Link>
  )
}
