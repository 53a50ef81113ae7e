import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { diff } from 'node:util'

export const ROOT = join(import.meta.dirname, '..')

export type Generated = { path: string; text: string }

const LINES_SHOWN = 60

/**
 * Writes generated files; with `--check` it writes nothing and fails when one would change, showing
 * the difference. Answers the exit code.
 */
export function settle(files: Generated[], { check }: { check: boolean }): number {
  let code = 0
  for (const { path, text } of files) {
    const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
    if (before === text) continue
    if (!check) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
      console.log(`wrote ${relative(ROOT, path)}`)
      continue
    }
    console.error(`${relative(ROOT, path)} is out of date (bin/fix writes it):\n${difference(before, text)}`)
    code = 1
  }
  return code
}

/** The lines that would go (-) and come (+). */
export function difference(before: string, after: string): string {
  const changed = diff(before.split('\n'), after.split('\n'))
    .filter(([kind]) => kind !== 0)
    .map(([kind, line]) => `${kind === 1 ? '-' : '+'} ${line}`)
  const rest = changed.length - LINES_SHOWN
  return [...changed.slice(0, LINES_SHOWN), ...(rest > 0 ? [`… and ${rest} more lines`] : [])].join('\n')
}

export const checking = (): boolean => process.argv.includes('--check')
