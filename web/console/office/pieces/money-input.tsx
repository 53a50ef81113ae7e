import { TextInput } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { useLanguage } from '#ui/face.tsx'
import { minorFrom, money } from '#shared/show.ts'

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  minor: number | null
  currency: string
  /** Null where the field was emptied. */
  onMinor: (minor: number | null) => void
}

/** An amount as people write it; told on leaving the field or Enter, given back as it was where it is no amount. */
export function MoneyInput({ minor, currency, onMinor, ...field }: Props) {
  const language = useLanguage()
  const shown = minor === null ? '' : money(minor, currency, language)
  // Null while nobody types: then what is known is shown.
  const [typed, setTyped] = useState<string | null>(null)
  const settle = (): void => {
    setTyped(null)
    if (typed === null) return
    const next = typed.trim() === '' ? null : minorFrom(typed, currency)
    if (typed.trim() !== '' && next === null) return
    if (next !== minor) onMinor(next)
  }
  return (
    <TextInput
      {...field}
      inputMode="decimal"
      value={typed ?? shown}
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}
