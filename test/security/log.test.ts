import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lettersIn } from '#test/letters'
import { addKey, addStaff, hashPassword, setPassword } from '#access'
import { systemActor } from '#platform/actor'
import { openDatabase } from '#platform/db'
import type { Database } from '#platform/db'
import { createLog } from '#platform/log'
import { apiOf } from '#test/api'
import { cloneDatabase } from '#test/database'
import { article } from '#test/goods'
import { ids, seedRetailer } from '../../tools/trade/retailer.ts'
import { APPROVE, WEBHOOK_SECRET } from '#test/sandbox'
import { startServer } from '#test/server-process'
import type { ServerProcess } from '#test/server-process'
import { startSandbox } from '../../tools/sandbox/spawn.ts'
import type { Sandbox } from '../../tools/sandbox/spawn.ts'

const MINUTES = 60_000
const API_KEY = 'sk_test_never_in_the_log'
const PASSWORD = 'jirafas azules cantan'
const folder = mkdtempSync(join(tmpdir(), 'hilo-log-'))

let database: Awaited<ReturnType<typeof cloneDatabase>>
let db: Database
let sandbox: Sandbox
let server: ServerProcess
let front: string
let variant_id: string

beforeAll(async () => {
  database = await cloneDatabase()
  db = openDatabase({ url: database.url, schema: 'hilo', log: createLog('silent') })
  const hash = await hashPassword(PASSWORD)
  await db.write({ actor: systemActor('test') }, async (ctx) => {
    await seedRetailer(ctx)
    const { id } = await addStaff(ctx, { email: 'dueña@tienda.es', name: 'Dueña', role: 'owner', store_ids: null })
    await setPassword(ctx, { staff_id: id, hash, by: 'owner' })
    front = (await addKey(ctx, { kind: 'publishable', name: 'web', channel: 'web' })).secret
    variant_id = await article(ctx, { stock: { [ids.loc_granvia]: 5 } })
  })
  sandbox = await startSandbox({
    port: 0,
    data_dir: join(folder, 'cards'),
    api_key: API_KEY,
    webhook_secret: WEBHOOK_SECRET,
  })
  server = startServer(join(folder, 'data'), {
    DATABASE_URL: database.url,
    LOG_LEVEL: 'trace',
    PAYMENTS_SANDBOX_URL: sandbox.url,
    PAYMENTS_SANDBOX_KEY: API_KEY,
    PAYMENTS_SANDBOX_SECRET: WEBHOOK_SECRET,
  })
  await server.ready
}, 2 * MINUTES)
afterAll(async () => {
  server.kill('SIGKILL')
  await server.ended
  await sandbox.stop()
  await db.close()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** The newest letter to this address, once the job has written it. */
async function letterTo(address: string, holding: RegExp): Promise<string> {
  const until = performance.now() + MINUTES
  while (performance.now() < until) {
    const letters = lettersIn(join(folder, 'data')).filter(({ to }) => to === address)
    const last = letters.map(({ text }) => holding.exec(text)?.[1]).findLast((text) => text !== undefined)
    if (last !== undefined) return last
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`no letter to ${address}`)
}

/** Every row of every table, jobs' too, as text. */
async function everything(): Promise<string> {
  const { rows } = await db.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema in ('hilo', 'hilo_jobs') and table_type = 'BASE TABLE'`,
  )
  const texts: string[] = []
  for (const { name } of rows) {
    const found = await db.pool.query<{ text: string }>(`select to_jsonb(t)::text as text from ${name} t`)
    texts.push(...found.rows.map(({ text }) => text))
  }
  return texts.join('\n')
}

test(
  'signing in, buying, collecting and being forgotten leave no secret in log or database, and nobody’s data in the log',
  async () => {
    const url = await server.ready
    const secrets: Record<string, string> = {
      PASSWORD,
      API_KEY,
      WEBHOOK_SECRET,
      front,
      card: APPROVE,
      wrong: 'esta no es la clave',
    }
    const home = {
      name: 'Xiomara Quintanilla',
      line1: 'Pasaje del Sigilo 17',
      city: 'Villasecreta',
      postcode: '28013',
      country: 'ES',
    }
    const told = { mail: 'xiomara.q@sigilo.es', phone: '612345987', ...home }

    // Somebody comes in, rightly and wrongly.
    const nobody = apiOf(url)
    await nobody.post('/sign-in', { email: 'dueña@tienda.es', password: secrets['wrong'] })
    const { body: staff } = await nobody.post('/sign-in', { email: 'dueña@tienda.es', password: PASSWORD })
    secrets['staff token'] = staff.token
    const owner = apiOf(url, staff.token, { 'hilo-channel': 'phone' })
    const { body: visit } = await apiOf(url, front).post('/visits', { cookie: true })
    secrets['visit'] = visit.token
    const visitor = apiOf(url, visit.token)

    // A cart, a contact, a proof, a payment.
    const { body: cart } = await visitor.post('/carts', {})
    secrets['cart code'] = cart.code
    await visitor.post(`/carts/${cart.id}/lines`, { variant_id, quantity: 1 })
    await visitor.put(`/carts/${cart.id}/delivery`, { method: 'pickup', pickup_store_id: ids.granvia })
    await visitor.put(`/carts/${cart.id}/contact`, { name: home.name, email: told.mail, phone: told.phone })
    const { body: asked } = await visitor.post('/one-time-codes', { kind: 'email', value: told.mail })
    secrets['one-time code'] = await letterTo(told.mail, /\b(\d{6})\b/)
    const { body: proved } = await visitor.post(`/one-time-codes/${asked.challenge_id}/answer`, {
      code: secrets['one-time code'],
    })
    secrets['shopper token'] = proved.token
    const shopper = apiOf(url, proved.token)
    await shopper.post('/me/addresses', { address: home, label: 'casa' })
    const { body: payment } = await shopper.post(`/carts/${cart.id}/payments`, { provider: 'sandbox' })
    expect(payment.action_url).toContain('/pay/')
    await fetch(payment.action_url, {
      method: 'POST',
      body: new URLSearchParams({ number: APPROVE, expiry: '12/99', code: '987' }),
      redirect: 'manual',
    })
    await shopper.post(`/payments/${payment.id}/refresh`)
    const { body: placed } = await shopper.post(`/carts/${cart.id}/orders`, {
      expected_total: payment.amount,
    })
    expect(placed.order_id).toBeTruthy()

    // Staff look, search, fail; the bag is made ready; the person is forgotten.
    await owner.get(`/customers?text=${encodeURIComponent(told.mail)}`)
    await owner.get(`/orders?text=${encodeURIComponent(home.name)}`)
    await owner.get(`/customers/${proved.customer_id}`)
    await owner.post('/staff', { email: 'dueña@tienda.es', name: 'Otra', role: 'owner', store_ids: null })
    await owner.raw('POST', '/customers', `{"given_name":"${home.name}`)
    await owner.post('/customers', { given_name: home.name, no_such_field: told.mail })
    const { body: work } = await owner.get(`/fulfilments?order_id=${placed.order_id}`)
    const path = `/fulfilments/${work.items[0].id}`
    for (const step of ['acceptances', 'picking']) await owner.post(`${path}/${step}`, {})
    await owner.post(`${path}/ready`, { picked_all: true })
    secrets['pick-up code'] = (await letterTo(told.mail, /recogida: ([A-Z0-9]{3} [A-Z0-9]{3})/)).replace(' ', '')
    expect((await owner.post(`${path}/handovers`, { code: secrets['pick-up code'] })).status).toBe(200)
    expect((await owner.get(`/customers/${proved.customer_id}/data`)).status).toBe(200)
    expect((await owner.post(`/customers/${proved.customer_id}/erasure`, {})).status).toBe(200)

    server.kill('SIGTERM')
    const { said } = await server.ended
    expect(said.match(/"msg":"answered"/g)?.length, 'the log was kept').toBeGreaterThan(20)
    for (const [what, secret] of Object.entries(secrets))
      expect(said.includes(secret), `the log holds: ${what}`).toBe(false)
    const lower = said.toLowerCase()
    for (const text of [told.mail, told.phone, 'xiomara', 'quintanilla', 'sigilo', 'villasecreta', 'dueña@', '/pay/'])
      expect(lower.includes(text), `the log holds: ${text}`).toBe(false)

    // Nor does the database hold a secret as it is. A cart's code is none: it opens goods and prices (decision 10).
    const stored = await everything()
    expect(stored).toContain(cart.code)
    for (const [what, secret] of Object.entries(secrets)) {
      if (what !== 'cart code') expect(stored.includes(secret), `the database holds: ${what}`).toBe(false)
    }
  },
  3 * MINUTES,
)
