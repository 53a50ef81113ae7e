import { useQuery } from '@tanstack/react-query'
import { useWords } from '#ui/face.tsx'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'

const WORDS = {
  customer: { es: 'el cliente', en: 'the customer' },
  system: { es: 'Hilo', en: 'Hilo' },
  job: { es: 'Hilo', en: 'Hilo' },
  staff: { es: 'alguien del equipo', en: 'somebody of the staff' },
  device: { es: 'una caja', en: 'a till' },
  integration: { es: 'una integración', en: 'an integration' },
  storefront: { es: 'la web', en: 'the shop front' },
  public: { es: 'sin identificar', en: 'not signed in' },
  visitor: { es: 'un visitante', en: 'a visitor' },
} as const
const KEPT_MS = 10 * 60_000

/** Who did it, by name where it is somebody of ours. */
export function useActorName(): (kind: string, id: string | null, name?: string | null) => string {
  const w = useWords(WORDS)
  const may = useMay()
  const staff = useQuery({ ...ask('listStaff', {}), enabled: may('organisation.read'), staleTime: KEPT_MS })
  const devices = useQuery({ ...ask('listDevices', {}), enabled: may('devices.enrol'), staleTime: KEPT_MS })
  // A job's own name is for programs.
  return (kind, id, name) =>
    (kind === 'system' ? w.system : name) ??
    staff.data?.items.find((one) => one.id === id)?.name ??
    devices.data?.items.find((one) => one.id === id)?.name ??
    w[kind as 'staff'] ??
    kind
}
