import type { Exception } from '../tidy/exceptions.ts'
import { settleExceptions } from '../tidy/exceptions.ts'
import type { Finding, Unplanned } from './check.ts'

/** Of a file whose work is reading everything: all its statements, whatever they become. */
type WholeFile = { rule: typeof ANYTHING; path: string; why: string }
const ANYTHING = 'anything'

/** An exception is for a rule and a table in a file, or for all of a file; it says why, and the list may only shrink. */
export type PlanException = Exception | WholeFile
export type Settled = { open: Finding[]; loose: string[]; shrunk: PlanException[] }

export const ruleOf = ({ rule, table }: Finding): string => `${rule}: ${table}`

export function settle(findings: readonly Finding[], exceptions: readonly PlanException[]): Settled {
  const files = exceptions.filter((one): one is WholeFile => !('count' in one))
  const needed = files.filter(({ path }) => findings.some(({ file }) => file === path))
  const counted = exceptions.filter((one): one is Exception => 'count' in one)
  const breaches = findings
    .filter(({ file }) => !files.some(({ path }) => path === file))
    .map((finding) => ({ rule: ruleOf(finding), path: finding.file, line: 1, found: finding.says, finding }))
  const { open, loose, shrunk } = settleExceptions(breaches, counted)
  const left = new Set<object>(open)
  return {
    open: breaches.filter((breach) => left.has(breach)).map(({ finding }) => finding),
    loose: [
      ...files.filter((one) => !needed.includes(one)).map(({ path }) => `${ANYTHING} ${path}: nothing is found there`),
      ...loose,
    ],
    shrunk: [...needed, ...shrunk],
  }
}

const TEXT_MAX = 1_500

/** A finding as a person needs it: where, what, of what, with which values, and the statement itself. */
export function inWords({ file, says, node, rows, table, text, values }: Finding): string {
  const which = values === null ? 'whatever the values' : `with ${JSON.stringify(values).slice(0, 200)}`
  return `${file}\n  ${says}\n  (${node}, ${rows} rows, ${table || 'no table'}; ${which})\n${indented(text)}`
}

export const unplannedInWords = ({ file, text, error }: Unplanned): string =>
  `${file}\n  cannot be planned: ${error}\n${indented(text)}`

export const indented = (text: string): string =>
  text
    .slice(0, TEXT_MAX)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `    ${line.trimEnd()}`)
    .join('\n')
