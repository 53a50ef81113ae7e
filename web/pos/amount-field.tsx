import { TextInput } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import type { Ref } from 'react'
import { isTooMuch, minorFrom } from '#shared/show.ts'
import { useWords } from '#ui/face.tsx'
import { mustTill } from './session.ts'

const WORDS = {
  bad: { es: 'Escribe un importe, por ejemplo 150,00.', en: 'Write an amount, for example 150.00.' },
  tooMuch: {
    es: 'Es demasiado para un importe. ¿Se ha colado un código de barras?',
    en: 'That is too much for an amount. Did a barcode slip in?',
  },
} as const

type Props = Pick<TextInputProps, 'label' | 'description' | 'placeholder'> & {
  value: string
  onValue: (typed: string) => void
  /** The least that may be written; 1: nothing is no amount. */
  min?: 0 | 1
  /** What else is wrong with it. */
  error?: string | false
  first?: boolean
  input?: Ref<HTMLInputElement>
}

/** Money that somebody counts or types: what cannot be one is said at the field, before anything is made of it. */
export function AmountField({ value, onValue, min = 0, error = false, first = false, input, ...more }: Props) {
  const trouble = useAmountTrouble(value, min)
  return (
    <TextInput
      {...more}
      {...(input ? { ref: input } : {})}
      {...(first ? { 'data-autofocus': true } : {})}
      size="lg"
      inputMode="decimal"
      autoComplete="off"
      styles={{ input: { textAlign: 'right', fontWeight: 600 } }}
      error={trouble ?? error}
      value={value}
      onChange={(event) => onValue(event.target.value)}
    />
  )
}

/** Why what was typed is no amount; null: it is one, or nothing is written yet. */
export function useAmountTrouble(typed: string, min = 0): string | null {
  const w = useWords(WORDS)
  const { currency } = mustTill()
  if (typed === '') return null
  if (isTooMuch(typed, currency)) return w.tooMuch
  return (minorFrom(typed, currency) ?? -1) < min ? w.bad : null
}
