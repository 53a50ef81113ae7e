import { useWords } from '#ui/face.tsx'
import { SectionTabs } from '../pieces/section-tabs.tsx'

const WORDS = {
  health: { es: 'Salud', en: 'Health' },
  doctor: { es: 'Revisión', en: 'Check-up' },
  imports: { es: 'Importaciones', en: 'Imports' },
} as const

export function HealthTabs() {
  const w = useWords(WORDS)
  return (
    <SectionTabs
      label={w.health}
      tabs={[
        { to: '/health', name: w.doctor },
        { to: '/imports', name: w.imports, needs: 'imports.run' },
      ]}
    />
  )
}
