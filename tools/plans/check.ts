import { plansOf } from './explain.ts'
import type { Plan } from './explain.ts'
import { judge } from './judge.ts'
import type { Limits, Problem } from './judge.ts'
import type { Statement } from './statements.ts'
import type { Volume } from './volume.ts'

/** A problem of a statement, with the values it has it with; null: whatever the values. */
export type Finding = Problem & { file: string; text: string; values: Plan['values'] }

/** A statement that could not be planned: what PostgreSQL says of it. */
export type Unplanned = { file: string; text: string; error: string }

const LANES = 2

/** Plans every statement on the volume, on connections as the server has them, and judges what comes out. */
export async function checkStatements(
  { db, sizes }: Pick<Volume, 'db' | 'sizes'>,
  statements: readonly Statement[],
  limits: Limits,
): Promise<{ findings: Finding[]; unplanned: Unplanned[] }> {
  const findings: Finding[] = []
  const unplanned: Unplanned[] = []
  const left = [...statements]
  const workOff = async (): Promise<void> => {
    const client = await db.pool.connect()
    try {
      for (let statement = left.pop(); statement; statement = left.pop()) {
        const { file, text } = statement
        try {
          for (const { node, values } of await plansOf(client, statement)) {
            for (const problem of judge(node, text, sizes, limits)) findings.push({ ...problem, file, text, values })
          }
        } catch (error) {
          unplanned.push({ file, text, error: error instanceof Error ? error.message : String(error) })
        }
      }
    } finally {
      client.release(true)
    }
  }
  await Promise.all(Array.from({ length: LANES }, workOff))
  return { findings: distinct(findings), unplanned }
}

/** One finding for a statement, rule and table, whatever the values. */
function distinct(findings: readonly Finding[]): Finding[] {
  const first = new Map<string, Finding>()
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.table} ${finding.text}`
    if (!first.has(key)) first.set(key, finding)
  }
  return [...first.values()].toSorted((a, b) => (a.file + a.text < b.file + b.text ? -1 : 1))
}
