import { useWords } from '#ui/face.tsx'
import { SectionTabs } from '../pieces/section-tabs.tsx'

const WORDS = {
  tills: { es: 'Cajas', en: 'Tills' },
  devices: { es: 'Dispositivos', en: 'Devices' },
  shifts: { es: 'Turnos', en: 'Shifts' },
  tasks: { es: 'Por resolver', en: 'To resolve' },
  rules: { es: 'Reglas por tienda', en: 'Rules by shop' },
} as const

export function TillTabs() {
  const w = useWords(WORDS)
  return (
    <SectionTabs
      label={w.tills}
      tabs={[
        { to: '/tills', name: w.devices, needs: 'devices.enrol' },
        { to: '/tills/shifts', name: w.shifts, needs: 'payments.read' },
        { to: '/tills/tasks', name: w.tasks, needs: 'payments.read' },
        { to: '/tills/rules', name: w.rules },
      ]}
    />
  )
}
