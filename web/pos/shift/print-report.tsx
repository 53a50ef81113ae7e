import { Button, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { useNow } from '#ui/show.tsx'
import type { Report } from '../receipt/paper.ts'
import { printReport } from '../receipt/printer.ts'
import { mustTill } from '../session.ts'

const WORDS = {
  print: { es: 'Imprimir', en: 'Print' },
  away: {
    es: 'La impresora no responde. Enciéndela o elige otra en el estado de la caja, arriba.',
    en: 'The printer does not answer. Switch it on, or choose another one in the state of the till, on top.',
  },
} as const

const MINUTE_MS = 60_000

/** What goes onto paper, with the shop and the moment above it, which the screen says elsewhere. */
export function ReportPaper({ title, children }: { title: string; children: ReactNode }) {
  const language = useLanguage()
  const now = useNow(MINUTE_MS)
  const { store, register, retailer } = mustTill()
  return (
    <div className="print">
      <div className="print-only">
        <strong>{retailer.name}</strong>
        <div>{`${store.name} · ${register.name}`}</div>
        <strong>{title}</strong>
        <div>{date(now, 'moment', language, store.timezone)}</div>
      </div>
      {children}
    </div>
  )
}

/** By the printer that was chosen: the device's own prints the page, a receipt printer the rows. */
export function PrintReport({ title, rows }: Pick<Report, 'title' | 'rows'>) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { store, register } = mustTill()
  const print = useMutation({
    mutationFn: () =>
      printReport({ title, about: [register.name, date(new Date(), 'moment', language, store.timezone)], rows }),
  })
  return (
    <>
      {print.error && (
        <Text c="var(--bad)" size="sm" role="alert">
          {w.away}
        </Text>
      )}
      <Button
        variant="default"
        size="md"
        leftSection={<IconPrinter size={20} stroke={1.75} />}
        loading={print.isPending}
        onClick={() => print.mutate()}
      >
        {w.print}
      </Button>
    </>
  )
}
