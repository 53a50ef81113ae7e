import { Alert } from '@mantine/core'
import { IconPrinterOff } from '@tabler/icons-react'
import { useWords } from '#ui/face.tsx'
import { NotPrinted } from './machine.ts'

export const PRINTER_WORDS = {
  none: {
    es: 'No se encuentra la impresora. Enchúfala, o elígela otra vez en el estado de la caja, arriba.',
    en: 'The printer is not found. Plug it in, or choose it again in the state of the till, on top.',
  },
  refused: {
    es: 'El equipo no deja usar la impresora: quizá la tiene otro programa. Ciérralo, o elige otra en el estado de la caja, arriba.',
    en: 'The device does not let the printer be used: another program may hold it. Close it, or choose another one in the state of the till, on top.',
  },
  silent: {
    es: 'La impresora no responde. Mira si está encendida, con papel y enchufada, e imprime otra vez.',
    en: 'The printer does not answer. See that it is on, has paper and is plugged in, then print again.',
  },
} as const

export const whyNotPrinted = (error: unknown): keyof typeof PRINTER_WORDS =>
  error instanceof NotPrinted ? error.why : 'silent'

/** The sale stands whatever the printer does: what is wrong with it, and the way on. */
export function NotPrintedNote({ error }: { error: unknown }) {
  const w = useWords(PRINTER_WORDS)
  return (
    <Alert color="yellow" icon={<IconPrinterOff />} role="alert">
      {w[whyNotPrinted(error)]}
    </Alert>
  )
}
