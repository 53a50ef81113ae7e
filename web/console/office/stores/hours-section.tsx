import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconCopy, IconPlus, IconX } from '@tabler/icons-react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { date } from '#shared/show.ts'
import { Section } from '../pieces/section.tsx'
import type { Span, StoreDraft } from './draft.ts'
import classes from './stores.module.css'

const WORDS = {
  title: { es: 'Horario', en: 'Hours' },
  closed: { es: 'Cerrada', en: 'Closed' },
  opens: { es: (day: string) => `Abre el ${day}`, en: (day: string) => `Opens on ${day}` },
  closes: { es: (day: string) => `Cierra el ${day}`, en: (day: string) => `Closes on ${day}` },
  add: { es: (day: string) => `Añadir horas el ${day}`, en: (day: string) => `Add hours on ${day}` },
  remove: { es: (day: string) => `Quitar horas el ${day}`, en: (day: string) => `Remove hours on ${day}` },
  copy: { es: 'Copiar el lunes a martes–viernes', en: 'Copy Monday to Tuesday–Friday' },
} as const
const DAYS = [1, 2, 3, 4, 5, 6, 7]
const SPANS_MAX = 3
/** A Monday, for the names of the days. */
const MONDAY = Date.UTC(2026, 0, 5, 12)
const DAY_MS = 86_400_000

export const dayName = (weekday: number, language: 'es' | 'en'): string =>
  date(MONDAY + (weekday - 1) * DAY_MS, 'weekday', language, 'UTC').split(/[ ,]/)[0] ?? ''

type Props = { draft: StoreDraft; change: (part: Partial<StoreDraft>) => void; error: string | undefined }

/** When it is open, day by day; a day may have a break in it. */
export function HoursSection({ draft, change, error }: Props) {
  const w = useWords(WORDS)
  const set = (span: Span, part: Partial<Span>): void =>
    change({ hours: draft.hours.map((one) => (one === span ? { ...one, ...part } : one)) })
  const copyMonday = (): void => {
    const monday = draft.hours.filter(({ weekday }) => weekday === 1)
    const others = draft.hours.filter(({ weekday }) => weekday < 2 || weekday > 5)
    const week = [2, 3, 4, 5].flatMap((weekday) => monday.map((span) => ({ ...span, weekday })))
    change({ hours: [...others, ...week].toSorted((a, b) => a.weekday - b.weekday) })
  }
  return (
    <Section
      title={w.title}
      actions={
        <Button size="xs" variant="default" leftSection={<IconCopy size={14} stroke={1.75} />} onClick={copyMonday}>
          {w.copy}
        </Button>
      }
    >
      {error && (
        <Text size="sm" c="var(--bad)" role="alert" mb="xs">
          {error}
        </Text>
      )}
      <div className={classes['week']}>
        {DAYS.map((weekday) => (
          <Day
            key={weekday}
            weekday={weekday}
            spans={draft.hours.filter((span) => span.weekday === weekday)}
            set={set}
            add={(span) => change({ hours: [...draft.hours, span].toSorted((a, b) => a.weekday - b.weekday) })}
            remove={(span) => change({ hours: draft.hours.filter((one) => one !== span) })}
          />
        ))}
      </div>
    </Section>
  )
}

type DayProps = {
  weekday: number
  spans: readonly Span[]
  set: (span: Span, part: Partial<Span>) => void
  add: (span: Span) => void
  remove: (span: Span) => void
}

function Day({ weekday, spans, set, add, remove }: DayProps) {
  const w = useWords(WORDS)
  const day = dayName(weekday, useLanguage())
  const last = spans.at(-1)
  const next = last === undefined ? { opens: '10:00', closes: '21:00' } : { opens: last.closes, closes: '21:00' }
  return (
    <div className={classes['day']} role="group" aria-label={day}>
      <span className={classes['dayName']}>{day}</span>
      <Stack gap={6} className={classes['spans'] ?? ''}>
        {spans.length === 0 && <span className={classes['closed']}>{w.closed}</span>}
        {spans.map((span, at) => (
          <Group key={at} gap={8} wrap="nowrap">
            <TextInput
              type="time"
              size="xs"
              aria-label={w.opens(day)}
              value={span.opens}
              onChange={(event) => set(span, { opens: event.target.value })}
            />
            <span aria-hidden>–</span>
            <TextInput
              type="time"
              size="xs"
              aria-label={w.closes(day)}
              value={span.closes}
              onChange={(event) => set(span, { closes: event.target.value })}
            />
            <ActionIcon variant="subtle" color="gray" aria-label={w.remove(day)} onClick={() => remove(span)}>
              <IconX size={14} stroke={1.75} />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={w.add(day)}
        disabled={spans.length >= SPANS_MAX}
        onClick={() => add({ weekday, ...next })}
      >
        <IconPlus size={16} stroke={1.75} />
      </ActionIcon>
    </div>
  )
}
