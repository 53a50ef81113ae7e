import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../generated.ts'
import { authorsIn } from './authors.ts'
import type { Recorded } from './record.ts'
import { shapeOf } from './shape.ts'

/** A statement of the server as its kind of connection plans it, with a few of the values it was sent with, each of another shape. */
export type Statement = { text: string; file: string; settings: string[]; samples: (string | null)[][] }

const SAMPLES_MAX = 6

type Found = Omit<Statement, 'samples'> & { byShape: Map<string, (string | null)[]> }

/** Everything recorded in a folder, each text once for each kind of connection, in the order of the files they come from. */
export function readStatements(folder: string, root = ROOT): Statement[] {
  const found = new Map<string, Found>()
  for (const name of existsSync(folder) ? readdirSync(folder).toSorted() : []) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const recorded = parse(line)
      if (recorded) add(found, recorded)
    }
  }
  const authorOf = authorsIn(root)
  return [...found.values()]
    .map((one) => ({ ...one, file: authorOf(one.text, one.file) }))
    .filter((one): one is Found => one.file !== null)
    .map(statementOf)
    .toSorted((a, b) => (a.file + a.text < b.file + b.text ? -1 : 1))
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

function add(all: Map<string, Found>, { text, file, settings, values }: Recorded): void {
  const key = `${settings.join(' ')} ${text}`
  const found = all.get(key) ?? { text, file, settings, byShape: new Map() }
  all.set(key, found)
  const shape = shapeOf(values)
  const before = found.byShape.get(shape)
  if (!before || JSON.stringify(values) < JSON.stringify(before)) found.byShape.set(shape, values)
}

/** The same few shapes, and of each the same values, whatever process wrote first. */
const statementOf = ({ text, file, settings, byShape }: Found): Statement => ({
  text,
  file,
  settings,
  samples: [...byShape]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, SAMPLES_MAX)
    .map(([, values]) => values),
})
