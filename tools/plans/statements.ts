import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Recorded } from './record.ts'

/** A statement of the server with a few of the values it was sent with, each of another shape. */
export type Statement = { text: string; file: string; samples: (string | null)[][] }

const SAMPLES_MAX = 4

/** Everything recorded in a folder, each text once, in the order of the files they come from. */
export function readStatements(folder: string): Statement[] {
  const byText = new Map<string, Statement>()
  for (const name of existsSync(folder) ? readdirSync(folder).toSorted() : []) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const recorded = parse(line)
      if (recorded) add(byText, recorded)
    }
  }
  return [...byText.values()].toSorted((a, b) => (a.file + a.text < b.file + b.text ? -1 : 1))
}

/** A process that was killed may have left half a line. */
function parse(line: string): Recorded | null {
  if (!line.endsWith('}')) return null
  try {
    return JSON.parse(line) as Recorded
  } catch {
    return null
  }
}

function add(byText: Map<string, Statement>, { text, file, values }: Recorded): void {
  const statement = byText.get(text) ?? { text, file, samples: [] }
  byText.set(text, statement)
  const shape = shapeOf(values)
  const isNew = statement.samples.every((sample) => shapeOf(sample) !== shape)
  if (isNew && statement.samples.length < SAMPLES_MAX) statement.samples.push(values)
}

/** Which values are there, and whether a list has many: what most changes a plan. */
const shapeOf = (values: readonly (string | null)[]): string =>
  values
    .map((value) => (value === null ? 'n' : !/^\{.*\}$/s.test(value) ? 'v' : value.split(',').length > 20 ? 'm' : 'l'))
    .join('')
