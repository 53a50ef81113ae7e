import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { DemoAccess } from './demo/index.ts'
import { readDocument } from './fuzz/document.ts'
import { fuzz } from './fuzz/play.ts'
import type { Fuzzed } from './fuzz/play.ts'
import { recruit } from './fuzz/recruit.ts'
import { openOutbox } from './story/outbox.ts'
import { openReadyStage } from './story/stage.ts'
import { helpIfAsked } from './help.ts'

/**
 * bin/fuzz: calls every operation of docs/openapi.json in every wrong way and judges the answers by that
 * document alone. Exit code 0 when nothing was found, 1 when something was, 2 for a wrong command line.
 */
const USAGE = `bin/fuzz [--seed N] [--seconds S] [--at URL] [--json FILE]

  --seed N      draws the same calls again (default: another one each time)
  --seconds S   how long (default 60)
  --at URL      the demo shop that runs there, on the data folder HILO_DATA (default .data); without it
                a shop of its own. Whatever it finds there it changes: never a shop that is used.
                HILO_TOKEN: an owner's session, instead of signing in with the demo's sheet
  --json FILE   writes findings and coverage`
helpIfAsked(USAGE)

const SECONDS_MAX = 7_200

type Options = { seed: number; seconds: number; at: string | undefined; json: string | undefined }
type Shop = { url: string; data_dir: string; stop: () => Promise<void> }

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      seconds: { type: 'string' },
      at: { type: 'string' },
      json: { type: 'string' },
    },
  })
  const { seed = String(Math.floor(Math.random() * 1_000_000)), seconds = '60', at, json } = values
  if (!/^\d{1,9}$/.test(seed)) throw new TypeError('--seed needs a whole number')
  if (!/^\d{1,4}$/.test(seconds) || Number(seconds) > SECONDS_MAX) throw new TypeError('--seconds needs 1 to 7200')
  if (at !== undefined && !URL.canParse(at)) throw new TypeError('--at needs an address')
  return { seed: Number(seed), seconds: Number(seconds), at: at?.replace(/\/$/, ''), json }
}

async function openShop(at: string | undefined): Promise<Shop> {
  if (at !== undefined) return { url: at, data_dir: resolve(process.env['HILO_DATA'] || '.data'), stop: async () => {} }
  return await openReadyStage()
}

async function ownerOf({ url, data_dir }: Shop): Promise<string> {
  if (process.env['HILO_TOKEN']) return process.env['HILO_TOKEN']
  const { staff } = JSON.parse(readFileSync(join(data_dir, 'demo.json'), 'utf8')) as DemoAccess
  const { email, password } = staff.find(({ role }) => role === 'owner') as DemoAccess['staff'][number]
  const response = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`the owner cannot sign in: ${response.status} ${await response.text()}`)
  return ((await response.json()) as { token: string }).token
}

function tell({ findings, requests, operations, done, seen }: Fuzzed): void {
  for (const { operation, rule, detail, times, example } of findings)
    console.log(`✗ ${operation}: ${rule}: ${detail} (${times}×)\n    ${example}`)
  const never = [...seen.keys()].filter((name) => name !== 'elsewhere' && !done.has(name))
  if (never.length > 0) console.log(`never done: ${never.join(', ')}`)
  console.log(
    `${requests} requests, ${done.size - Number(done.has('elsewhere'))} of ${operations} operations done, ${findings.length} findings`,
  )
}

/** Maps as objects, by operation. */
const written = ({ findings, requests, operations, seen, refused }: Fuzzed) => {
  const plain = (table: ReadonlyMap<string, ReadonlyMap<unknown, number>>) =>
    Object.fromEntries([...table].map(([name, row]) => [name, Object.fromEntries(row)]))
  return { findings, requests, operations, seen: plain(seen), refused: plain(refused) }
}

async function main({ seed, seconds, at, json }: Options): Promise<number> {
  console.log(`seed ${seed}, ${seconds} s`)
  const shop = await openShop(at)
  try {
    const outbox = openOutbox(shop.data_dir)
    const codeFor = async (email: string) => /\b\d{6}\b/.exec((await outbox.next(email)).text)?.[0] ?? ''
    const document = readDocument()
    const cast = await recruit({ url: shop.url, owner: await ownerOf(shop), document, codeFor })
    const fuzzed = await fuzz({ url: shop.url, seed, seconds, cast, document })
    tell(fuzzed)
    if (json !== undefined) writeFileSync(json, `${JSON.stringify({ seed, ...written(fuzzed) }, null, 2)}\n`)
    return fuzzed.findings.length === 0 ? 0 : 1
  } finally {
    await shop.stop()
  }
}

try {
  process.exitCode = await main(readOptions())
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  console.error(`${error.message}\n\n${USAGE}`)
  process.exitCode = 2
}
