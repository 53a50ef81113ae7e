import { refused } from '#platform/errors'
import { unitsOf } from './rules.ts'

type Line = { variant_id: string; sent: number; received: number; missing: number }

/**
 * What a receipt means for a transfer: the lines that change, how many units are missing in all when it
 * is closed, and its status after. Open lines stay on their way unless `close` says nothing more comes.
 */
export function settleReceipt(
  lines: readonly Line[],
  input: { lines: readonly { variant_id: string; received: number }[]; close: boolean },
): {
  lines: { variant_id: string; received: number; missing: number }[]
  status: 'sent' | 'received' | 'received_short'
  missing: number
} {
  const arrived = unitsOf(input.lines.map(({ variant_id, received }) => ({ variant_id, quantity: received })))
  for (const [variant_id, received] of arrived) {
    const line = lines.find((l) => l.variant_id === variant_id)
    const open = line ? line.sent - line.received - line.missing : 0
    if (received > open) {
      throw refused('more_than_sent', {
        detail: 'More arrived than is on its way; book the rest as an adjustment.',
        variant_id,
        open,
      })
    }
  }
  const settled = lines.map((line) => {
    const received = arrived.get(line.variant_id) ?? 0
    const open = line.sent - line.received - line.missing - received
    return { variant_id: line.variant_id, received, missing: input.close ? open : 0, open }
  })
  const missing = lines.reduce((sum, l) => sum + l.missing, 0) + settled.reduce((sum, l) => sum + l.missing, 0)
  const done = input.close || settled.every((line) => line.open === 0)
  return {
    lines: settled
      .filter((l) => l.received + l.missing > 0)
      .map(({ variant_id, received, missing }) => ({ variant_id, received, missing })),
    status: !done ? 'sent' : missing > 0 ? 'received_short' : 'received',
    missing,
  }
}
