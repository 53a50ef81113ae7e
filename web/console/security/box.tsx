import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './security.module.css'

type Props = { title: string; text?: string; action?: ReactNode; children?: ReactNode }

export function Box({ title, text, action, children }: Props) {
  return (
    <section className={classes['box']}>
      <div className={classes['boxHead']}>
        <div className={classes['boxText']}>
          <h2 className={classes['boxName']}>{title}</h2>
          {text && (
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          )}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
