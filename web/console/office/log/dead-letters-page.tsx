import { Button } from '@mantine/core'
import { IconMailCheck, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { DataTable } from '../../frame/data-table.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { useList } from '../../frame/use-list.ts'
import { api, refresh } from '../../queries.ts'
import type { RowOf } from '../../queries.ts'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import { BatchProgress } from '../pieces/batch-progress.tsx'
import { NotDone, useBatch } from '../pieces/use-batch.ts'
import { LetterPanel } from './letter-panel.tsx'
import { useEventName } from './event-words.ts'
import { LogTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Registro', en: 'Log' },
  letters: { es: 'Por reintentar', en: 'To retry' },
  about: {
    es: 'Hechos que una parte del sistema no ha podido tratar. El resto sigue; esto espera a una persona.',
    en: 'Facts that a part of the system could not deal with. The rest goes on; this waits for a person.',
  },
  all: { es: 'Reintentar todo', en: 'Retry all' },
  fact: { es: 'Hecho', en: 'Fact' },
  listener: { es: 'Quién no pudo', en: 'Who could not' },
  error: { es: 'Error', en: 'Error' },
  tries: { es: 'Intentos', en: 'Tries' },
  parked: { es: 'Apartado', en: 'Parked' },
  empty: { es: 'No hay nada por reintentar', en: 'Nothing is to be retried' },
  emptyText: {
    es: 'Todos los hechos han llegado a quien los esperaba. Si uno fallara, aparecería aquí con su error.',
    en: 'Every fact reached whoever waited for it. If one failed, it would appear here with its error.',
  },
} as const

export type Letter = RowOf<'listDeadLetters'>

/** Facts that wait for a person: why, and again. */
export function DeadLettersPage() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const nameOf = useEventName()
  const list = useList('listDeadLetters', {})
  const batch = useBatch()
  const [opened, setOpened] = useState<string | null>(null)
  const letter = list.rows?.find(({ id }) => id === opened)
  const retryAll = async (): Promise<void> => {
    await batch.run(
      list.rows ?? [],
      ({ listener }) => listener,
      async ({ id }) => {
        const { resolved, error } = await api.retryDeadLetter({ dead_letter_id: id })
        if (!resolved) throw new NotDone(error ?? '')
      },
    )
    await refresh('listDeadLetters')
  }
  return (
    <>
      <PageHeader
        title={w.title}
        about={w.about}
        actions={
          (list.rows?.length ?? 0) > 0 && (
            <Button
              leftSection={<IconRefresh size={16} stroke={1.75} />}
              disabled={!may('events.retry')}
              loading={batch.running}
              onClick={() => void retryAll()}
            >
              {w.all}
            </Button>
          )
        }
      />
      <LogTabs />
      <BatchProgress batch={batch} />
      <DataTable<Letter>
        label={w.letters}
        list={list}
        rowKey={({ id }) => id}
        open={({ id }) => setOpened(id)}
        empty={
          <Empty icon={<IconMailCheck size={28} stroke={1.5} color="var(--ok)" />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={[
          { key: 'fact', title: w.fact, render: ({ event }) => nameOf(String(event['type'])) },
          { key: 'listener', title: w.listener, from: 'tablet', render: ({ listener }) => <code>{listener}</code> },
          {
            key: 'error',
            title: w.error,
            from: 'tablet',
            render: ({ error }) => <span className={classes['quiet']}>{error.split('\n')[0]}</span>,
          },
          {
            key: 'tries',
            title: w.tries,
            align: 'right',
            width: 90,
            render: ({ attempts }) => number(attempts, language),
          },
          {
            key: 'parked',
            title: w.parked,
            align: 'right',
            width: 150,
            render: ({ parked_at }) => <Ago when={parked_at} />,
          },
        ]}
      />
      {letter && <LetterPanel letter={letter} onClose={() => setOpened(null)} />}
    </>
  )
}
