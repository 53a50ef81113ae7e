import { Type } from 'typebox'
import type { Ctx } from './ctx.ts'
import type { Doctor, Finding } from './doctor.ts'
import type { Module } from './module.ts'
import { PageQuery, decodeCursor, encodeCursor, foreignCursor } from './page.ts'
import type { Route } from './route.ts'
import { Nullable, Shape, readRoute } from './route.ts'
import type { Key } from './slices.ts'

const FINDINGS_MAX = 500
/** Less than any proxy waits. Whoever wants to see it go on asks for less. */
const SECONDS_MAX = 10

/** Whom the examination is at, and behind which key; null: at the beginning. */
type Place = { module: string; after: Key | null }

/** All doctors one after the other, for as long as a request may last; `next` is where the next request goes on. */
export const examinationOf = (modules: () => readonly Module[]): Route =>
  readRoute({
    operation: 'runDoctor',
    method: 'GET',
    path: '/doctor',
    summary: 'Recomputes every counter from its ledger and says what differs',
    who: ['doctor.run'],
    query: Shape({
      after: PageQuery.after,
      seconds: Type.Optional(Type.Integer({ minimum: 1, maximum: SECONDS_MAX })),
    }),
    reply: Type.Object({
      checked: Type.Array(Type.String(), { description: 'Modules that were gone through to their end' }),
      findings: Type.Array(
        Type.Object({ check: Type.String(), subject: Type.String(), expected: Type.String(), found: Type.String() }),
      ),
      more: Type.Integer({ description: 'So many findings more than are shown' }),
      at: Nullable(Type.String({ description: 'The module it stopped in' })),
      next: Nullable(Type.String()),
    }),
    handle: (ctx, { query }) => examine(ctx, doctorsOf(modules()), query.after, query.seconds ?? SECONDS_MAX),
  })

type Doctors = [name: string, doctor: Doctor][]

const doctorsOf = (modules: readonly Module[]): Doctors =>
  modules.flatMap(({ name, doctor }): Doctors => (doctor ? [[name, doctor]] : []))

async function examine(ctx: Ctx, doctors: Doctors, cursor: string | undefined, seconds: number) {
  const end = performance.now() + seconds * 1_000
  const enough = (): boolean => performance.now() > end
  const from = cursor ? placeOf(cursor, doctors) : null
  const checked: string[] = []
  const findings: Finding[] = []
  let more = 0
  const left = doctors.slice(doctors.findIndex(([name]) => name === (from?.module ?? name)))
  for (const [module, doctor] of left) {
    const after = module === from?.module ? from.after : null
    if (enough()) return { checked, findings, more, at: module, next: markerOf({ module, after }) }
    const visit = await doctor.visit(ctx, { limit: FINDINGS_MAX - findings.length, after, enough })
    findings.push(...visit.findings)
    more += visit.more
    if (visit.next !== null)
      return { checked, findings, more, at: module, next: markerOf({ module, after: visit.next }) }
    checked.push(module)
  }
  return { checked, findings, more, at: null, next: null }
}

const markerOf = ({ module, after }: Place): string => encodeCursor([module, after?.[0] ?? null, after?.[1] ?? null])

function placeOf(cursor: string, doctors: Doctors): Place {
  const [module, ...ids] = decodeCursor(cursor, ['text', 'id_or_none', 'id_or_none'])
  const doctor = doctors.find(([name]) => name === module)?.[1]
  const after = ids.filter((id) => id !== null).map(String)
  if (!doctor || (after.length !== 0 && after.length !== doctor.ids)) throw foreignCursor()
  return { module: String(module), after: after.length === 0 ? null : after }
}
