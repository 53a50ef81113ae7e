import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addKey } from '#access'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { createClient } from '#sdk'
import { run } from '../sdk/src/cli/main.ts'
import { onlineRetail } from '../sdk/src/import/online-retail.ts'
import { runImport } from '../sdk/src/import/run.ts'
import type { Progress } from '../sdk/src/import/run.ts'

/** The real data, through the command line and the real server; the sums are made here a second time, another way. */
const DATA = join(resolve(process.env['HILO_SHARED'] ?? join(import.meta.dirname, '../../shared')), 'data')
const LINES = join(DATA, 'online-retail/online-retail-sample.csv')
const CATALOGUE = join(DATA, 'spree-catalogue')
const MINUTE = 60_000

let shop: Shop
let folder: string
let env: Record<string, string>

beforeAll(async () => {
  shop = await openShop()
  folder = await mkdtemp(join(tmpdir(), 'hilo-import-'))
  const { secret } = await shop.write((ctx) =>
    addKey(ctx, { kind: 'secret', name: 'import', permissions: ['imports.run', 'doctor.run'] }),
  )
  env = { HOME: folder, HILO_URL: (await shop.api()).url, HILO_KEY: secret }
})
afterAll(async () => {
  await shop.close()
  await rm(folder, { recursive: true })
})

async function hilo(...args: string[]): Promise<{ code: number; out: string; notes: string }> {
  const said = { out: [] as string[], notes: [] as string[] }
  const code = await run(args, {
    env,
    print: (text) => said.out.push(text),
    note: (text) => said.notes.push(text),
    ask: async () => '',
    readInput: async () => '',
  })
  return { code, out: said.out.join('\n'), notes: said.notes.join('\n') }
}

/** Read from the right end of the line, where no text stands; prices have at most two places. */
async function penceOf(path: string): Promise<{ lines: number; pence: bigint; canceled: bigint }> {
  const sum = { lines: -1, pence: 0n, canceled: 0n }
  for await (const line of createInterface({ input: createReadStream(path) })) {
    sum.lines += 1
    if (sum.lines === 0) continue
    const [, quantity = '', pounds = '', hundredths = ''] =
      /,(-?\d+),[^,]+,(\d+)\.(\d{1,2}),[\d.]*,[^,]*$/.exec(line) ?? []
    const pence = BigInt(quantity) * BigInt(pounds + hundredths.padEnd(2, '0'))
    sum.pence += pence
    if (line.startsWith('C')) sum.canceled += pence
  }
  return sum
}

const one = <Row extends object>(text: string): Promise<Row> =>
  shop.read(async (ctx) => (await ctx.sql<Row>([text] as unknown as TemplateStringsArray))[0] as Row)

describe.skipIf(!existsSync(LINES))('thirty thousand real invoice lines', () => {
  it('stopped half-way and started again, come in and reconcile to the penny', { timeout: 3 * MINUTE }, async () => {
    const stopping = new AbortController()
    const progress = ({ done, of = 1 }: Progress): void =>
      void (done / of > 0.5 && stopping.abort(new Error('stopped')))
    const client = createClient({ url: env['HILO_URL'] ?? '', key: env['HILO_KEY'] ?? '' })
    const stopped = runImport(client, await onlineRetail(LINES), {
      signal: stopping.signal,
      progress,
      report: () => {},
    })
    await expect(stopped).rejects.toThrow('stopped')

    const errors = join(folder, 'lines.errors.csv')
    const said = await hilo('import', 'online-retail', LINES, '--errors', errors)
    expect(said.out).not.toContain('✗')
    expect(said.code).toBe(0)

    const real = await penceOf(LINES)
    const sales = await one<{ gross: number; taken: number; orders: number }>(
      `select sum(l.gross)::bigint as gross, count(*) as taken, count(distinct order_id) as orders
         from order_line l join orders o on o.id = l.order_id where o.channel = 'import' and o.currency = 'GBP'`,
    )
    const canceled = await one<{ gross: number }>(
      `select sum(gross)::bigint as gross from orders where channel = 'import' and external_id like 'C%'`,
    )
    const left_out = parse(await readFile(errors, 'utf8'), { columns: true }).length
    expect(BigInt(sales.gross)).toBe(real.pence)
    expect(BigInt(canceled.gross)).toBe(real.canceled)
    expect(sales.taken + left_out).toBe(real.lines)
  })

  it('again, they are known and nothing is added', { timeout: MINUTE }, async () => {
    const before = await one<{ events: number }>('select count(*) as events from event')
    expect(await hilo('import', 'online-retail', LINES, '--errors', join(folder, 'again.csv'))).toMatchObject({
      code: 0,
    })
    expect(await one('select count(*) as events from event')).toEqual(before)
  })

  it('keep the customer, the hour in London and the tax of the day', async () => {
    const winter = await one<object>(
      `select o.placed_at, o.note, i.value as customer, l.tax_name, l.name, l.gross, l.net + l.tax as sum, v.sku
         from orders o join order_line l on l.order_id = o.id join customer_identity i on i.customer_id = o.customer_id
         join variant v on v.id = l.variant_id where o.external_id = '569901' and l.sku = '23256'`,
    )
    expect(winter).toEqual({
      placed_at: new Date('2011-10-06T15:20:00Z'),
      note: 'Country in the source: United Kingdom',
      customer: '12923',
      tax_name: 'VAT 20 %',
      name: 'CHILDRENS CUTLERY SPACEBOY',
      gross: 830,
      sum: 830,
      sku: '23256',
    })
  })
})

describe.skipIf(!existsSync(CATALOGUE))('a real catalogue', () => {
  it('comes in with pictures, prices, stock and customers, to the cent', { timeout: 3 * MINUTE }, async () => {
    const errors = join(folder, 'catalogue.errors.csv')
    const said = await hilo('import', 'catalogue', CATALOGUE, '--location', 'central', '--errors', errors)
    expect(said.out).not.toContain('✗')
    expect(said.code).toBe(0)

    const rows = parse<Record<string, string>>(readFileSync(join(CATALOGUE, 'products.csv')), { columns: true })
    const dollars = rows.filter(({ currency, price }) => currency === 'USD' && price !== '0')
    const cents = dollars.reduce(
      (sum, row) => sum + BigInt(Math.round(Number(row['price']) * 100)) * BigInt(row['inventory_count'] ?? 0),
      0n,
    )
    const worth = await one<{ cents: number; variants: number }>(
      `select sum(p.amount * l.on_hand)::bigint as cents, count(*) as variants from price p join price_list pl on pl.id = p.price_list_id
         join stock_level l on l.variant_id = p.variant_id where pl.code = 'spree-demo'`,
    )
    expect(worth).toEqual({ cents: Number(cents), variants: dollars.length })
    expect(await one('select count(*) as pictures from media')).toEqual({ pictures: 124 })
    const reasons = parse<Record<string, string>>(await readFile(errors), { columns: true }).map(({ code }) => code)
    expect(reasons.filter((code) => code === 'unsupported_locale')).toHaveLength(74)
  })

  it('leaves every counter as its ledger says', async () => {
    expect((await hilo('doctor')).out).toMatch(/^All is well/)
  })
})
