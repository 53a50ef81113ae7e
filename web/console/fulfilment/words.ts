import type { Reply } from '#sdk'

export type Task = Reply<'listFulfilments'>['items'][number]

/** The columns of the board, and which states stand in each. */
export const COLUMNS = ['accept', 'pick', 'ready', 'done'] as const
export type ColumnName = (typeof COLUMNS)[number]

export const columnOf = ({ status }: Pick<Task, 'status'>): ColumnName | null => {
  if (status === 'assigned') return 'accept'
  if (status === 'accepted' || status === 'picking') return 'pick'
  if (status === 'ready') return 'ready'
  return status === 'handed_over' || status === 'shipped' ? 'done' : null
}

/** What changes when a task moves on. */
export const TOUCHED = ['listFulfilments', 'getFulfilment', 'getOrder', 'listOrders', 'getTimeline'] as const

export const leftToPick = ({ lines }: Pick<Task, 'lines'>): number =>
  lines.reduce((sum, { quantity, picked, missing, canceled }) => sum + quantity - picked - missing - canceled, 0)

export const unitsOf = ({ lines }: Pick<Task, 'lines'>): number =>
  lines.reduce((sum, { quantity, canceled }) => sum + quantity - canceled, 0)

export const articlesOf = (tasks: readonly Task[] | undefined): string[] =>
  (tasks ?? []).flatMap(({ lines }) => lines.map(({ variant_id }) => variant_id))
