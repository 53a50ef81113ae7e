import { Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '#ui/face.tsx'
import { Door } from './door.tsx'
import { Refusal } from './refusal.tsx'

const WORDS = { back: { es: 'Volver', en: 'Back' } } as const

/** What a step beyond the password is told by the page it belongs to. */
export type StepOf = { error: Error | null; pending: boolean; back: () => void }

type Props = Omit<StepOf, 'error'> & {
  title: string
  text: string
  /** What is wrong beside the fields, which say it themselves. */
  refused: Error | null
  enter: string
  send: () => void
  /** Another way to take the step. */
  other?: ReactNode
  children: ReactNode
}

/** One more thing that is asked at the door before somebody is in. */
export function Step({ title, text, refused, enter, pending, send, other, back, children }: Props) {
  const w = useWords(WORDS)
  return (
    <Door title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
          {children}
          {refused && <Refusal error={refused} />}
          <Button type="submit" loading={pending}>
            {enter}
          </Button>
          {other}
          <Button variant="subtle" color="gray" onClick={back}>
            {w.back}
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
