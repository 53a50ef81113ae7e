import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Trouble } from '#ui/states.tsx'
import { mustTill } from '../session.ts'
import { useValue } from '../store/value.ts'
import { api, network } from '../sync/link.ts'
import { ask, refresh } from '../sync/queries.ts'

const WORDS = {
  title: { es: 'Por revisar', en: 'To look at' },
  none: {
    es: 'Nada por revisar. Aquí aparece lo que una venta dejó abierto: un precio que cambió, una unidad de más.',
    en: 'Nothing to look at. What a sale left open appears here: a changed price, a unit too many.',
  },
  away: {
    es: 'La lista está en el servidor; se ve con conexión.',
    en: 'The list is on the server: seen with a connection.',
  },
  note: { es: 'Qué has hecho', en: 'What you did' },
  done: { es: 'Resuelto', en: 'Resolved' },
} as const

/** What a sale left open for a person: the sale itself stands. */
export function Tasks() {
  const w = useWords(WORDS)
  const { reachable } = useValue(network)
  const tasks = useQuery({ ...ask('listTillTasks', { store_id: mustTill().store.id, open: true }), enabled: reachable })
  return (
    <Stack gap="xs">
      <Title order={3} size="md">
        {w.title}
      </Title>
      {!reachable && <Text className="soft">{w.away}</Text>}
      {reachable && tasks.error && <Trouble error={tasks.error} again={() => void tasks.refetch()} />}
      {reachable && tasks.data?.items.length === 0 && <Text className="soft">{w.none}</Text>}
      {reachable && tasks.data?.items.map((task) => <Task key={task.id} {...task} />)}
    </Stack>
  )
}

function Task({ id, words, raised_at }: Reply<'listTillTasks'>['items'][number]) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [note, setNote] = useState('')
  const resolve = useMutation({
    mutationFn: () => api.resolveTillTask({ task_id: id, note }),
    onSuccess: () => refresh('listTillTasks'),
  })
  return (
    <Stack gap={4} pb="sm" style={{ borderBottom: '1px solid var(--line)' }}>
      <Text size="sm">{words[language]}</Text>
      <Text className="soft">
        <Ago when={raised_at} />
      </Text>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          aria-label={w.note}
          placeholder={w.note}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button
          variant="default"
          disabled={note.trim() === ''}
          loading={resolve.isPending}
          onClick={() => resolve.mutate()}
        >
          {w.done}
        </Button>
      </Group>
      {resolve.error && <Trouble error={resolve.error} />}
    </Stack>
  )
}
