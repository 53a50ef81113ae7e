import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { AT_TILL } from '#shared/limits.ts'
import { minorFrom, money } from '#shared/show.ts'
import { written } from '#shared/text.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { mustTill } from '../session.ts'
import type { Tender } from '../store/facts.ts'
import { focused } from '../focus.ts'

const WORDS = {
  how: {
    es: 'Cobra este importe en el terminal y confirma aquí.',
    en: 'Take this amount at the terminal, then confirm here.',
  },
  amount: { es: 'Importe', en: 'Amount' },
  reference: { es: 'Referencia del terminal', en: 'Reference of the terminal' },
  optional: {
    es: 'La que sale en su recibo; sirve para encontrar el cobro.',
    en: 'As on its slip; it helps to find the payment.',
  },
  take: { es: 'Cobrado con tarjeta', en: 'Paid by card' },
  bad: { es: 'Escribe un importe hasta lo que queda por pagar.', en: 'Write an amount up to what is left to pay.' },
} as const

/** An external card terminal: it is told the amount by hand, and its reference is kept. */
export function TerminalPad({ due, onTake }: { due: number; onTake: (tender: Omit<Tender, 'id'>) => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { currency } = mustTill()
  const [typed, setTyped] = useState(() => money(due, currency, language).replaceAll(/[^\d.,]/g, ''))
  const [reference, setReference] = useState('')
  const amount = minorFrom(typed, currency)
  const wrong = amount === null || amount <= 0 || amount > due
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (wrong) return
        const said = written(reference, AT_TILL.reference)
        onTake({ kind: 'terminal', amount, ...(said === '' ? {} : { reference: said }) })
      }}
    >
      <Stack>
        <Text>{w.how}</Text>
        <TextInput
          label={w.amount}
          size="lg"
          inputMode="decimal"
          styles={{ input: { textAlign: 'right', fontSize: 28, fontWeight: 600 } }}
          error={wrong && w.bad}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <TextInput
          label={w.reference}
          description={w.optional}
          size="md"
          ref={focused}
          maxLength={AT_TILL.reference}
          value={reference}
          onChange={(event) => setReference(event.target.value)}
        />
        <Button type="submit" size="xl" px="sm" disabled={wrong}>
          {w.take}
        </Button>
      </Stack>
    </form>
  )
}
