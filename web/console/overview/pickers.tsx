import { ActionIcon, Group, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useWords } from '#ui/face.tsx'
import type { Narrow } from '../frame/filters.ts'
import { useStores } from '../frame/use-stores.ts'
import { useMe } from '../session.ts'
import { SPANS, addDays } from './period.ts'
import type { Period } from './period.ts'
import type { Overview } from './values.ts'

const WORDS = {
  span: { es: 'Periodo', en: 'Period' },
  one: { es: 'Un día', en: 'One day' },
  days: { es: (count: string) => `${count} días`, en: (count: string) => `${count} days` },
  earlier: { es: 'Periodo anterior', en: 'Earlier period' },
  later: { es: 'Periodo siguiente', en: 'Later period' },
  until: { es: 'Último día', en: 'Last day' },
  store: { es: 'Tienda', en: 'Shop' },
  all: { es: 'Todas las tiendas', en: 'All shops' },
  mine: { es: 'Mis tiendas', en: 'My shops' },
} as const

type Props = {
  period: Period
  narrow: Narrow<'days' | 'day' | 'store' | 'rows'>
  /** What is shown now; undefined until it is there. */
  shown: Overview | undefined
}

/** Which days, and which shop. */
export function Pickers({ period, narrow, shown }: Props) {
  const w = useWords(WORDS)
  const { days } = period
  const today = shown && period.day === undefined ? shown.to_day : undefined
  const to = period.day ?? shown?.to_day
  const isToday = period.day === undefined
  const go = (step: number): void => {
    if (to) narrow({ day: addDays(to, step * days) })
  }
  return (
    <Group gap={8} maw="calc(100vw - 32px)">
      <StoreSelect period={period} narrow={narrow} />
      <SegmentedControl
        aria-label={w.span}
        size="xs"
        value={String(days)}
        data={SPANS.map((span) => ({
          value: String(span),
          label: span === 1 ? w.one : w.days(String(span)),
        }))}
        onChange={(value) => narrow({ days: value === '1' ? null : value })}
      />
      <Group gap={4} wrap="nowrap">
        <ActionIcon variant="default" size={30} aria-label={w.earlier} onClick={() => go(-1)}>
          <IconChevronLeft size={16} stroke={1.75} />
        </ActionIcon>
        <TextInput
          type="date"
          size="xs"
          w={132}
          aria-label={w.until}
          value={to ?? ''}
          {...(today && { max: today })}
          onChange={(event) => narrow({ day: event.target.value || null })}
        />
        <ActionIcon variant="default" size={30} aria-label={w.later} disabled={isToday} onClick={() => go(1)}>
          <IconChevronRight size={16} stroke={1.75} />
        </ActionIcon>
      </Group>
    </Group>
  )
}

function StoreSelect({ period, narrow }: Pick<Props, 'period' | 'narrow'>) {
  const w = useWords(WORDS)
  const { store_ids } = useMe()
  const stores = useStores()
  if (stores.length < 2) return null
  return (
    <Select
      size="xs"
      w={180}
      aria-label={w.store}
      placeholder={store_ids === null ? w.all : w.mine}
      data={[...stores]}
      value={period.store_id ?? null}
      onChange={(store) => narrow({ store })}
      clearable
      searchable
    />
  )
}
