import { Link } from '@tanstack/react-router'
import classes from '../office.module.css'

export type SectionTab = { to: string; name: string }

/** Screens that belong together, side by side; each has its own address. */
export function SectionTabs({ label, tabs }: { label: string; tabs: readonly SectionTab[] }) {
  return (
    <nav className={classes['tabs']} aria-label={label}>
      {tabs.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          className={classes['tab'] as string}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
