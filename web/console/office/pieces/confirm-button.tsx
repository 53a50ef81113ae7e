import { Button, Group, Popover, Text } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'

const WORDS = { no: { es: 'Dejarlo', en: 'Leave it' } } as const

type Props = Pick<ButtonProps, 'variant' | 'size' | 'color' | 'leftSection' | 'disabled' | 'loading'> & {
  children: string
  /** What will happen, in a sentence. */
  question: string
  /** The verb that does it; else the button's own words. */
  yes?: string
  onYes: () => void
}

/** For what cannot be taken back: says what will happen, and asks once. */
export function ConfirmButton({ children, question, yes, onYes, ...button }: Props) {
  const w = useWords(WORDS)
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} width={280} trapFocus withArrow shadow="md">
      <Popover.Target>
        <Button variant="default" {...button} onClick={() => setOpened(!opened)}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="sm">
          {question}
        </Text>
        <Group gap={8} justify="flex-end">
          <Button size="xs" variant="default" onClick={() => setOpened(false)}>
            {w.no}
          </Button>
          <Button
            size="xs"
            color="red"
            onClick={() => {
              setOpened(false)
              onYes()
            }}
          >
            {yes ?? children}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
