import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = {
  label: string
  go: () => void
  children: ReactNode
  off?: boolean
  /** On a picture: a surface of its own. */
  raised?: boolean
}

/** A small button that is only a sign; its name is read out, and shown on hover. */
export const SignButton = ({ label, go, children, off = false, raised = false }: Props) => (
  <Tooltip label={label}>
    <ActionIcon
      variant={raised ? 'default' : 'subtle'}
      size={raised ? 'sm' : 'md'}
      color="gray"
      aria-label={label}
      disabled={off}
      onClick={go}
      {...(off && !raised ? { bg: 'transparent' } : {})}
    >
      {children}
    </ActionIcon>
  </Tooltip>
)
