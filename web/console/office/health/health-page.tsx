import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconStethoscope } from '@tabler/icons-react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty, Trouble } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import { Section } from '../pieces/section.tsx'
import { HealthTabs } from './tabs.tsx'
import { useDoctor } from './use-doctor.ts'
import type { CheckUp } from './use-doctor.ts'

const WORDS = {
  title: { es: 'Salud', en: 'Health' },
  about: {
    es: 'Vuelve a calcular cada cuenta desde su libro y dice qué no cuadra. La tienda sigue abierta.',
    en: 'Works out every count from its ledger again and says what differs. The shop stays open.',
  },
  run: { es: 'Revisar todo', en: 'Check everything' },
  again: { es: 'Revisar otra vez', en: 'Check again' },
  stop: { es: 'Parar', en: 'Stop' },
  before: { es: 'Todavía no se ha revisado', en: 'Not checked yet' },
  beforeText: {
    es: 'Existencias, precios, pagos, pedidos y clientes: cada cifra se compara con lo que la explica.',
    en: 'Stock, prices, payments, orders and customers: each figure is compared with what explains it.',
  },
  parts: { es: 'Partes revisadas', en: 'Parts checked' },
  working: { es: 'Revisando', en: 'Checking' },
  done: { es: 'Cuadra', en: 'Agrees' },
  differs: { es: 'No cuadra', en: 'Differs' },
  well: { es: 'Todo cuadra', en: 'Everything agrees' },
  wellText: {
    es: 'Ninguna cuenta difiere de su libro.',
    en: 'No count differs from its ledger.',
  },
  stopped: { es: 'Se ha parado antes de terminar.', en: 'It was stopped before the end.' },
  findings: { es: 'Lo que no cuadra', en: 'What differs' },
  check: { es: 'Comprobación', en: 'Check' },
  subject: { es: 'Qué', en: 'What' },
  expected: { es: 'Debería ser', en: 'Should be' },
  found: { es: 'Es', en: 'Is' },
  more: { es: (count: string) => `y ${count} más`, en: (count: string) => `and ${count} more` },
} as const

/** The doctor: what the figures say of themselves. */
export function HealthPage() {
  const w = useWords(WORDS)
  const mayRun = useMay()('doctor.run')
  const { state, error, run, stop } = useDoctor()
  return (
    <>
      <PageHeader
        title={w.title}
        about={w.about}
        actions={
          state?.running ? (
            <Button variant="default" onClick={stop}>
              {w.stop}
            </Button>
          ) : (
            <Button
              leftSection={<IconStethoscope size={16} stroke={1.75} />}
              disabled={!mayRun}
              onClick={() => void run()}
            >
              {state ? w.again : w.run}
            </Button>
          )
        }
      />
      <HealthTabs />
      {error && <Trouble error={error} again={() => void run()} />}
      {state ? (
        <div className={classes['column']}>
          <Parts state={state} />
          <Findings state={state} />
        </div>
      ) : (
        <div className={classes['section']}>
          <Empty icon={<IconStethoscope size={28} stroke={1.5} />} title={w.before}>
            {w.beforeText}
          </Empty>
        </div>
      )}
    </>
  )
}

function Parts({ state }: { state: CheckUp }) {
  const w = useWords(WORDS)
  const wrong = new Set(state.findings.map(({ check }) => check.split(/[.: ]/)[0]))
  return (
    <Section title={w.parts}>
      <Stack gap={8} role="status">
        {state.checked.map((part) => (
          <Group key={part} justify="space-between">
            <Text size="sm">{part}</Text>
            <State tone={wrong.has(part) ? 'bad' : 'ok'}>{wrong.has(part) ? w.differs : w.done}</State>
          </Group>
        ))}
        {state.running && (
          <Group gap={8}>
            <Loader size={14} />
            <Text size="sm" c="dimmed">
              {w.working} {state.at}
            </Text>
          </Group>
        )}
        {state.stopped && (
          <Text size="sm" c="dimmed">
            {w.stopped}
          </Text>
        )}
      </Stack>
    </Section>
  )
}

function Findings({ state }: { state: CheckUp }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  if (state.findings.length === 0)
    return state.running || state.stopped ? null : (
      <div className={classes['section']}>
        <Empty icon={<IconCircleCheck size={28} stroke={1.5} color="var(--ok)" />} title={w.well}>
          {w.wellText}
        </Empty>
      </div>
    )
  return (
    <Section title={w.findings}>
      <div className={classes['scroll']}>
        <table className={classes['plainTable']} aria-label={w.findings}>
          <thead>
            <tr>
              <th>{w.check}</th>
              <th>{w.subject}</th>
              <th data-right>{w.expected}</th>
              <th data-right>{w.found}</th>
            </tr>
          </thead>
          <tbody>
            {state.findings.map(({ check, subject, expected, found }) => (
              <tr key={`${check} ${subject}`}>
                <td>{check}</td>
                <td>{subject}</td>
                <td data-right>{expected}</td>
                <td data-right>{found}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {state.more > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {w.more(number(state.more, language))}
        </Text>
      )}
    </Section>
  )
}
