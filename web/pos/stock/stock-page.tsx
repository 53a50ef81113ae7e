import { SegmentedControl, Stack, Title } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { CountPart } from './count-part.tsx'
import { LookPart } from './look-part.tsx'
import { TransfersPart } from './transfers-part.tsx'

const WORDS = {
  title: { es: 'Stock', en: 'Stock' },
  look: { es: 'Consultar', en: 'Look up' },
  receive: { es: 'Recibir', en: 'Receive' },
  count: { es: 'Contar', en: 'Count' },
  away: {
    es: 'Sin conexión no se reciben envíos ni se cuenta',
    en: 'Without a connection nothing is received or counted',
  },
  awayWhy: {
    es: 'Así dos personas no apuntan lo mismo dos veces. La venta sigue funcionando.',
    en: 'So that two people do not book the same thing twice. Selling goes on.',
  },
} as const

type View = 'look' | 'receive' | 'count'

/** What is where, what arrives, what really lies on the shelf. */
export function StockPage() {
  const w = useWords(WORDS)
  const { reachable } = useValue(network)
  const [view, setView] = useState<View>('look')
  return (
    <div className="till-page">
      <Stack>
        <Title order={1} size="xl">
          {w.title}
        </Title>
        <SegmentedControl
          size="md"
          aria-label={w.title}
          value={view}
          onChange={(next) => setView(next as View)}
          data={(['look', 'receive', 'count'] as const).map((value) => ({ value, label: w[value] }))}
        />
        {view === 'look' && <LookPart />}
        {view !== 'look' && !reachable && <Empty title={w.away}>{w.awayWhy}</Empty>}
        {view === 'receive' && reachable && <TransfersPart />}
        {view === 'count' && reachable && <CountPart />}
      </Stack>
    </div>
  )
}
