import { linesWithIds } from '#orders'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import type { SaleFact } from './fact-shapes.ts'

/**
 * The sales with lines nobody else has: one whose id is that of another line is written under an id of its own, since
 * nothing is to be decided by it and all behind it in the chain would wait. The fact keeps what was said.
 */
export async function withOwnLines(ctx: Ctx, sales: readonly SaleFact[]): Promise<SaleFact[]> {
  const taken = new Set(
    await linesWithIds(
      ctx,
      sales.flatMap(({ body }) => body.lines.map(({ id }) => id)),
    ),
  )
  return sales.map((sale) => {
    const lines = sale.body.lines.map((line) => (taken.has(line.id.toLowerCase()) ? { ...line, id: newId() } : line))
    for (const { id } of sale.body.lines) taken.add(id.toLowerCase())
    return { ...sale, body: { ...sale.body, lines } }
  })
}
