import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import type { FactKind } from '../store/facts.ts'
import type { Stuck } from '../sync/sender.ts'

const WORDS = {
  what: {
    es: (what: string, seq: number, when: string) => `El servidor no acepta ${what} (registro ${seq}, ${when}).`,
    en: (what: string, seq: number, when: string) => `The server does not accept ${what} (record ${seq}, ${when}).`,
  },
  kept: {
    es: 'Nada se ha perdido: lo anterior ya está en el servidor, y esto y lo que sigue están guardados en este equipo. Se puede seguir vendiendo. No borres los datos del navegador y avisa a quien lleva el sistema, con este texto:',
    en: 'Nothing is lost: the server has what came before, and this and what follows are kept on this device. Selling can go on. Do not clear the data of this browser, and tell whoever runs the system, with these words:',
  },
} as const

const KINDS: Readonly<Record<FactKind, { es: string; en: string }>> = {
  shift_opened: { es: 'la apertura de caja', en: 'the opening of the till' },
  cash_moved: { es: 'un movimiento de efectivo', en: 'a movement of cash' },
  sale: { es: 'una venta', en: 'a sale' },
  tender_taken: { es: 'un cobro', en: 'a payment' },
  ticket_voided: { es: 'un ticket anulado', en: 'a voided ticket' },
  shift_closed: { es: 'el cierre de caja', en: 'the closing of the till' },
}

/** What stands in the way of all that was told after it, in words a person can pass on. */
export function StuckPart({ stuck: { why, fact } }: { stuck: Stuck }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <Alert color="red" icon={<IconAlertTriangle />} role="alert">
      {fact && (
        <Text size="sm" fw={600}>
          {w.what(KINDS[fact.kind][language], fact.seq, date(fact.at, 'moment', language))}
        </Text>
      )}
      <Text size="sm" my="xs">
        {w.kept}
      </Text>
      <Text size="sm" ff="monospace">
        {why}
      </Text>
    </Alert>
  )
}
