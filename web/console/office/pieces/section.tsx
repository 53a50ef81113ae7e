import type { ReactNode } from 'react'
import classes from '../office.module.css'

type Props = { title: string; about?: string; actions?: ReactNode; children: ReactNode }

/** A part of a form or page, on its own surface. */
export function Section({ title, about, actions, children }: Props) {
  return (
    <section className={classes['section']} aria-label={title}>
      <div className={classes['sectionHead']}>
        <div>
          <h2 className={classes['sectionTitle']}>{title}</h2>
          {about && <div className={classes['quiet']}>{about}</div>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  )
}
