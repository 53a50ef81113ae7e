import { Button, Menu } from '@mantine/core'
import {
  IconAdjustments,
  IconChevronDown,
  IconClipboardCheck,
  IconPackageImport,
  IconTruckDelivery,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { useMay } from '../../session.ts'
import { GoodsPanel } from './goods-panel.tsx'
import { GOODS } from './goods.ts'
import type { GoodsKind } from './goods.ts'

const WORDS = { move: { es: 'Mover mercancía', en: 'Move goods' } } as const

const ICONS = {
  receive: IconPackageImport,
  count: IconClipboardCheck,
  adjust: IconAdjustments,
  send: IconTruckDelivery,
} as const

/** What can be done with goods, wherever one looks at them. */
export function StockActions({ place }: { place?: string | undefined }) {
  const w = useWords(WORDS)
  const words = useWords(GOODS)
  const may = useMay()
  const [kind, setKind] = useState<GoodsKind | null>(null)
  const needs = { receive: 'stock.receive', count: 'stock.count', adjust: 'stock.adjust', send: 'stock.transfer' }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button rightSection={<IconChevronDown size={16} stroke={1.75} />}>{w.move}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['receive', 'send', 'count', 'adjust'] as const).map((one) => {
            const Sign = ICONS[one]
            return (
              <Menu.Item
                key={one}
                leftSection={<Sign size={16} stroke={1.75} />}
                disabled={!may(needs[one])}
                onClick={() => setKind(one)}
              >
                {words[one]}
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
      {kind && <GoodsPanel kind={kind} place={place ?? null} variant={null} onClose={() => setKind(null)} />}
    </>
  )
}
