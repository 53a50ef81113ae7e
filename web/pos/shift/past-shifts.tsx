import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '#ui/face.tsx'
import { When } from '#ui/show.tsx'
import { mustTill } from '../session.ts'
import { Price } from '../show.tsx'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { ask } from '../sync/queries.ts'

const WORDS = {
  title: { es: 'Turnos cerrados', en: 'Closed shifts' },
  z: { es: (number: number) => `Z ${number}`, en: (number: number) => `Z ${number}` },
  variance: { es: 'diferencia', en: 'variance' },
} as const

const SHOWN = 10

/** The Z reports of this shop, newest first; the server keeps them. */
export function PastShifts() {
  const w = useWords(WORDS)
  const { reachable } = useValue(network)
  const shifts = useQuery({ ...ask('listShifts', { store_id: mustTill().store.id, limit: SHOWN }), enabled: reachable })
  const closed = shifts.data?.items.filter(({ closed_at }) => closed_at !== null) ?? []
  if (closed.length === 0) return null
  return (
    <section>
      <Title order={2} size="md" mt="lg">
        {w.title}
      </Title>
      <ul className="rows">
        {closed.map(({ id, z_number, device_name, closed_at, gross, variance }) => (
          <li key={id} className="row">
            <span className="row-words">
              <span className="strong">
                {w.z(z_number ?? 0)} · {device_name}
              </span>
              <br />
              <span className="soft">{closed_at && <When when={closed_at} />}</span>
            </span>
            <span className="num">
              <span className="strong">
                <Price minor={gross} />
              </span>
              <br />
              <span className="soft">
                {w.variance} <Price minor={(variance?.cash ?? 0) + (variance?.terminal ?? 0)} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
