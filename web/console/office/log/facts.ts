import type { RowOf } from '../../queries.ts'
import type { useActorName } from '../pieces/actors.ts'

/** A row of the event log. */
export type Fact = RowOf<'listEvents'>

/** Who did it. Whoever knocks at the door is nobody yet: it is whom the fact is about. */
export function whoseFact(fact: Fact, nameOf: ReturnType<typeof useActorName>): string {
  const atTheDoor = fact.actor_kind === 'public' && fact.subject_kind === 'staff'
  return nameOf(fact.actor_kind, atTheDoor ? fact.subject_id : null, fact.actor_name)
}
