import { fastify } from 'fastify'
import pg from 'pg'

/**
 * The limit beside the read figures: a bare Fastify route with one SELECT by primary key of what bare-tx filled.
 * Prints its address.
 *
 *   node tools/bench/bare-read.ts DATABASE_URL SCHEMA
 */
const [url = '', schema = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${schema}`, max: 8 })
const server = fastify()
server.get<{ Params: { id: string } }>('/accounts/:id', async ({ params }) => {
  const { rows } = await pool.query({
    name: 'account',
    text: 'select id, balance from account where id = $1',
    values: [params.id],
  })
  return rows[0]
})
console.log(await server.listen({ port: 0, host: '127.0.0.1' }))
process.on('SIGTERM', () => process.exit(0))
