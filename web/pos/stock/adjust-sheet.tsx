import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import type { Article } from '../contract.ts'
import { ManagerPin } from '../lock/manager-pin.tsx'
import { mustTill } from '../session.ts'
import { Stepper } from '../stepper.tsx'
import { byPin } from '../sync/by-pin.ts'
import { refresh } from '../sync/queries.ts'

const WORDS = {
  title: { es: 'Ajustar stock', en: 'Adjust the stock' },
  now: { es: (count: number) => `El sistema dice ${count}.`, en: (count: number) => `The system says ${count}.` },
  change: { es: 'Cuántos más o menos', en: 'How many more or less' },
  reason: { es: 'Motivo', en: 'Reason' },
  reasonHint: { es: 'Roto, encontrado, robado…', en: 'Broken, found, stolen…' },
  do: { es: 'Ajustar', en: 'Adjust' },
  after: { es: (count: number) => `Quedarán ${count}.`, en: (count: number) => `There will be ${count}.` },
  done: {
    es: (count: number) => `Stock ajustado: ahora hay ${count}`,
    en: (count: number) => `Stock adjusted: there are ${count} now`,
  },
} as const

const CHANGE_MAX = 9_999

/** Puts the book right; who runs the shop says yes with their PIN. */
export function AdjustSheet({ article, on_hand, onClose }: { article: Article; on_hand: number; onClose: () => void }) {
  const w = useWords(WORDS)
  const [id] = useState(() => crypto.randomUUID())
  const [change, setChange] = useState(0)
  const [reason, setReason] = useState('')
  const [asks, setAsks] = useState(false)
  const adjust = useMutation({
    mutationFn: (by: { staff_id: string; pin: string }) =>
      byPin(by, (manager) =>
        manager.adjustStock({
          id,
          location_id: mustTill().store.location_id,
          reason: reason.trim(),
          lines: [{ variant_id: article.variant_id, on_hand: change }],
        }),
      ),
    onSuccess: async () => {
      await refresh('listLevels', 'getAvailability', 'getStockLedger')
      notifications.show({ message: w.done(on_hand + change), color: 'green' })
      onClose()
    },
  })
  if (asks)
    return (
      <ManagerPin
        may="adjust"
        onApproved={(member, pin) => {
          setAsks(false)
          adjust.mutate({ staff_id: member.id, pin })
        }}
        onClose={() => setAsks(false)}
      />
    )
  const wrong = change === 0 || reason.trim() === ''
  return (
    <Modal opened onClose={onClose} title={w.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!wrong) setAsks(true)
        }}
      >
        <Stack>
          <Text className="soft">{w.now(on_hand)}</Text>
          <div>
            <Text size="sm" fw={500} mb={4} component="label" htmlFor="change">
              {w.change}
            </Text>
            <Stepper
              id="change"
              label={w.change}
              min={Math.min(0, -on_hand)}
              max={CHANGE_MAX}
              value={change}
              onValue={setChange}
              first
            />
            <Text className="soft" mt={4} aria-live="polite">
              {w.after(on_hand + change)}
            </Text>
          </div>
          <TextInput
            label={w.reason}
            placeholder={w.reasonHint}
            size="md"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {adjust.error && <Trouble error={adjust.error} />}
          <Button type="submit" size="md" disabled={wrong} loading={adjust.isPending}>
            {w.do}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
