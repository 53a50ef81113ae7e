import { checkStatements } from './check.ts'
import type { Finding } from './check.ts'
import { PLANNED_ONCE } from './explain.ts'
import { LIMITS } from './judge.ts'
import type { Limits } from './judge.ts'
import type { Statement } from './statements.ts'
import type { Volume } from './volume.ts'

/**
 * What is planned once keeps the plan it got in an empty shop until its tables are counted (decision 13): planned there,
 * no table that grows may be read from end to end. Costs say nothing where nothing is, so nothing else is judged.
 */
export async function checkFirstDay(
  { first, sizes }: Volume,
  statements: readonly Statement[],
  limits: Limits = LIMITS,
): Promise<Finding[]> {
  const once = statements.filter(({ settings }) => settings.includes(PLANNED_ONCE))
  const { findings } = await checkStatements({ db: first, sizes }, once, limits)
  return findings.flatMap((finding) =>
    finding.rule === 'whole table' || finding.rule === 'whole index' || finding.rule === 'later column'
      ? [
          {
            ...finding,
            rule: `${finding.rule} on the first day` as const,
            says: `${finding.says}, even while the shop is empty: ${CURE}`,
          },
        ]
      : [],
  )
}

const CURE = 'cross join lateral (select … where key = given.key offset 0), or key = any(array(…))'
