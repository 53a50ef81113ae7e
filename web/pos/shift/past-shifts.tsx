import { Loader, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useWords } from '#ui/face.tsx'
import { useEffect } from 'react'
import { When } from '#ui/show.tsx'
import { Trouble } from '#ui/states.tsx'
import type { Reply } from '#sdk'
import { mustTill } from '../session.ts'
import { Price } from '../show.tsx'
import { useValue } from '../store/value.ts'
import { api, network } from '../sync/link.ts'
import { ask, refresh } from '../sync/queries.ts'
import { queue } from '../sync/sender.ts'
import type { Z } from './verbs.ts'
import { ZSlip } from './z-slip.tsx'

const WORDS = {
  title: { es: 'Turnos cerrados', en: 'Closed shifts' },
  z: { es: (number: number) => `Z ${number}`, en: (number: number) => `Z ${number}` },
  variance: { es: 'diferencia', en: 'variance' },
} as const

const SHOWN = 10

/** As it was written then, whoever reads it. */
const zOf = ({ z_number, shift, counted, sales, collected, ...rest }: Reply<'getShiftReport'>): Z => ({
  ...rest,
  z_number: z_number ?? 0,
  closed_at: shift.closed_at ?? shift.opened_at,
  counted: counted ?? rest.expected,
  sales,
  rounding: sales.rounding,
  collected: collected.amount,
})

/** The Z reports of this shop, newest first; the server keeps them. */
export function PastShifts() {
  const w = useWords(WORDS)
  const { reachable } = useValue(network)
  const shifts = useQuery({ ...ask('listShifts', { store_id: mustTill().store.id, limit: SHOWN }), enabled: reachable })
  // The Z of a moment ago is there once it was sent.
  const { waiting } = useValue(queue)
  useEffect(() => {
    if (waiting === 0) void refresh('listShifts')
  }, [waiting])
  const closed = shifts.data?.items.filter(({ closed_at }) => closed_at !== null) ?? []
  const open = useMutation({ mutationFn: (shift_id: string) => api.getShiftReport({ shift_id }).then(zOf) })
  if (closed.length === 0) return null
  return (
    <section>
      <Title order={2} size="md" mt="lg">
        {w.title}
      </Title>
      <ul className="rows">
        {closed.map(({ id, z_number, device_name, closed_at, gross, variance }) => (
          <li key={id}>
            <button type="button" className="row" disabled={!reachable} onClick={() => open.mutate(id)}>
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
              {open.isPending && open.variables === id && <Loader size="sm" />}
            </button>
          </li>
        ))}
      </ul>
      {open.error && <Trouble error={open.error} />}
      {open.data && <ZSlip closed={open.data} onClose={() => open.reset()} />}
    </section>
  )
}
