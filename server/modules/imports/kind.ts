import type { Ctx } from '#platform/ctx'
import type { RowError, Working } from './runs.ts'

/** A row as it stands in the file: column → cell. */
export type Cells = Readonly<Record<string, string>>
export type GivenRow = { part: string; row: number; cells: Cells }

export type Problem = Pick<RowError, 'code' | 'message'>

/** What a row says, or why it is left out. `key`: rows of one key become one thing. */
export type Reading =
  | { key: string; content: object; remarks?: readonly Problem[] }
  | ({ left_out: 'refused' | 'skipped' } & Problem)

export const refuseRow = (code: string, message: string): Reading => ({ left_out: 'refused', code, message })
export const skipRow = (code: string, message: string): Reading => ({ left_out: 'skipped', code, message })

export type StagedRow = GivenRow & { key: string; content: object }

/**
 * One stage builds all things of a sort, a bounded piece per transaction. It is told the last key built
 * and answers the next one, or null when nothing is left.
 */
export type Stage = {
  name: string
  /** Its statements are about one thing each, as those of requests: planned once. Others are about hundreds, and planned for these. */
  one_by_one?: boolean
  build: (ctx: Ctx, run: Working, after: string) => Promise<{ after: string | null; built: number }>
}

/** Everything that tells one sort of source from another. */
export type Kind = {
  /** The files of the source, in the order they are sent. */
  parts: readonly string[]
  read: (row: GivenRow, now: Date) => Reading
  /** Rows that do not go with those taken before. */
  vet?: (ctx: Ctx, run_id: string, rows: readonly StagedRow[]) => Promise<RowError[]>
  stages: readonly Stage[]
  /** What the database holds of this run, by the names the caller counts under. */
  figures: (ctx: Ctx, run: Working) => Promise<Record<string, number>>
}
