import { Button, Center, Chip, Group, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { channelName } from '#shared/channels.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty, Loading, Trouble } from '#ui/states.tsx'
import { FilterSelect } from '../../frame/filter-bar.tsx'
import { ask, askPages } from '../../queries.ts'
import type { Customer } from '../customer-page.tsx'
import classes from '../customers.module.css'
import { Days } from './days.tsx'
import { KINDS } from './kinds.ts'
import type { Kind } from './kinds.ts'
import { tell } from './tell.ts'
import { useHold } from './use-hold.ts'
import { Composer } from './composer.tsx'

const WORDS = {
  thread: { es: 'El hilo', en: 'The thread' },
  search: { es: 'Buscar en el hilo', en: 'Search the thread' },
  channel: { es: 'Canal', en: 'Channel' },
  visits: { es: 'Visitas', en: 'Visits' },
  carts: { es: 'Cestas', en: 'Carts' },
  orders: { es: 'Pedidos', en: 'Orders' },
  talk: { es: 'Llamadas', en: 'Calls' },
  person: { es: 'Ficha', en: 'Profile' },
  jump: { es: 'Ir a una fecha', en: 'Go to a date' },
  earlier: { es: 'Ver lo anterior', en: 'Show what was before' },
  begins: { es: 'Aquí empieza el hilo', en: 'The thread begins here' },
  none: { es: 'Nada por aquí', en: 'Nothing here' },
  noneText: {
    es: 'Lo que haga en cualquier canal aparecerá aquí, en orden.',
    en: 'Whatever they do in any channel will appear here, in order.',
  },
  noneFits: {
    es: 'Nada coincide en lo cargado. Mira más atrás o cambia los filtros.',
    en: 'Nothing fits in what is loaded. Look further back or change the filters.',
  },
} as const
/** What scrolls can be scrolled by keyboard too (WCAG 2.1.1), even where nothing in it can be clicked. */
const FOCUSABLE = { tabIndex: 0 }
const PAGE = 50
/** A date is looked for this many pages back; nobody scrolls further in one step. */
const JUMP_PAGES_MAX = 30

/** Everything that happened with one person, in every channel, newest below; more comes when one scrolls up. */
export function Thread({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [kinds, setKinds] = useState<string[]>([])
  const [channel, setChannel] = useState<string | null>(null)
  const [text, setText] = useState('')
  const types = kinds.flatMap((kind) => KINDS[kind as Kind]).join(',')
  const asked = useInfiniteQuery(
    askPages('getTimeline', {
      customer_id: customer.id,
      limit: PAGE,
      ...(types && { types }),
      ...(channel && { channel }),
    }),
  )
  const all = useMemo(() => asked.data?.pages.flatMap(({ items }) => items).toReversed(), [asked.data])
  const shown = useMemo(() => {
    const sought = text.trim().toLocaleLowerCase()
    if (sought === '') return all
    return all?.filter((moment) => {
      const { title, detail } = tell(moment, language)
      return `${title} ${detail ?? ''} ${moment.actor_name ?? ''}`.toLocaleLowerCase().includes(sought)
    })
  }, [all, text, language])
  const { box, onScroll } = useHold(shown, asked)
  const jump = async (day: string): Promise<void> => {
    let pages = asked.data?.pages ?? []
    for (let turn = 0; turn < JUMP_PAGES_MAX; turn++) {
      const oldest = pages.at(-1)?.items.at(-1)?.occurred_at
      if (oldest === undefined || oldest.slice(0, 10) < day || pages.at(-1)?.next === null) break
      pages = (await asked.fetchNextPage()).data?.pages ?? pages
    }
    requestAnimationFrame(() => {
      const days = [...(box.current?.querySelectorAll<HTMLElement>('[data-day]') ?? [])]
      const found = days.find(({ dataset }) => (dataset['day'] ?? '') >= day) ?? days.at(-1)
      found?.scrollIntoView({ block: 'start' })
    })
  }
  return (
    <section className={classes['thread']}>
      <Filters {...{ kinds, setKinds, channel, setChannel, text, setText }} jump={(day) => void jump(day)} />
      <div
        ref={box}
        className={classes['scroll']}
        onScroll={onScroll}
        role="region"
        aria-label={w.thread}
        {...FOCUSABLE}
      >
        {asked.error && <Trouble error={asked.error} again={() => void asked.refetch()} />}
        {!asked.data && !asked.error && <Loading />}
        {shown && (
          <Center py="sm">
            {asked.hasNextPage ? (
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                loading={asked.isFetchingNextPage}
                onClick={() => void asked.fetchNextPage()}
              >
                {w.earlier}
              </Button>
            ) : (
              shown.length > 0 && (
                <Text size="xs" c="dimmed">
                  {w.begins}
                </Text>
              )
            )}
          </Center>
        )}
        {shown?.length === 0 && (
          <Empty title={w.none}>{all?.length === 0 && !types && !channel ? w.noneText : w.noneFits}</Empty>
        )}
        {shown && <Days moments={shown} customer={customer} />}
      </div>
      <Composer customer={customer} />
    </section>
  )
}

type FiltersProps = {
  kinds: string[]
  setKinds: (kinds: string[]) => void
  channel: string | null
  setChannel: (channel: string | null) => void
  text: string
  setText: (text: string) => void
  jump: (day: string) => void
}

function Filters({ kinds, setKinds, channel, setChannel, text, setText, jump }: FiltersProps) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const channels = useQuery(ask('listChannels', {}))
  const names = ['visits', 'carts', 'orders', 'talk', 'person'] as const
  return (
    <div className={classes['threadHead']}>
      <Group gap={8} wrap="nowrap">
        <TextInput
          flex={1}
          size="xs"
          type="search"
          aria-label={w.search}
          placeholder={w.search}
          leftSection={<IconSearch size={14} stroke={1.75} />}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <div className={classes['threadChannel']}>
          <FilterSelect
            label={w.channel}
            width={112}
            value={channel ?? undefined}
            choose={setChannel}
            options={(channels.data?.items ?? []).map(({ code }) => ({
              value: code,
              label: channelName(code, language),
            }))}
          />
        </div>
        <TextInput
          size="xs"
          type="date"
          w={128}
          aria-label={w.jump}
          title={w.jump}
          onChange={(event) => event.target.value !== '' && jump(event.target.value)}
        />
      </Group>
      <Group gap={6}>
        <Chip.Group multiple value={kinds} onChange={setKinds}>
          {names.map((kind) => (
            <Chip key={kind} value={kind} size="xs" variant="outline">
              {w[kind]}
            </Chip>
          ))}
        </Chip.Group>
      </Group>
    </div>
  )
}
