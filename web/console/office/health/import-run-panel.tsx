import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useList } from '../../frame/use-list.ts'
import { ask } from '../../queries.ts'
import type { RowOf } from '../../queries.ts'
import classes from '../office.module.css'

const WORDS = {
  figures: { es: 'Cifras', en: 'Figures' },
  figure: { es: 'Cifra', en: 'Figure' },
  source: { es: 'En el origen', en: 'In the source' },
  here: { es: 'Aquí', en: 'Here' },
  errors: { es: 'Filas con algo que decir', en: 'Rows with something to say' },
  none: { es: 'Ninguna: todas han entrado como estaban.', en: 'None: all came in as they stood.' },
  row: { es: 'Fila', en: 'Row' },
  why: { es: 'Motivo', en: 'Reason' },
  more: { es: 'Ver más', en: 'Show more' },
  stage: { es: (stage: string) => `Paso: ${stage}`, en: (stage: string) => `Stage: ${stage}` },
} as const
const AGAIN_MS = 3_000

/** One run: its figures against the source's, and the rows that did not come in as they stood. */
export function ImportRunPanel({ run, onClose }: { run: RowOf<'listImports'>; onClose: () => void }) {
  const w = useWords(WORDS)
  const now = useQuery({
    ...ask('getImport', { import_id: run.id }),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? AGAIN_MS : false),
  })
  const known = now.data ?? run
  return (
    <SidePanel opened onClose={onClose} title={run.source}>
      <Stack>
        {known.status === 'running' && (
          <Text size="sm" role="status">
            {w.stage(known.stage)}
          </Text>
        )}
        {known.figures.length > 0 && <Figures figures={known.figures} />}
        <Errors import_id={run.id} />
      </Stack>
    </SidePanel>
  )
}

function Figures({ figures }: { figures: RowOf<'listImports'>['figures'] }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const say = (value: number | null): string => (value === null ? '' : number(value, language))
  return (
    <table className={classes['plainTable']} aria-label={w.figures}>
      <thead>
        <tr>
          <th>{w.figure}</th>
          <th data-right>{w.source}</th>
          <th data-right>{w.here}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, expected, found }) => (
          <tr key={name} style={expected === found ? {} : { color: 'var(--bad)' }}>
            <td>{name}</td>
            <td data-right>{say(expected)}</td>
            <td data-right>{say(found)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Errors({ import_id }: { import_id: string }) {
  const w = useWords(WORDS)
  const errors = useList('listImportErrors', { import_id })
  if (errors.error) return <Trouble error={errors.error} again={errors.again} />
  if (!errors.rows) return <Loading />
  return (
    <section aria-label={w.errors}>
      <Text size="sm" fw={500} mb="xs">
        {w.errors}
      </Text>
      {errors.rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {w.none}
        </Text>
      ) : (
        <table className={classes['plainTable']}>
          <thead>
            <tr>
              <th data-right>{w.row}</th>
              <th>{w.why}</th>
            </tr>
          </thead>
          <tbody>
            {errors.rows.map(({ part, row, code, message }) => (
              <tr key={`${part} ${row} ${code}`}>
                <td data-right>
                  <span className={classes['quiet']}>{part}</span> {row}
                </td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {errors.more && (
        <Group justify="center" mt="xs">
          <Button size="xs" variant="subtle" color="gray" loading={errors.loadingMore} onClick={errors.more}>
            {w.more}
          </Button>
        </Group>
      )}
    </section>
  )
}
