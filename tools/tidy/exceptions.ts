import type { Problem } from './house.ts'

/** A known breach. `count`: problems of this rule in this file, or its lines where the rule counts lines. */
export type Exception = { rule: string; path: string; count: number; why: string }

export type Breach = Problem & { rule: string }

const LINES_RULE = 'file-size'

const weigh = (rule: string, problems: Breach[]): number =>
  rule === LINES_RULE ? (problems[0]?.line ?? 0) : problems.length

/**
 * The list may only shrink. Answers the breaches it does not cover, the entries that promise more than
 * is needed, and the list as short as it can be.
 */
export function settleExceptions(
  breaches: Breach[],
  exceptions: Exception[],
): { open: Breach[]; loose: string[]; shrunk: Exception[] } {
  const open = new Set(breaches)
  const loose: string[] = []
  const shrunk: Exception[] = []
  for (const exception of exceptions) {
    const { rule, path, count } = exception
    const covered = breaches.filter((breach) => breach.rule === rule && breach.path === path)
    const needed = weigh(rule, covered)
    if (needed > count) continue
    for (const breach of covered) open.delete(breach)
    if (needed > 0) shrunk.push({ ...exception, count: needed })
    if (needed < count) loose.push(`${rule} ${path}: ${count} allowed, ${needed} needed`)
  }
  return { open: [...open], loose, shrunk }
}
