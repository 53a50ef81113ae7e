import { isAway } from './database-failures.ts'
import type { Database, Scope } from './db.ts'
import { Refused } from './errors.ts'
import { settle } from './idempotency.ts'
import type { Claim } from './idempotency.ts'
import { problemOf } from './problem.ts'

/** So long a claim of ours that could not be given free is tried again; well before others take it for dead. */
const FREE_TRIES = 40
const FREE_EVERY_MS = 1_000

/**
 * A refusal is an answer too: the repeat gets the same. Faults of ours, and "come later", are not kept; what was
 * claimed ahead for them (at `claimed`: by us, not by another request with the key) is given free. Where the database
 * is away, that is done behind the answer, as soon as it is back.
 */
export async function keepFailure(
  keep: Database['write'],
  scope: Scope,
  { claim, claimed }: { claim: Claim; claimed: Date | null },
  error: unknown,
): Promise<void> {
  const { problem } = problemOf(error, scope.request_id ?? '')
  if (problem.code === 'still_in_flight' || problem.code === 'idempotency_key_reused') return
  const passing = problem.status >= 500 || problem.status === 429 || !(error instanceof Refused)
  if (passing && claimed === null) return
  const answer = passing ? null : { status: problem.status, answer: JSON.stringify(problem) }
  const write = () => keep(scope, (ctx) => settle(ctx, claim, answer, claimed))
  const later = async () => {
    for (let tries = 0; tries < FREE_TRIES; tries++) {
      await new Promise((done) => setTimeout(done, FREE_EVERY_MS).unref())
      const failure = await write().then(
        () => null,
        (thrown: unknown) => thrown,
      )
      if (failure === null || !isAway(failure)) return
    }
  }
  if (isAway(error)) return void later()
  await write().catch((failure: unknown) => {
    scope.log?.warn({ err: failure }, 'a refusal could not be kept')
    if (isAway(failure)) void later()
  })
}
