import { mustServeStore, seesStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { conflict, notFound } from '#platform/errors'
import type { PageOf } from '#platform/page'
import { PAGE_DEFAULT, momentCursor, pageOf } from '#platform/page'
import type { Row } from '#platform/rows'
import { taskResolved } from './events.ts'
import type { TaskKind } from './shapes.ts'
import { wordsOf } from './task-words.ts'

export type TaskView = Omit<Row<'till_task'>, 'seq' | 'kind' | 'details'> & {
  kind: TaskKind
  number: string | null
  details: Record<string, unknown>
  words: { es: string; en: string }
}

type TaskRow = Omit<TaskView, 'words'>

const COLUMNS = fragment`t.id, t.kind, t.store_id, t.device_id, t.order_id, t.details, t.raised_at, t.resolved_at, t.resolved_by, t.note,
  (select o.number from orders o where o.id = t.order_id) as number`

const view = (row: TaskRow): TaskView => ({ ...row, words: wordsOf(row.kind, row.details) })

export type TillTasks = {
  store_id?: string | undefined
  open?: boolean | undefined
  limit?: number | undefined
  after?: string | undefined
}

/** What tills left for people, the newest first: of one store, or of all one serves. */
export async function tillTasks(ctx: Ctx, input: TillTasks): Promise<PageOf<TaskView>> {
  const { store_id, open, limit = PAGE_DEFAULT, after } = input
  if (store_id !== undefined) mustServeStore(ctx.actor, store_id)
  const stores = store_id === undefined ? ctx.actor.store_ids : [store_id]
  const { at, id } = momentCursor(after)
  const rows = await ctx.sql<TaskRow>`
    select ${COLUMNS} from till_task t
     where (t.raised_at, t.id) < (${at}::timestamptz, ${id}::uuid)
       ${stores === null ? fragment`` : fragment`and t.store_id = any(${stores}::uuid[])`}
       ${open === undefined ? fragment`` : open ? fragment`and t.resolved_at is null` : fragment`and t.resolved_at is not null`}
     order by t.raised_at desc, t.id desc limit ${limit + 1}`
  return pageOf(rows.map(view), limit, (row) => [row.raised_at, row.id])
}

/** A person looked at it and says what was done. Said twice with the same words it is one answer; refuses resolved_already (409). */
export async function resolveTillTask(
  ctx: Ctx,
  { task_id, note }: { task_id: string; note: string },
): Promise<TaskView> {
  const [before] = await ctx.sql<Pick<TaskRow, 'store_id'>>`
    select store_id from till_task where id = ${task_id} for no key update`
  if (!before || !seesStore(ctx.actor, before.store_id)) throw notFound('task', task_id)
  const [done] = await ctx.sql<{ id: string }>`
    update till_task set resolved_at = ${ctx.now}, resolved_by = ${ctx.actor.id}::uuid, note = ${note}
     where id = ${task_id} and resolved_at is null returning id`
  const [row] = await ctx.sql<TaskRow>`select ${COLUMNS} from till_task t where t.id = ${task_id}`
  const task = view(row as TaskRow)
  if (done)
    ctx.emit(
      taskResolved,
      { task_id, kind: task.kind, note },
      { store_id: task.store_id, subject_kind: 'till_task', subject_id: task_id },
    )
  else if (task.note !== note)
    throw conflict('resolved_already', { detail: 'Somebody has settled this already.', note: task.note })
  return task
}
