import type { RowOf } from '../../queries.ts'

/** A row of the event log. */
export type Fact = RowOf<'listEvents'>
