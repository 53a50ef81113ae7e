import { Button, NumberInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ArticlePicker } from '../pieces/article-picker.tsx'
import { MoneyInput } from '../pieces/money-input.tsx'
import type { PriceList } from './lists.ts'

const WORDS = {
  title: { es: 'Poner precio', en: 'Add a price' },
  price: { es: 'Precio', en: 'Price' },
  before: { es: 'Precio de antes, tachado', en: 'Price before, struck out' },
  from: { es: 'Desde cuántas unidades', en: 'From how many pieces' },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Precio guardado', en: 'Price saved' },
} as const

/** A price for an article that has none in this list, or for more pieces. */
export function AddPricePanel({ list, onClose }: { list: PriceList; onClose: () => void }) {
  const w = useWords(WORDS)
  const [variant_id, setVariant] = useState<string | null>(null)
  const [amount, setAmount] = useState<number | null>(null)
  const [compare_at, setBefore] = useState<number | null>(null)
  const [min_quantity, setFrom] = useState(1)
  const save = useAction('setPrices', {
    done: w.saved,
    refreshes: ['listPrices', 'getVariantPrices', 'quotePrices'],
    quiet: true,
    onDone: onClose,
  })
  const send = (): void => {
    if (variant_id === null || amount === null) return
    save.mutate({ code: list.code, prices: [{ variant_id, amount, compare_at, min_quantity }] })
  }
  return (
    <SidePanel
      opened
      onClose={onClose}
      size="md"
      title={w.title}
      footer={
        <Button disabled={variant_id === null || amount === null} loading={save.isPending} onClick={send}>
          {w.save}
        </Button>
      }
    >
      <Stack gap="sm">
        <ArticlePicker value={variant_id} onPick={setVariant} />
        <MoneyInput label={w.price} minor={amount} currency={list.currency} onMinor={setAmount} />
        <MoneyInput label={w.before} minor={compare_at} currency={list.currency} onMinor={setBefore} />
        <NumberInput
          label={w.from}
          min={1}
          allowDecimal={false}
          value={min_quantity}
          onChange={(value) => setFrom(Math.max(1, Number(value) || 1))}
        />
        {save.error && <Trouble error={save.error} />}
      </Stack>
    </SidePanel>
  )
}
