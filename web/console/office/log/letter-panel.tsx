import { Button, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useWords } from '#ui/face.tsx'
import { When } from '#ui/show.tsx'
import { Trouble } from '#ui/states.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { Facts } from '../../frame/state.tsx'
import { useAction } from '../../frame/use-action.ts'
import type { RowOf } from '../../queries.ts'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import { JsonText } from './event-panel.tsx'
import { useEventName } from './event-words.ts'

const WORDS = {
  listener: { es: 'Quién no pudo', en: 'Who could not' },
  tries: { es: 'Intentos', en: 'Tries' },
  parked: { es: 'Apartado', en: 'Parked' },
  last: { es: 'Último intento', en: 'Last try' },
  error: { es: 'Error', en: 'Error' },
  fact: { es: 'El hecho', en: 'The fact' },
  retry: { es: 'Reintentar', en: 'Retry' },
  done: { es: 'Hecho: ya ha llegado', en: 'Done: it got there' },
  again: { es: 'Sigue sin poder: mira el error', en: 'It still could not: look at the error' },
} as const

/** One fact that was not taken: the error, the fact itself, and again. */
export function LetterPanel({ letter, onClose }: { letter: RowOf<'listDeadLetters'>; onClose: () => void }) {
  const w = useWords(WORDS)
  const mayRetry = useMay()('events.retry')
  const nameOf = useEventName()
  const retry = useAction('retryDeadLetter', {
    refreshes: ['listDeadLetters'],
    quiet: true,
    onDone: ({ resolved }) => {
      notifications.show({ message: resolved ? w.done : w.again, color: resolved ? 'green' : 'red' })
      if (resolved) onClose()
    },
  })
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={nameOf(String(letter.event['type']))}
      footer={
        <Button
          disabled={!mayRetry}
          loading={retry.isPending}
          onClick={() => retry.mutate({ dead_letter_id: letter.id })}
        >
          {w.retry}
        </Button>
      }
    >
      <Stack>
        <Facts
          of={[
            [w.listener, <code key="listener">{letter.listener}</code>],
            [w.tries, String(letter.attempts)],
            [w.parked, <When key="parked" when={letter.parked_at} />],
            ...(letter.retried_at === null ? [] : [[w.last, <When key="last" when={letter.retried_at} />] as const]),
          ]}
        />
        {retry.error && <Trouble error={retry.error} />}
        <section aria-label={w.error}>
          <div className={classes['quiet']}>{w.error}</div>
          <pre className={classes['code']}>{letter.error}</pre>
        </section>
        <JsonText label={w.fact} value={letter.event} />
      </Stack>
    </SidePanel>
  )
}
