import { Button, Group, List, Progress, Stack, Text } from '@mantine/core'
import { useLanguage, useWords } from '#ui/face.tsx'
import { explainRefusal } from '#shared/refusals.ts'
import { NotDone } from './use-batch.ts'
import type { Batch } from './use-batch.ts'

const WORDS = {
  progress: {
    es: (done: number, of: number) => `${done} de ${of}`,
    en: (done: number, of: number) => `${done} of ${of}`,
  },
  label: { es: 'Avance', en: 'Progress' },
  stop: { es: 'Parar', en: 'Stop' },
  failed: {
    es: (count: number) => (count === 1 ? 'Uno no se ha podido cambiar:' : `${count} no se han podido cambiar:`),
    en: (count: number) => (count === 1 ? 'One could not be changed:' : `${count} could not be changed:`),
  },
} as const
const TOLD_MAX = 20

/** How far a batch is, with a stop, and what did not go. */
export function BatchProgress({ batch }: { batch: Batch }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  if (!batch.state) return null
  const { done, of, failed } = batch.state
  return (
    <Stack gap={6} miw={220} role="status">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{w.progress(done, of)}</Text>
        {batch.running && (
          <Button size="compact-xs" variant="default" onClick={batch.stop}>
            {w.stop}
          </Button>
        )}
      </Group>
      <Progress value={of === 0 ? 100 : (done / of) * 100} size="sm" aria-label={w.label} />
      {failed.length > 0 && (
        <>
          <Text size="sm" c="var(--bad)">
            {w.failed(failed.length)}
          </Text>
          <List size="sm">
            {failed.slice(0, TOLD_MAX).map(({ name, error }) => (
              <List.Item key={name}>
                {name}: {error instanceof NotDone ? error.message : explainRefusal(error, language)}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  )
}
