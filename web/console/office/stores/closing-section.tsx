import { Button, Text } from '@mantine/core'
import { useWords } from '#ui/face.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ConfirmButton } from '../pieces/confirm-button.tsx'
import { Section } from '../pieces/section.tsx'
import { storeInput } from './draft.ts'
import type { StoreDraft } from './draft.ts'

const WORDS = {
  close: { es: 'Cerrar la tienda', en: 'Close the shop' },
  closeAbout: {
    es: 'Para siempre o hasta nuevo aviso. Para un festivo basta con un día especial.',
    en: 'For good, or until further notice. For a holiday a special day is enough.',
  },
  question: {
    es: 'Deja de salir en la web y ya no se recoge ni se envía nada desde ella. Lo que está en marcha sigue su curso, y puedes volver a abrirla.',
    en: 'It is no longer shown on the web, and nothing is collected there or sent from it. What is in progress goes on, and you can open it again.',
  },
  closed: { es: 'Esta tienda está cerrada', en: 'This shop is closed' },
  closedAbout: {
    es: 'No sale en la web, y no se recoge ni se envía nada desde ella. Su mercancía se puede llevar a otro sitio.',
    en: 'It is not shown on the web, and nothing is collected there or sent from it. Its goods can be moved elsewhere.',
  },
  nowClosed: { es: 'Tienda cerrada', en: 'Shop closed' },
  nowOpen: { es: 'Tienda abierta de nuevo', en: 'Shop open again' },
  open: { es: 'Volver a abrirla', en: 'Open it again' },
} as const

type Props = { store_id: string; saved: StoreDraft; disabled: boolean }

/** The way out of business for a shop, and back in. */
export function ClosingSection({ store_id, saved, disabled }: Props) {
  const w = useWords(WORDS)
  const { active } = saved
  const save = useAction('saveStore', {
    done: active ? w.nowClosed : w.nowOpen,
    refreshes: ['listStores', 'listClosedStores', 'getStoreRecord'],
  })
  const set = (next: boolean): void => save.mutate(storeInput(store_id, { ...saved, active: next }))
  return (
    <Section title={active ? w.close : w.closed}>
      <Text size="sm" c="dimmed" mb="sm">
        {active ? w.closeAbout : w.closedAbout}
      </Text>
      {active ? (
        <ConfirmButton question={w.question} disabled={disabled} loading={save.isPending} onYes={() => set(false)}>
          {w.close}
        </ConfirmButton>
      ) : (
        <Button disabled={disabled} loading={save.isPending} onClick={() => set(true)}>
          {w.open}
        </Button>
      )}
    </Section>
  )
}
