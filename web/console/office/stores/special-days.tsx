import { ActionIcon, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useWords } from '#ui/face.tsx'
import { Section } from '../pieces/section.tsx'
import type { SpecialDay, StoreDraft } from './draft.ts'

const WORDS = {
  title: { es: 'Días especiales', en: 'Special days' },
  about: { es: 'Festivos y aperturas extraordinarias.', en: 'Holidays and extra openings.' },
  add: { es: 'Añadir día', en: 'Add a day' },
  none: { es: 'Ninguno: vale el horario de cada semana.', en: 'None: the weekly hours hold.' },
  day: { es: 'Día', en: 'Day' },
  closed: { es: 'Cerrada', en: 'Closed' },
  opens: { es: 'Abre', en: 'Opens' },
  closes: { es: 'Cierra', en: 'Closes' },
  reason: { es: 'Motivo', en: 'Reason' },
  remove: { es: 'Quitar día', en: 'Remove day' },
} as const

type Props = { draft: StoreDraft; change: (part: Partial<StoreDraft>) => void }

export function SpecialDays({ draft, change }: Props) {
  const w = useWords(WORDS)
  const { exceptions } = draft
  const set = (at: number, part: Partial<SpecialDay>): void =>
    change({ exceptions: exceptions.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  const add = (): void =>
    change({ exceptions: [...exceptions, { on_date: '', opens: null, closes: null, reason: null }] })
  return (
    <Section
      title={w.title}
      about={w.about}
      actions={
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} stroke={1.75} />} onClick={add}>
          {w.add}
        </Button>
      }
    >
      {exceptions.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.none}
        </Text>
      )}
      <Stack gap="xs">
        {exceptions.map((one, at) => (
          <DayRow
            key={at}
            day={one}
            set={(part) => set(at, part)}
            remove={() => change({ exceptions: exceptions.filter((_, index) => index !== at) })}
          />
        ))}
      </Stack>
    </Section>
  )
}

type RowProps = { day: SpecialDay; set: (part: Partial<SpecialDay>) => void; remove: () => void }

function DayRow({ day, set, remove }: RowProps) {
  const w = useWords(WORDS)
  const closed = day.opens === null
  return (
    <Group gap={8} align="center">
      <TextInput
        type="date"
        size="xs"
        aria-label={w.day}
        value={day.on_date}
        onChange={(event) => set({ on_date: event.target.value })}
      />
      <Switch
        size="sm"
        label={w.closed}
        checked={closed}
        onChange={(event) =>
          set(event.target.checked ? { opens: null, closes: null } : { opens: '10:00', closes: '14:00' })
        }
      />
      {!closed && (
        <>
          <TextInput
            type="time"
            size="xs"
            aria-label={w.opens}
            value={day.opens ?? ''}
            onChange={(event) => set({ opens: event.target.value })}
          />
          <TextInput
            type="time"
            size="xs"
            aria-label={w.closes}
            value={day.closes ?? ''}
            onChange={(event) => set({ closes: event.target.value })}
          />
        </>
      )}
      <TextInput
        size="xs"
        flex={1}
        miw={120}
        aria-label={w.reason}
        placeholder={w.reason}
        maxLength={120}
        value={day.reason ?? ''}
        onChange={(event) => set({ reason: event.target.value || null })}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={w.remove} onClick={remove}>
        <IconX size={14} stroke={1.75} />
      </ActionIcon>
    </Group>
  )
}
