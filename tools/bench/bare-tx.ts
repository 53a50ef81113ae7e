import pg from 'pg'

/**
 * The limit beside the write figures: a bare program that does pgbench's TPC-B-like transaction (PostgreSQL manual,
 * "pgbench": five statements between begin and commit) through `pg`, and nothing else.
 *
 *   node tools/bench/bare-tx.ts DATABASE_URL SCHEMA CLIENTS SECONDS [named]
 *
 * `named`: as prepared statements. Prints transactions per second.
 */
const [url = '', schema = '', clients = '8', seconds = '5', named] = process.argv.slice(2)
const SCALE = 10
const TABLES = { branch: SCALE, teller: SCALE * 10, account: SCALE * 100_000 }

const connect = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` })
  await client.connect()
  return client
}

async function prepare(): Promise<void> {
  const client = await connect()
  await client.query(`create schema if not exists ${schema}`)
  const { rows } = await client.query(`select to_regclass('${schema}.account') as there`)
  if (rows[0].there === null) {
    for (const [table, count] of Object.entries(TABLES)) {
      await client.query(`create table ${table} (id integer primary key, balance integer not null, filler char(84))`)
      await client.query(`insert into ${table} select i, 0, '' from generate_series(1, ${count}) i`)
    }
    await client.query(
      'create table history (teller integer, branch integer, account integer, delta integer, at timestamp, filler char(22))',
    )
    await client.query('vacuum analyze')
  }
  await client.end()
}

const pick = (most: number): number => 1 + Math.floor(Math.random() * most)

async function transfer(client: pg.Client): Promise<void> {
  const [account, teller, branch, delta] = [
    pick(TABLES.account),
    pick(TABLES.teller),
    pick(TABLES.branch),
    pick(10_000) - 5_000,
  ]
  const say = (name: string, text: string, values: unknown[]) =>
    client.query(named ? { name, text, values } : { text, values })
  await client.query('begin')
  await say('account', 'update account set balance = balance + $1 where id = $2', [delta, account])
  await say('balance', 'select balance from account where id = $1', [account])
  await say('teller', 'update teller set balance = balance + $1 where id = $2', [delta, teller])
  await say('branch', 'update branch set balance = balance + $1 where id = $2', [delta, branch])
  await say(
    'history',
    'insert into history (teller, branch, account, delta, at) values ($1, $2, $3, $4, current_timestamp)',
    [teller, branch, account, delta],
  )
  await client.query('commit')
}

await prepare()
const connections = await Promise.all(Array.from({ length: Number(clients) }, connect))
const begun = performance.now()
const until = begun + Number(seconds) * 1_000
let done = 0
await Promise.all(
  connections.map(async (client) => {
    while (performance.now() < until) {
      await transfer(client)
      done += 1
    }
    await client.end()
  }),
)
console.log((done / ((performance.now() - begun) / 1_000)).toFixed(1))
