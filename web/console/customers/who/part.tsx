import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from '../customers.module.css'

/** One part of what is known of somebody, with its name and what can be done to it. */
export function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes['part']}>
      <Group justify="space-between" mih={28}>
        <h2 className={classes['partName']}>{title}</h2>
        {action}
      </Group>
      {children}
    </section>
  )
}
