import { useWords } from '#ui/face.tsx'
import { SectionTabs } from '../pieces/section-tabs.tsx'

const WORDS = {
  settings: { es: 'Ajustes', en: 'Settings' },
  business: { es: 'Negocio', en: 'Business' },
  keys: { es: 'Claves de API', en: 'API keys' },
} as const

export function SettingsTabs() {
  const w = useWords(WORDS)
  return (
    <SectionTabs
      label={w.settings}
      tabs={[
        { to: '/settings', name: w.business },
        { to: '/settings/keys', name: w.keys, needs: 'keys.edit' },
      ]}
    />
  )
}
