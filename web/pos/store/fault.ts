import { Check, Errors } from 'typebox/value'
import { BODIES } from '#shared/till-facts.ts'
import type { FactKind } from './facts.ts'

/** Which field of a fact the server could not read, and why; null: it can read all of it. */
export function faultOf(kind: FactKind, body: unknown): { field: string; message: string } | null {
  // As it travels: what is undefined does not.
  const told: unknown = JSON.parse(JSON.stringify(body))
  if (Check(BODIES[kind], told)) return null
  const deepest = Errors(BODIES[kind], told).toSorted((a, b) => depth(b) - depth(a))[0]
  return { field: deepest?.instancePath.slice(1) ?? '', message: deepest?.message ?? 'is not valid' }
}

const depth = ({ instancePath }: { instancePath: string }): number => instancePath.split('/').length
