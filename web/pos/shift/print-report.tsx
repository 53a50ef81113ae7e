import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { useNow } from '#ui/show.tsx'
import type { Report } from '../receipt/paper.ts'
import { NotPrintedNote } from '../receipt/not-printed.tsx'
import { printReport } from '../receipt/printer.ts'
import { mustTill } from '../session.ts'

const WORDS = {
  print: { es: 'Imprimir', en: 'Print' },
} as const

const MINUTE_MS = 60_000

/** What goes onto paper, with the shop and the moment above it (`at`; else now), which the screen says elsewhere. */
export function ReportPaper({ title, at, children }: { title: string; at?: string; children: ReactNode }) {
  const language = useLanguage()
  const now = useNow(MINUTE_MS)
  const { store, register, retailer } = mustTill()
  return (
    <div className="print">
      <div className="print-only">
        <strong>{retailer.name}</strong>
        <div>{`${store.name} · ${register.name}`}</div>
        <strong>{title}</strong>
        <div>{date(at ?? now, 'stamp', language, store.timezone)}</div>
      </div>
      {children}
    </div>
  )
}

/** By the printer that was chosen: the device's own prints the page, a receipt printer the rows. */
export function PrintReport({ title, at, rows }: Pick<Report, 'title' | 'rows'> & { at?: string }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { store, register } = mustTill()
  const print = useMutation({
    mutationFn: () =>
      printReport({ title, about: [register.name, date(at ?? new Date(), 'stamp', language, store.timezone)], rows }),
  })
  return (
    <>
      {print.error && <NotPrintedNote error={print.error} />}
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
