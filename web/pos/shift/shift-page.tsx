import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconCash, IconCashOff, IconLock, IconReport } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { When } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { chain, mustTill } from '../session.ts'
import { Price } from '../show.tsx'
import { useValue } from '../store/value.ts'
import { CashSheet } from './cash-sheet.tsx'
import { CloseSheet } from './close-sheet.tsx'
import type { Drawer } from './drawer.ts'
import { OpenShift } from './open-shift.tsx'
import { PastShifts } from './past-shifts.tsx'
import { ReportSheet } from './report-sheet.tsx'
import { drawer } from './verbs.ts'

const WORDS = {
  title: { es: 'Turno', en: 'Shift' },
  since: { es: (name: string) => `Abierto por ${name},`, en: (name: string) => `Opened by ${name},` },
  sales: { es: 'Ventas', en: 'Sales' },
  gross: { es: 'Vendido', en: 'Sold' },
  cash: { es: 'En efectivo', en: 'In cash' },
  terminal: { es: 'Con tarjeta', en: 'By card' },
  putIn: { es: 'Meter efectivo', en: 'Pay in' },
  takeOut: { es: 'Sacar efectivo', en: 'Pay out' },
  report: { es: 'Informe X', en: 'X report' },
  close: { es: 'Cerrar caja', en: 'Close the till' },
  moves: { es: 'Entradas y salidas de efectivo', en: 'Cash in and out' },
  noMoves: { es: 'Ninguna', en: 'None' },
  noMovesWhy: {
    es: 'Lo que entra o sale del cajón sin ser una venta aparece aquí con su motivo.',
    en: 'What goes into or out of the drawer without a sale appears here with its reason.',
  },
  in: { es: 'Entrada', en: 'In' },
  out: { es: 'Salida', en: 'Out' },
} as const

type Sheet = 'in' | 'out' | 'report' | 'close' | null

/** The drawer of today: what came in, what went out, and the end of the day. */
export function ShiftPage() {
  const { shift } = useValue(chain) ?? { shift: null }
  const [closing, setClosing] = useState(false)
  // The sheet that closes a shift goes on with its Z when the shift is closed already.
  if (!shift && !closing)
    return (
      <div className="till-page">
        <OpenShift />
        <PastShifts />
      </div>
    )
  return <Now closing={closing} onClosing={setClosing} />
}

/** Worked out again after each fact; the figures before stay until then. */
function useDrawer(): Drawer | null {
  const seq = useValue(chain)?.next_seq
  const found = useQuery({ queryKey: ['drawer', seq], queryFn: drawer, placeholderData: keepPreviousData })
  return found.data ?? null
}

function Now({ closing, onClosing }: { closing: boolean; onClosing: (closing: boolean) => void }) {
  const w = useWords(WORDS)
  const { shift } = useValue(chain) ?? { shift: null }
  const now = useDrawer()
  const [sheet, setSheet] = useState<Sheet>(null)
  const name = mustTill().crew.find(({ id }) => id === shift?.opened_by)?.name ?? ''
  const close = (): void => setSheet(null)
  const icon = { size: 20, stroke: 1.75 }
  return (
    <div className="till-page">
      <Stack gap="lg">
        <Group justify="space-between" align="flex-end">
          <div>
            <Title order={1} size="xl">
              {w.title}
            </Title>
            {shift && (
              <Text c="dimmed">
                {w.since(name)} <When when={shift.opened_at} />
              </Text>
            )}
          </div>
          <Button size="md" leftSection={<IconLock {...icon} />} onClick={() => onClosing(true)}>
            {w.close}
          </Button>
        </Group>
        {now && <Figures now={now} />}
        <Group gap="sm">
          <Button size="md" variant="default" leftSection={<IconCash {...icon} />} onClick={() => setSheet('in')}>
            {w.putIn}
          </Button>
          <Button size="md" variant="default" leftSection={<IconCashOff {...icon} />} onClick={() => setSheet('out')}>
            {w.takeOut}
          </Button>
          <Button size="md" variant="default" leftSection={<IconReport {...icon} />} onClick={() => setSheet('report')}>
            {w.report}
          </Button>
        </Group>
        {now && <Moves moves={now.moves} />}
        <PastShifts />
      </Stack>
      {(sheet === 'in' || sheet === 'out') && (
        <CashSheet direction={sheet} drawer={now?.expected.cash ?? 0} onClose={close} />
      )}
      {sheet === 'report' && shift && now && <ReportSheet shift_id={shift.id} drawer={now} onClose={close} />}
      {closing && <CloseSheet onClose={() => onClosing(false)} />}
    </div>
  )
}

function Figures({ now }: { now: Drawer }) {
  const w = useWords(WORDS)
  const figures = [
    [w.sales, now.sales.count],
    [w.gross, <Price key="gross" minor={now.sales.gross} />],
    [w.cash, <Price key="cash" minor={now.cash} />],
    [w.terminal, <Price key="terminal" minor={now.terminal} />],
  ] as const
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }}>
      {figures.map(([words, figure]) => (
        <Card key={words}>
          <Text className="soft">{words}</Text>
          <Text size="xl" fw={650}>
            {figure}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  )
}

function Moves({ moves }: { moves: Drawer['moves'] }) {
  const w = useWords(WORDS)
  return (
    <section>
      <Title order={2} size="md">
        {w.moves}
      </Title>
      {moves.length === 0 && <Empty title={w.noMoves}>{w.noMovesWhy}</Empty>}
      <ul className="rows">
        {moves.map(({ at, direction, amount, reason }) => (
          <li key={at} className="row">
            <span className="row-words">
              <span className="strong">
                {w[direction]}: {reason}
              </span>
              <br />
              <span className="soft">
                <When when={at} />
              </span>
            </span>
            <span className="num strong">
              <Price minor={direction === 'in' ? amount : -amount} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
