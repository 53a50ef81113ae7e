import { useWords } from '#ui/face.tsx'
import { SectionTabs } from '../pieces/section-tabs.tsx'

const WORDS = {
  tills: { es: 'Cajas', en: 'Tills' },
  devices: { es: 'Dispositivos', en: 'Devices' },
} as const

export function TillTabs() {
  const w = useWords(WORDS)
  return <SectionTabs label={w.tills} tabs={[{ to: '/tills', name: w.devices }]} />
}
