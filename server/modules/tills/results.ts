import type { Ctx } from '#platform/ctx'
import type { Fact } from './fact-shapes.ts'
import type { Sent, TaskKind } from './shapes.ts'
import { wordsOf } from './task-words.ts'

type Kept = { seq: number; order_id: string | null; number: string | null; tasks: KeptTask[] }
type KeptTask = { id: string; kind: TaskKind; details: Record<string, unknown> }

/** What became of each fact of a batch; the same whether it was new or known. */
export async function resultsOf(
  ctx: Ctx,
  { device_id, facts, known_to }: { device_id: string; facts: readonly Fact[]; known_to: number },
): Promise<Sent['results']> {
  const rows = await ctx.sql<Kept>`
    select f.seq, f.order_id, o.number,
           (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'details', t.details) order by t.id), '[]')
              from till_task t where t.device_id = f.device_id and t.seq = f.seq) as tasks
      from till_fact f left join orders o on o.id = f.order_id
     where f.device_id = ${device_id} and f.seq = any(${facts.map(({ seq }) => seq)}::bigint[])
     order by f.seq`
  return rows.map(({ seq, order_id, number, tasks }) => ({
    seq,
    outcome: seq <= known_to ? 'known' : 'taken',
    ...(order_id === null ? {} : { order_id }),
    ...(number === null ? {} : { number }),
    tasks: tasks.map(({ id, kind, details }) => ({ id, kind, words: wordsOf(kind, details) })),
  }))
}
