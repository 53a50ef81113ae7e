import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { movementName, movementReason } from '#shared/movements.ts'
import { number } from '#shared/show.ts'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty, Loading, Trouble } from '#ui/states.tsx'
import { mustTill } from '../session.ts'
import { api } from '../sync/link.ts'

const WORDS = {
  title: { es: (count: string) => `Por qué hay ${count}`, en: (count: string) => `Why there are ${count}` },
  left: { es: (count: string) => `quedan ${count}`, en: (count: string) => `${count} left` },
  promised: { es: (count: string) => `prometidos ${count}`, en: (count: string) => `promised ${count}` },
  incoming: { es: (count: string) => `en camino ${count}`, en: (count: string) => `on the way ${count}` },
  broken: { es: (count: string) => `dañados ${count}`, en: (count: string) => `damaged ${count}` },
  more: { es: 'Ver lo anterior', en: 'See what was before' },
  none: { es: 'Todavía no se ha movido nada', en: 'Nothing has moved yet' },
} as const

const SHOWN = 12
type Entry = Reply<'getStockLedger'>['items'][number]

/** "Why 3?": what came and went, newest first, and how many stood there afterwards. */
export function WhyPart({ variant_id, on_hand }: { variant_id: string; on_hand: number }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { location_id } = mustTill().store
  const ledger = useInfiniteQuery({
    queryKey: ['getStockLedger', variant_id],
    queryFn: ({ pageParam }) =>
      api.getStockLedger({ variant_id, location_id, limit: SHOWN, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  if (ledger.isPending) return <Loading />
  if (ledger.error) return <Trouble error={ledger.error} again={() => void ledger.refetch()} />
  const entries = ledger.data.pages.flatMap(({ items }) => items)
  const title = w.title(number(on_hand, language))
  if (entries.length === 0) return <Empty title={w.none} />
  return (
    <section aria-label={title}>
      <Text fw={600} component="h3" m={0}>
        {title}
      </Text>
      <ul className="rows">
        {entries.map((entry) => (
          <Moved key={entry.seq} entry={entry} />
        ))}
      </ul>
      {ledger.hasNextPage && (
        <Button
          mt="xs"
          variant="default"
          size="md"
          loading={ledger.isFetchingNextPage}
          onClick={() => void ledger.fetchNextPage()}
        >
          {w.more}
        </Button>
      )}
    </section>
  )
}

function Moved({ entry }: { entry: Entry }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { kind, on_hand, allocated, reserved, incoming, damaged, reason, moved_at, balance } = entry
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${number(value, language)}`
  const change =
    on_hand !== 0
      ? signed(on_hand)
      : allocated + reserved !== 0
        ? w.promised(signed(allocated + reserved))
        : incoming !== 0
          ? w.incoming(signed(incoming))
          : damaged !== 0
            ? w.broken(signed(damaged))
            : number(0, language)
  return (
    <li className="row">
      <span className="row-words">
        <span className="strong">
          {movementName(kind === 'transferred_in' && on_hand === 0 ? 'coming' : kind, language)}
        </span>
        <br />
        <span className="soft">
          <Ago when={moved_at} />
          {reason && ` · ${movementReason(reason, language)}`}
        </span>
      </span>
      <span className="num">
        <span className={on_hand === 0 ? 'soft' : 'strong'}>{change}</span>
        <br />
        {on_hand !== 0 && <span className="soft">{w.left(number(balance.on_hand, language))}</span>}
      </span>
    </li>
  )
}
