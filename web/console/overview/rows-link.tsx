import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { linkTo } from './row-links.ts'
import type { Rows } from './row-links.ts'

type Props = { rows: Rows; children: ReactNode; className?: string | undefined; label?: string }

/** A figure is a link to its rows. */
export function RowsLink({ rows, children, className, label }: Props) {
  const { to, search } = linkTo(rows)
  const stays = to === '.'
  return (
    <Link
      to={to}
      search={stays ? (before: object) => ({ ...before, ...search }) : search}
      {...(stays && { resetScroll: false })}
      className={className ?? ''}
      {...(label && { 'aria-label': label })}
    >
      {children}
    </Link>
  )
}
