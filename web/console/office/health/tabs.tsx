import { useWords } from '#ui/face.tsx'
import { useMay } from '../../session.ts'
import { SectionTabs } from '../pieces/section-tabs.tsx'

const WORDS = {
  health: { es: 'Salud', en: 'Health' },
  doctor: { es: 'Revisión', en: 'Check-up' },
  imports: { es: 'Importaciones', en: 'Imports' },
} as const

export function HealthTabs() {
  const w = useWords(WORDS)
  const may = useMay()
  return (
    <SectionTabs
      label={w.health}
      tabs={[{ to: '/health', name: w.doctor }, ...(may('imports.run') ? [{ to: '/imports', name: w.imports }] : [])]}
    />
  )
}
