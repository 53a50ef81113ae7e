import type { Act, World } from '../world.ts'

type Work = { id: string; kind: string; status: string; lines: { order_line_id: string }[] }
const STEPS = ['assigned', 'accepted', 'picking', 'ready']

/** Accepts, rejects, picks and hands over whatever is on the board. */
export async function picker({ at }: World): Promise<Act> {
  return async (draws) => {
    const { body } = await at.desk.get('/fulfilments')
    const open: Work[] = body.items.filter(({ status }: Work) => STEPS.includes(status))
    if (open.length === 0) return
    const { id, kind, status, lines } = draws.one(open)
    const path = `/fulfilments/${id}`
    if (draws.chance(0.15)) {
      const part =
        draws.chance(0.5) && lines[0] ? { lines: [{ order_line_id: lines[0].order_line_id, quantity: 1 }] } : {}
      return at.desk.post(`${path}/rejections`, { reason: draws.one(['not_found', 'too_busy', 'other']), ...part })
    }
    if (status === 'assigned') return at.desk.post(`${path}/${draws.one(['acceptances', 'picking'])}`, {})
    if (status === 'accepted') return at.desk.post(`${path}/picking`, {})
    if (status === 'picking') return at.desk.post(`${path}/ready`, { picked_all: true })
    return kind === 'pickup'
      ? at.desk.post(`${path}/handovers`, { id_note: 'DNI 1234' })
      : at.desk.post(`${path}/shipments`, { carrier: 'Correos' })
  }
}
