import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { minorFrom, money } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { useAmountTrouble } from '../amount-field.tsx'
import { payInCash } from '../sale/sums.ts'
import type { Sums } from '../sale/sums.ts'
import { mustTill } from '../session.ts'
import { Price } from '../show.tsx'
import type { Tender } from '../store/facts.ts'
import { Keypad } from './keypad.tsx'
import { focused } from '../focus.ts'

const WORDS = {
  given: { es: 'Entregado', en: 'Given' },
  exact: { es: 'Justo', en: 'Exact' },
  change: { es: 'Cambio', en: 'Change' },
  left: { es: 'Quedará por pagar', en: 'Will be left to pay' },
  take: { es: 'Cobrar en efectivo', en: 'Take the cash' },
} as const

/** Notes people hand over, in minor units. */
const NOTES = [500, 1_000, 2_000, 5_000, 10_000, 20_000]
const QUICK_MAX = 4

/** The next notes above the amount: what most people hand over. */
const quick = (due: number): number[] =>
  [...new Set(NOTES.map((note) => Math.ceil(due / note) * note))]
    .filter((amount) => amount > due)
    .toSorted((a, b) => a - b)
    .slice(0, QUICK_MAX)

type Props = { sums: Pick<Sums, 'cash_due'>; busy?: boolean; onTake: (tender: Omit<Tender, 'id'>) => void }

export function CashPad({ sums, busy = false, onTake }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { currency } = mustTill()
  /** What was typed; figures of the keypad come in from the right, as on a card terminal. */
  const [typed, setTyped] = useState('')
  const given = typed === '' ? sums.cash_due : (minorFrom(typed, currency) ?? 0)
  const trouble = useAmountTrouble(typed)
  const { amount, change } = payInCash(sums, given)
  const take = (handed: number): void => {
    const paid = payInCash(sums, handed)
    if (paid.amount > 0 && !busy) onTake({ kind: 'cash', amount: paid.amount, given: handed })
  }
  const press = (key: string): void => {
    const minor = Number(`${typed === '' ? 0 : (minorFrom(typed, currency) ?? 0)}${key}`)
    if (Number.isSafeInteger(minor) && minor < 100_000_000) setTyped(shown(minor))
  }
  const shown = (minor: number): string =>
    minor === 0 ? '' : money(minor, currency, language).replaceAll(/[^\d.,]/g, '')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        take(given)
      }}
    >
      <Stack>
        <TextInput
          label={w.given}
          size="lg"
          inputMode="none"
          ref={focused}
          autoComplete="off"
          placeholder={money(sums.cash_due, currency, language)}
          styles={{ input: { textAlign: 'right', fontSize: 28, fontWeight: 600 } }}
          error={trouble}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Group gap="xs" grow preventGrowOverflow={false}>
          <Button variant="default" h={48} px="xs" onClick={() => take(sums.cash_due)}>
            {w.exact}
          </Button>
          {quick(sums.cash_due).map((note) => (
            <Button key={note} variant="default" h={48} px="xs" onClick={() => take(note)}>
              {money(note, currency, language).replace(/[.,]00(?=\D|$)/, '')}
            </Button>
          ))}
        </Group>
        <Keypad onKey={press} onBack={() => setTyped(shown(Math.floor((minorFrom(typed, currency) ?? 0) / 10)))} />
        <Group justify="space-between" mih={44}>
          <Text size="lg">{amount < sums.cash_due ? w.left : w.change}</Text>
          <Text size="xl" fw={650} aria-live="polite">
            <Price minor={amount < sums.cash_due ? sums.cash_due - amount : change} />
          </Text>
        </Group>
        <Button type="submit" size="xl" px="sm" disabled={amount <= 0} loading={busy}>
          {w.take}
        </Button>
      </Stack>
    </form>
  )
}
