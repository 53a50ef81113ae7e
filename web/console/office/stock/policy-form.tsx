import { Button, Collapse, Group, NumberInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { useAction } from '../../frame/use-action.ts'
import { useMay } from '../../session.ts'
import { STOCK_ANSWERS } from './goods.ts'
import type { Level } from './stock-matrix.tsx'

const WORDS = {
  title: { es: 'Qué se puede prometer de aquí', en: 'What may be promised from here' },
  kept: { es: 'Apartar siempre', en: 'Always keep back' },
  keptAbout: { es: 'Unidades que no se prometen a nadie.', en: 'Pieces promised to nobody.' },
  beyond: { es: 'Prometer de más', en: 'Promise beyond' },
  beyondAbout: {
    es: 'Cuántas se pueden vender aunque no estén.',
    en: 'How many may be sold though they are not there.',
  },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Guardado', en: 'Saved' },
} as const
const UNITS_MAX = 100_000

/** How much of the goods is kept back, and how far promises may go beyond them. */
export function PolicyForm({ level }: { level: Level }) {
  const w = useWords(WORDS)
  const mayEdit = useMay()('stock.adjust')
  const [opened, setOpened] = useState(false)
  const [safety_stock, setKept] = useState(level.safety_stock)
  const [backorder_limit, setBeyond] = useState(level.backorder_limit)
  const save = useAction('setStockPolicy', { done: w.saved, refreshes: STOCK_ANSWERS })
  const { location_id, variant_id } = level
  const same = safety_stock === level.safety_stock && backorder_limit === level.backorder_limit
  return (
    <div>
      <UnstyledButton c="var(--thread-ink)" fz="sm" aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {w.title}
      </UnstyledButton>
      <Collapse expanded={opened}>
        <Group align="flex-end" mt="xs">
          <NumberInput
            label={w.kept}
            description={w.keptAbout}
            min={0}
            max={UNITS_MAX}
            w={210}
            value={safety_stock}
            onChange={(value) => setKept(Number(value) || 0)}
          />
          <NumberInput
            label={w.beyond}
            description={w.beyondAbout}
            min={0}
            max={UNITS_MAX}
            w={210}
            value={backorder_limit}
            onChange={(value) => setBeyond(Number(value) || 0)}
          />
          <Button
            variant="default"
            disabled={same || !mayEdit}
            loading={save.isPending}
            onClick={() => save.mutate({ location_id, lines: [{ variant_id, safety_stock, backorder_limit }] })}
          >
            {w.save}
          </Button>
        </Group>
      </Collapse>
    </div>
  )
}
