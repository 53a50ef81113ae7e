import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '#ui/face.tsx'
import classes from './frame.module.css'

const WORDS = { close: { es: 'Cerrar', en: 'Close' } } as const

type Props = {
  opened: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** Stays below while the rest scrolls: the buttons. */
  footer?: ReactNode
  size?: 'md' | 'lg' | 'xl'
}

/** A sheet at the side: what need not leave the page opens in one. */
export function SidePanel({ opened, onClose, title, children, footer, size = 'lg' }: Props) {
  const w = useWords(WORDS)
  const body = classes['panelBody'] as string
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      padding="lg"
      closeButtonProps={{ 'aria-label': w.close }}
      classNames={{
        header: classes['panelHead'] as string,
        title: classes['panelTitle'] as string,
        content: classes['panel'] as string,
        body,
      }}
    >
      <div className={classes['panelRest']}>{children}</div>
      {footer && <footer className={classes['panelFoot']}>{footer}</footer>}
    </Drawer>
  )
}
