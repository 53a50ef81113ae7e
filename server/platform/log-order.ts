import type pg from 'pg'
import type { Logger } from './log.ts'

/** About three seconds' worth. */
const STEP = 1_000_000
/** PostgreSQL must clear up behind every two thousand million transactions: nobody should use up half of them in a start. */
const AHEAD_MAX = 1_000_000_000n

/**
 * The log is in the order of the numbers PostgreSQL gives its transactions, and so are the places of those who listen.
 * A database that was restored from a copy, or moved to another server, counts them anew from a few hundred on: what is
 * told then would lie before what was told long ago, and nobody would ever hear it. Such a server is made to count on
 * until it is past the log, before anybody comes in.
 */
export async function countPastLog(client: pg.ClientBase, log: Logger): Promise<void> {
  const ahead = await aheadOf(client)
  if (ahead <= 0n) return
  if (ahead > AHEAD_MAX)
    throw new Error(
      `the log is ${ahead} transactions ahead of this PostgreSQL: restore it on a server that has counted further (pg_resetwal --next-transaction-id)`,
    )
  log.warn({ transactions: Number(ahead) }, 'this database was restored from a copy: its transactions are counted on')
  await client.query('set synchronous_commit = off')
  for (let left = ahead; left > 0n; left = await aheadOf(client)) {
    const some = left < BigInt(STEP) ? Number(left) : STEP
    await client.query(`do $$ begin for n in 1..${some} loop perform pg_current_xact_id(); commit; end loop; end $$`)
  }
  await client.query('reset synchronous_commit')
}

/** By how much the last place in the log, or that of a listener, is beyond the next transaction; 0 or less: by nothing. */
async function aheadOf(client: pg.ClientBase): Promise<bigint> {
  const { rows } = await client.query<{ ahead: string }>(`
    select (coalesce(greatest((select xid from event order by xid desc limit 1), (select xid from listener order by xid desc limit 1))::text, '0')::numeric
            - pg_snapshot_xmax(pg_current_snapshot())::text::numeric + 1)::text as ahead`)
  return BigInt(rows[0]?.ahead ?? '0')
}
