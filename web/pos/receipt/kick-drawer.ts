import { notifications } from '@mantine/notifications'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import { openDrawer } from './printer.ts'

const WORDS = {
  stays: {
    es: 'El cajón no se abre solo: la impresora no responde. Ábrelo con la llave.',
    en: 'The drawer does not open by itself: the printer does not answer. Open it with its key.',
  },
} as const

/** Cash is about to go in or out. Nobody waits for the drawer: the money is counted either way. */
export function kickDrawer(language: Language): void {
  openDrawer().catch(() => notifications.show({ message: speak(WORDS, language).stays, color: 'yellow' }))
}
