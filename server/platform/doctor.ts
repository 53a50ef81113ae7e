import { inTurn } from './ctx.ts'
import type { Ctx } from './ctx.ts'
import type { Key, Slice } from './slices.ts'

/** A difference `hilo doctor` found between a counter and the ledger that explains it. */
export type Finding = { check: string; subject: string; expected: string; found: string }

/** What one statement answers: some of its findings, each with how many there are in all (`count(*) over ()`). */
export type Difference = Finding & { differing: number }

/**
 * How a module compares its counters with their ledgers. A shop of years is too long for one statement, so all is
 * compared slice by slice; each comparison sees both sides in one statement, hence at one moment.
 */
export type Comparison = {
  /** How many ids make the key the tables are walked along. */
  ids: 1 | 2
  /**
   * Where a slice ends that begins behind `after`: the key at which the first of the walked tables has given so many
   * rows. None: nothing of them is that long any more, and the rest is one slice.
   */
  cut: (ctx: Ctx, after: Key | null, rows: number) => Promise<{ key: string[] }[]>
  /** What differs in a slice; each answers at most `limit`. */
  differences: readonly ((ctx: Ctx, slice: Slice, limit: number) => Promise<Difference[]>)[]
}

/** Part of an examination: what it found, how much more it found than it keeps, and behind which key to go on. */
export type Visit = { findings: Finding[]; more: number; next: Key | null }

export type Visiting = {
  limit: number
  after?: Key | null
  /** Says after each slice whether to stop there. */
  enough?: () => boolean
  slice_rows?: number
}

/** Asked whole, or as a visit that is gone on with. */
export type Doctor = {
  (ctx: Ctx, limit: number): Promise<Finding[]>
  ids: 1 | 2
  visit: (ctx: Ctx, visiting: Visiting) => Promise<Visit>
}

/** Read in a fraction of a second even where each row is a page of its own. */
const SLICE_ROWS = 2_000

export function doctorBy(comparison: Comparison): Doctor {
  const visit = (ctx: Ctx, visiting: Visiting): Promise<Visit> => goThrough(comparison, ctx, visiting)
  const whole = async (ctx: Ctx, limit: number): Promise<Finding[]> => (await visit(ctx, { limit })).findings
  return Object.assign(whole, { ids: comparison.ids, visit })
}

async function goThrough(
  { cut, differences }: Comparison,
  ctx: Ctx,
  { limit, after = null, enough = () => false, slice_rows = SLICE_ROWS }: Visiting,
): Promise<Visit> {
  const findings: Finding[] = []
  let differing = 0
  for (let from = after; ;) {
    const [end] = await cut(ctx, from, slice_rows)
    const slice: Slice = { after: from, upto: end?.key ?? null }
    // Also where nothing more is kept: one row says how many there are.
    const room = Math.max(1, limit - findings.length)
    const answers = await inTurn(...differences.map((compare) => compare(ctx, slice, room)))
    for (const rows of answers) {
      differing += rows[0]?.differing ?? 0
      for (const { differing: _, ...finding } of rows) if (findings.length < limit) findings.push(finding)
    }
    from = slice.upto
    if (from === null || enough()) return { findings, more: differing - findings.length, next: from }
  }
}
