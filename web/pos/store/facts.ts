import type { Bodies, FactKind } from '#shared/till-facts.ts'

export type { Bodies, FactKind } from '#shared/till-facts.ts'

// What a till knows as true the moment it happens. Field names are those of the wire.

export type Tender = Bodies['sale']['tenders'][number]
export type ShiftClosed = Bodies['shift_closed']

export type Fact<Kind extends FactKind = FactKind> = {
  [K in Kind]: {
    seq: number
    prev_hash: string
    hash: string
    kind: K
    at: string
    staff_id: string
    body: Bodies[K]
  }
}[Kind]

/** A fact with what became of it at the server. */
export type KeptFact = Fact & { acked_at: number | null; number?: string; tasks?: { es: string; en: string }[] }

export const isSale = (fact: KeptFact): fact is Extract<KeptFact, { kind: 'sale' }> => fact.kind === 'sale'
