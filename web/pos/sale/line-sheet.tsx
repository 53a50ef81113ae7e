import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { AT_TILL } from '#shared/limits.ts'
import { minorFrom, money } from '#shared/show.ts'
import { written } from '#shared/text.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { useAmountTrouble } from '../amount-field.tsx'
import { ManagerPin } from '../lock/manager-pin.tsx'
import { mustAssistant, mustTill } from '../session.ts'
import { optionsOf } from '../show.tsx'
import { Stepper } from '../stepper.tsx'
import { act } from './current.ts'
import { QUANTITY_MAX } from './ticket.ts'
import type { TicketLine } from './ticket.ts'

const WORDS = {
  count: { es: 'Cantidad', en: 'Quantity' },
  price: { es: 'Precio por unidad', en: 'Price per unit' },
  reason: { es: 'Motivo del cambio de precio', en: 'Reason for the price change' },
  reasonHint: { es: 'Tara, igualación, atención…', en: 'Flaw, price match, goodwill…' },
  note: { es: 'Nota', en: 'Note' },
  remove: { es: 'Quitar', en: 'Take out' },
  keep: { es: 'Guardar', en: 'Save' },
  why: { es: 'Di por qué cambia el precio.', en: 'Say why the price changes.' },
} as const

const MILLION = 1_000_000

/** A line by itself: how many, at which price and why, with which note. */
export function LineSheet({ line, onClose }: { line: TicketLine; onClose: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { currency, settings } = mustTill()
  const [quantity, setQuantity] = useState(line.quantity)
  const [price, setPrice] = useState(money(line.unit_price, currency, language).replaceAll(/[^\d.,]/g, ''))
  const [reason, setReason] = useState(line.price_reason ?? '')
  const [note, setNote] = useState(line.note ?? '')
  const [asks, setAsks] = useState(false)
  const minor = minorFrom(price, currency)
  const changed = minor !== null && minor !== line.list_price
  const off = minor === null ? 0 : ((line.list_price - minor) * MILLION) / Math.max(1, line.list_price)
  const trouble = useAmountTrouble(price)
  const because = written(reason, AT_TILL.reason)
  const wrong = minor === null || minor < 0 || (changed && because === '')

  const save = (approved_by: string | null): void => {
    if (minor === null) return
    if (quantity !== line.quantity) act({ do: 'quantity', line: line.id, quantity })
    if (minor !== line.unit_price || reason !== (line.price_reason ?? ''))
      act({ do: 'price', line: line.id, unit_price: minor, reason: changed ? because : null, approved_by })
    if (note !== (line.note ?? '')) act({ do: 'note', line: line.id, note: written(note, AT_TILL.note) || null })
    onClose()
  }
  const submit = (): void => {
    if (wrong) return
    const same = minor === line.unit_price
    if (same || off <= settings.approve_discount_over_ppm) return save(same ? line.approved_by : null)
    if (mustAssistant().may.approve) return save(mustAssistant().id)
    setAsks(true)
  }
  if (asks) return <ManagerPin onApproved={(member) => save(member.id)} onClose={() => setAsks(false)} />
  return (
    <Modal opened onClose={onClose} title={`${line.name[language]} ${optionsOf(line.options[language])}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          <Count count={quantity} onCount={setQuantity} />
          <TextInput
            label={w.price}
            inputMode="decimal"
            value={price}
            error={trouble}
            onChange={(event) => setPrice(event.target.value)}
          />
          {changed && (
            <TextInput
              label={w.reason}
              placeholder={w.reasonHint}
              description={because === '' ? w.why : undefined}
              maxLength={AT_TILL.reason}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
          <TextInput
            label={w.note}
            maxLength={AT_TILL.note}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Group justify="space-between">
            <Button
              variant="subtle"
              color="red"
              size="md"
              leftSection={<IconTrash size={20} stroke={1.75} />}
              onClick={() => {
                act({ do: 'remove', line: line.id })
                onClose()
              }}
            >
              {w.remove}
            </Button>
            <Button type="submit" size="md" disabled={wrong}>
              {w.keep}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Count({ count, onCount }: { count: number; onCount: (count: number) => void }) {
  const w = useWords(WORDS)
  return (
    <div>
      <Text size="sm" fw={500} mb={4} component="label" htmlFor="line-count">
        {w.count}
      </Text>
      <Stepper id="line-count" label={w.count} min={1} max={QUANTITY_MAX} value={count} onValue={onCount} first />
    </div>
  )
}
