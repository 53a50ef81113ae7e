import { hashFact } from '#sdk'
import type { Ctx } from '#platform/ctx'
import { conflict } from '#platform/errors'
import type { Fact } from './fact-shapes.ts'
import type { Till } from './till.ts'

const gap = (expected_seq: number) =>
  conflict('sequence_gap', { detail: `The next fact of this till is number ${expected_seq}.`, expected_seq })

const broken = (seq: number) =>
  conflict('chain_broken', { detail: `Fact ${seq} does not follow from the one before it.`, seq })

/**
 * What is new in a batch: facts come in their order without a hole, those kept before are said word for word again, and
 * each new one holds the hash of the one before. Refuses sequence_gap and chain_broken (409).
 */
export async function newFacts(ctx: Ctx, till: Till, facts: readonly Fact[]): Promise<Fact[]> {
  let expected = facts[0]?.seq ?? 1
  if (expected > till.last_seq + 1) throw gap(till.last_seq + 1)
  for (const { seq } of facts) {
    if (seq !== expected) throw gap(expected)
    expected += 1
  }
  await mustBeSame(ctx, till, facts)
  let before = till.last_hash
  const fresh = facts.filter(({ seq }) => seq > till.last_seq)
  for (const fact of fresh) {
    if (fact.prev_hash !== before || fact.hash !== (await hashFact(till.device_id, fact))) throw broken(fact.seq)
    before = fact.hash
  }
  return fresh
}

async function mustBeSame(ctx: Ctx, till: Till, facts: readonly Fact[]): Promise<void> {
  const said = facts.filter(({ seq }) => seq <= till.last_seq)
  if (said.length === 0) return
  const kept = await ctx.sql<{ seq: number; hash: string }>`
    select seq, hash from till_fact where device_id = ${till.device_id} and seq = any(${said.map(({ seq }) => seq)}::bigint[])`
  const hashes = new Map(kept.map(({ seq, hash }) => [seq, hash]))
  const other = said.find(({ seq, hash }) => hashes.get(seq) !== hash)
  if (other) throw broken(other.seq)
}
