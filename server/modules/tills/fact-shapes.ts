import { Type } from 'typebox'
import { Id, Instant, Shape } from '#platform/route'
import { BODIES, Count } from '#shared/till-facts.ts'
import type { Bodies, FactKind } from '#shared/till-facts.ts'

export { Version } from '#shared/till-facts.ts'
export type { Bodies, FactKind } from '#shared/till-facts.ts'

export const FACTS_MAX = 50

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in lower-case hexadecimal' })

export type SaleBody = Bodies['sale']
export type SaleLine = SaleBody['lines'][number]

type Said<Kind extends FactKind> = {
  seq: number
  prev_hash: string
  hash: string
  kind: Kind
  /** As the till wrote it. */
  at: string
  staff_id: string
  body: Bodies[Kind]
}
export type Fact = { [Kind in FactKind]: Said<Kind> }[FactKind]
export type SaleFact = Said<'sale'>

const fact = <Kind extends FactKind>(kind: Kind) =>
  Shape({
    seq: Count,
    prev_hash: Hash,
    hash: Hash,
    kind: Type.Literal(kind),
    at: Instant,
    staff_id: Id,
    body: BODIES[kind],
  })

/** `discriminator`-less on purpose: each kind has a body of its own, closed against everything else. */
export const FactShape = Type.Unsafe<Fact>(
  Type.Union([
    fact('shift_opened'),
    fact('cash_moved'),
    fact('sale'),
    fact('tender_taken'),
    fact('ticket_voided'),
    fact('shift_closed'),
  ]),
)
