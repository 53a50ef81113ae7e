import { Anchor, Group, Text, Title } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import classes from './frame.module.css'

type Props = {
  title: string
  /** Where this page hangs: a link before its title. */
  above?: { to: string; name: string }
  /** Beside the title: a state, a count. */
  beside?: ReactNode
  /** One quiet line below it. */
  about?: ReactNode
  actions?: ReactNode
}

/** The head of every page: where one is, and what can be done here. Names the tab too. */
export function PageHeader({ title, above, beside, about, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · Hilo`
  }, [title])
  return (
    <header className={classes['head']}>
      <div className={classes['headText']}>
        <Group gap={8} wrap="wrap">
          {above && (
            <Group gap={4} wrap="nowrap">
              <Anchor component={Link} to={above.to} size="md" c="dimmed">
                {above.name}
              </Anchor>
              <IconChevronRight size={14} stroke={1.75} color="var(--ink-soft)" aria-hidden />
            </Group>
          )}
          <Title order={1} className={classes['title'] as string}>
            {title}
          </Title>
          {beside}
        </Group>
        {about && (
          <Text size="sm" c="dimmed" component="div">
            {about}
          </Text>
        )}
      </div>
      {actions && (
        <Group gap={8} className={classes['actions'] as string}>
          {actions}
        </Group>
      )}
    </header>
  )
}
