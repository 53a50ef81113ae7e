import { Type } from 'typebox'
import { defineEvent } from '#platform/events'
import { Id } from '#platform/route'

const Which = { import_id: Id, kind: Type.String(), source: Type.String() }

export const importStarted = defineEvent('import.started', Type.Object(Which))
/** `differences`: figures of the source that the database does not hold. */
export const importCompleted = defineEvent(
  'import.completed',
  Type.Object({ ...Which, rows: Type.Integer(), refused: Type.Integer(), differences: Type.Integer() }),
)
