import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Recorded } from './record.ts'
import { shapeOf } from './shape.ts'

/** A statement of the server with a few of the values it was sent with, each of another shape. */
export type Statement = { text: string; file: string; samples: (string | null)[][] }

const SAMPLES_MAX = 6

type Found = Pick<Statement, 'text' | 'file'> & { byShape: Map<string, (string | null)[]> }

/** Everything recorded in a folder, each text once, in the order of the files they come from. */
export function readStatements(folder: string): Statement[] {
  const byText = new Map<string, Found>()
  for (const name of existsSync(folder) ? readdirSync(folder).toSorted() : []) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const recorded = parse(line)
      if (recorded) add(byText, recorded)
    }
  }
  return [...byText.values()].map(statementOf).toSorted((a, b) => (a.file + a.text < b.file + b.text ? -1 : 1))
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

function add(byText: Map<string, Found>, { text, file, values }: Recorded): void {
  const found = byText.get(text) ?? { text, file, byShape: new Map() }
  byText.set(text, found)
  const shape = shapeOf(values)
  if (!found.byShape.has(shape)) found.byShape.set(shape, values)
}

/** The same few shapes whatever process wrote first. */
const statementOf = ({ text, file, byShape }: Found): Statement => ({
  text,
  file,
  samples: [...byShape]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, SAMPLES_MAX)
    .map(([, values]) => values),
})
