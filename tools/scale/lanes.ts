import pg from 'pg'
import type { Database } from '#platform/db'

/** One of two connections that fill side by side: PostgreSQL does one statement on one core. */
export type Lane = { run: (text: string) => Promise<void>; rows: <Row>(text: string) => Promise<Row[]> }

/** A piece of the work, with the words it is reported by. */
export type Task = { says: string; run: (lane: Lane) => Promise<void> }

const LANES = 2
/** Big sorts in memory; a statement takes as long as it takes; whole tables are read by the one process of the lane. */
const SETTINGS = `
  set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set default_transaction_read_only = off;
  set maintenance_work_mem = '512MB'; set work_mem = '128MB'; set synchronous_commit = off; set jit = off;
  set max_parallel_workers_per_gather = 0; set max_parallel_maintenance_workers = 0`

export async function onLanes<T>(db: Database, work: (lanes: readonly Lane[]) => Promise<T>): Promise<T> {
  // Not the server's own connections, which hang up on what takes longer than any question of a shop.
  const clients = Array.from({ length: LANES }, () => new pg.Client(db.pool.options))
  try {
    for (const client of clients) {
      await client.connect()
      await client.query(SETTINGS)
    }
    return await work(clients.map(laneOf))
  } finally {
    for (const client of clients) await client.end()
  }
}

const laneOf = (client: pg.Client): Lane => ({
  run: async (text) => void (await client.query(text)),
  rows: async <Row>(text: string) => (await client.query(text)).rows as Row[],
})

/**
 * Largest first. One that is empty is not to be analysed: PostgreSQL would plan for an empty one until it counts again, where it takes a
 * table nobody has analysed for one that will soon have rows; nor does anybody analyse it in a shop that has just opened.
 */
export const TABLES_WITH_ROWS = `
  select oid::regclass::text as name from pg_class
   where (relkind = 'p' or (relkind = 'r' and pg_relation_size(oid) > 0))
     and not relispartition and relnamespace = current_schema()::regnamespace
   order by relkind = 'p' desc, pg_table_size(oid) desc`

/** One task per table, the longest first; partitions come along with the table they are of. */
export async function tableTasks(lane: Lane, work: (table: string) => Task['run']): Promise<Task[]> {
  const tables = await lane.rows<{ name: string }>(TABLES_WITH_ROWS)
  return tables.map(({ name }) => ({ says: name, run: work(name) }))
}

/** Takes the tasks in their order, each by the lane that is free first. */
export async function shareOut(
  lanes: readonly Lane[],
  tasks: readonly Task[],
  say: (text: string) => void = () => {},
): Promise<void> {
  const left = [...tasks]
  const workOff = async (lane: Lane): Promise<void> => {
    for (let task = left.shift(); task; task = left.shift()) {
      const before = performance.now()
      await task.run(lane)
      say(`${task.says} (${((performance.now() - before) / 1_000).toFixed(1)} s)`)
    }
  }
  const ends = await Promise.allSettled(lanes.map(workOff))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
