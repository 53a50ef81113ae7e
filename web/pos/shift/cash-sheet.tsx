import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { AT_TILL } from '#shared/limits.ts'
import { minorFrom } from '#shared/show.ts'
import { written } from '#shared/text.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { AmountField } from '../amount-field.tsx'
import { kickDrawer } from '../receipt/kick-drawer.ts'
import { mustTill } from '../session.ts'
import { moveCash } from './verbs.ts'

const WORDS = {
  in: { es: 'Meter efectivo', en: 'Pay in' },
  out: { es: 'Sacar efectivo', en: 'Pay out' },
  amount: { es: 'Importe', en: 'Amount' },
  reason: { es: 'Motivo', en: 'Reason' },
  inHint: { es: 'Cambio del banco', en: 'Change from the bank' },
  over: {
    es: 'Es más de lo que hay en el cajón. Mira el importe.',
    en: 'That is more than lies in the drawer. Check the amount.',
  },
  outHint: { es: 'Mensajería, ingreso en el banco…', en: 'Courier, bank deposit…' },
} as const

/** Money that goes into or out of the drawer without a sale, and why. */
export function CashSheet({
  direction,
  drawer,
  onClose,
}: {
  direction: 'in' | 'out'
  /** What should lie in the drawer: no more can be taken out. */
  drawer: number
  onClose: () => void
}) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const amount = minorFrom(typed, mustTill().currency)
  const move = useMutation({
    mutationFn: (minor: number) => moveCash(direction, minor, written(reason, AT_TILL.reason)),
    onSuccess: () => {
      kickDrawer(language)
      onClose()
    },
  })
  const over = direction === 'out' && amount !== null && amount > drawer
  const wrong = amount === null || amount <= 0 || over || written(reason, AT_TILL.reason) === ''
  return (
    <Modal opened onClose={onClose} title={w[direction]}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!wrong) move.mutate(amount)
        }}
      >
        <Stack>
          <AmountField label={w.amount} min={1} first error={over && w.over} value={typed} onValue={setTyped} />
          <TextInput
            label={w.reason}
            required
            placeholder={direction === 'in' ? w.inHint : w.outHint}
            size="md"
            maxLength={AT_TILL.reason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {move.error && <Trouble error={move.error} />}
          <Button type="submit" size="md" disabled={wrong} loading={move.isPending}>
            {w[direction]}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
