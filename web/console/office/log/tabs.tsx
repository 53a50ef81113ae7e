import { useWords } from '#ui/face.tsx'
import { SectionTabs } from '../pieces/section-tabs.tsx'

const WORDS = {
  log: { es: 'Registro', en: 'Log' },
  events: { es: 'Hechos', en: 'Facts' },
  looks: { es: 'Quién vio a quién', en: 'Who saw whom' },
  letters: { es: 'Por reintentar', en: 'To retry' },
} as const

export function LogTabs() {
  const w = useWords(WORDS)
  return (
    <SectionTabs
      label={w.log}
      tabs={[
        { to: '/events', name: w.events },
        { to: '/looks', name: w.looks, needs: 'customers.audit' },
        { to: '/dead-letters', name: w.letters },
      ]}
    />
  )
}
