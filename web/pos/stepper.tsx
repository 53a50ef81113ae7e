import { ActionIcon, Group, TextInput } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'

const WORDS = {
  more: { es: (what: string) => `${what}: uno más`, en: (what: string) => `${what}: one more` },
  less: { es: (what: string) => `${what}: uno menos`, en: (what: string) => `${what}: one less` },
} as const

const TYPED = /^-?\d*$/

type Props = {
  label: string
  id?: string
  value: number
  min: number
  max: number
  onValue: (value: number) => void
  first?: boolean
}

/** A whole number for fingers: two large buttons, and a field for who would rather type. */
export function Stepper({ label, id, value, min, max, onValue, first = false }: Props) {
  const w = useWords(WORDS)
  /** What is being typed and is no number yet: nothing, or a minus. */
  const [open, setOpen] = useState<string | null>(null)
  const step = (by: number): void => {
    setOpen(null)
    onValue(value + by)
  }
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="default"
        size={48}
        aria-label={w.less(label)}
        disabled={value <= min}
        onClick={() => step(-1)}
      >
        <IconMinus stroke={1.75} />
      </ActionIcon>
      <TextInput
        {...(id === undefined ? { 'aria-label': label } : { id })}
        {...(first ? { 'data-autofocus': true } : {})}
        size="md"
        w={72}
        inputMode="numeric"
        autoComplete="off"
        styles={{ input: { textAlign: 'center', fontWeight: 600, paddingInline: 4 } }}
        value={open ?? String(value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => setOpen(null)}
        onChange={({ target }) => {
          if (!TYPED.test(target.value)) return
          const next = Number(target.value)
          const whole = target.value !== '' && target.value !== '-' && next >= min && next <= max
          setOpen(whole ? null : target.value.slice(0, 6))
          if (whole) onValue(next)
        }}
      />
      <ActionIcon
        variant="default"
        size={48}
        aria-label={w.more(label)}
        disabled={value >= max}
        onClick={() => step(1)}
      >
        <IconPlus stroke={1.75} />
      </ActionIcon>
    </Group>
  )
}
