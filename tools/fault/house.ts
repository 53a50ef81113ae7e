import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PERMISSIONS, addKey, enrolDevice } from '#access'
import { saveChannel } from '#organisation'
import { systemActor } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { openDatabase } from '#platform/db'
import type { Database } from '#platform/db'
import { createLog } from '#platform/log'
import { runningServer } from '#platform/postgres'
import { article } from '../trade/goods.ts'
import type { Api } from '../trade/api.ts'
import { drawsOf } from '../trade/draws.ts'
import type { Draws } from '../trade/draws.ts'
import { openProvider } from '../trade/provider.ts'
import type { Provider } from '../trade/provider.ts'
import { ids, seedRetailer } from '../trade/retailer.ts'
import { pays, sale, visitor } from '../trade/trade.ts'
import type { Trade } from '../trade/trade.ts'
import { noVisits, patientDoor } from './doors.ts'
import type { Comer, Visits } from './doors.ts'
import { databaseProcesses, goneWithin, signalAll } from './processes.ts'
import { openServer } from './server.ts'
import type { Server } from './server.ts'

/** A shop of real processes on a folder of its own, to be broken: server, database, card provider. */
export type House = {
  folder: string
  data_dir: string
  server: Server
  provider: Provider
  /** What the customers and the staff of this house have seen so far. */
  visits: Visits
  trade: Trade
  /** The database, looked at from outside of the server. */
  read: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>
  write: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>
  desk_key: string
  killServer: () => Promise<void>
  /** The first process and all its children, at once. */
  killPostgres: () => Promise<void>
  /** Ends about half of the connections to the database, whatever is going on in them. */
  cutLines: (draws: Draws) => Promise<void>
  /** The processes of its database, wherever they belong. */
  pids: () => number[]
  /** Only where the database is somebody else's. */
  database: External | null
  close: () => Promise<void>
}

export type HouseOptions = {
  seed: number
  /** Some clients hang up in the middle and come again. */
  hasty?: boolean
  /** Where the data folder lies, when it must be somewhere in particular. */
  folder?: string
  /** A database of somebody else, which may stop and start as it likes. */
  database?: External
}

export type External = { url: string; data_dir: string; stop: () => Promise<void>; start: () => Promise<void> }

/** How long the shop waits for its provider here; 'late' and 'never' take longer. */
export const PROVIDER_MAX_MS = 1_000
const GONE_MAX_MS = 10_000
const LOOKERS = 3

const open = new Set<() => Promise<void>>()

/** Nothing of a house outlives whoever is told to stop. */
export const closeAllHouses = async (): Promise<void> => {
  await Promise.allSettled([...open].map((close) => close()))
}

export async function openHouse({ seed, hasty = false, folder: given, database }: HouseOptions): Promise<House> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'hilo-fault-'))
  // As root the database may run as another user, who must be able to pass through.
  chmodSync(folder, 0o711)
  const data_dir = join(folder, 'data')
  mkdirSync(data_dir, { recursive: true })
  // The provider is another company: what fills our disk does not fill theirs. And the log goes on telling what happened.
  const elsewhere = mkdtempSync(join(tmpdir(), 'hilo-fault-elsewhere-'))
  const closing: (() => Promise<unknown> | void)[] = [elsewhere, ...(given === undefined ? [folder] : [data_dir])].map(
    (path) => () => rmSync(path, { recursive: true, force: true, maxRetries: 10 }),
  )
  const close = async () => {
    open.delete(close)
    for (const step of closing.splice(0).toReversed()) await step()
  }
  open.add(close)
  try {
    const provider = await openProvider(elsewhere)
    closing.push(provider.close)
    const server = await openServer(data_dir, join(elsewhere, 'server.log'), (url) => ({
      RATE_LIMIT: '1000000',
      MAX_IN_FLIGHT: '1000',
      PAYMENTS_TIMEOUT_MS: String(PROVIDER_MAX_MS),
      PAYMENTS_NOTICE_URL: `${url}/api/payment-notices/sandbox`,
      ...provider.settings(),
      ...(database ? { DATABASE_URL: database.url } : {}),
    }))
    closing.push(() => goneForGood(server, data_dir))
    server.start()
    await server.ready()
    const databaseUrl = () => database?.url ?? urlOf(data_dir)
    const { read, write, letGo } = look(databaseUrl)
    closing.push(letGo)
    const pids = () => databaseProcesses(database?.data_dir ?? data_dir)
    const visits = noVisits(seed)
    const { trade, desk_key } = await moveIn(write, { url: server.url, provider, visits, seed, hasty })
    return {
      folder,
      data_dir,
      server,
      provider,
      visits,
      trade,
      desk_key,
      read,
      write,
      killServer: server.kill,
      killPostgres: async () => {
        const shot = pids()
        signalAll(shot, 'SIGKILL')
        await goneWithin(shot, GONE_MAX_MS)
      },
      cutLines: async (draws) => {
        await write(async ({ sql }) => {
          const lines = await sql<{ pid: number }>`
            select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() order by pid`
          const cut = lines.flatMap(({ pid }) => (draws.chance(0.5) ? [pid] : []))
          await sql`select pg_terminate_backend(pid) from unnest(${cut}::int[]) as line(pid)`
        })
      },
      pids,
      database: database ?? null,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** A server that starts anew may give its database another port. */
function look(databaseUrl: () => string): Pick<House, 'read' | 'write'> & { letGo: () => Promise<void> } {
  const scope = { actor: systemActor('fault') }
  let open: { url: string; db: Database } | null = null
  const database = async (): Promise<Database> => {
    const url = databaseUrl()
    if (open?.url === url) return open.db
    await open?.db.close()
    open = { url, db: openDatabase({ url, schema: 'hilo', log: createLog('silent'), pool_size: LOOKERS }) }
    return open.db
  }
  return {
    read: async (work) => (await database()).read(scope, work),
    write: async (work) => (await database()).write(scope, work),
    letGo: async () => open?.db.close(),
  }
}

/** Whatever state the fault has left them in. */
async function goneForGood(server: Server, data_dir: string): Promise<void> {
  signalAll(databaseProcesses(data_dir), 'SIGCONT')
  await server.stop()
  const left = databaseProcesses(data_dir)
  signalAll(left, 'SIGKILL')
  await goneWithin(left, GONE_MAX_MS)
}

function urlOf(data_dir: string): string {
  const password = readFileSync(join(data_dir, 'postgres.password'), 'utf8').trim()
  const port = runningServer(join(data_dir, 'postgres'))?.port
  if (port === undefined) throw new Error('the database does not run')
  return `postgres://hilo:${password}@127.0.0.1:${port}/hilo`
}

type MoveIn = { url: string; provider: Provider; visits: Visits; seed: number; hasty: boolean }

/** The retailer of the tests, with everybody at their doors. */
async function moveIn(
  write: House['write'],
  { url, provider, visits, seed, hasty }: MoveIn,
): Promise<{ trade: Trade; desk_key: string }> {
  await write(seedRetailer)
  const { front_key, desk_key, till_token } = await write(async (ctx) => ({
    front_key: (await addKey(ctx, { kind: 'publishable', name: 'front', channel: 'web' })).secret,
    desk_key: (await addKey(ctx, { kind: 'secret', name: 'desk', permissions: [...PERMISSIONS] })).secret,
    till_token: (await enrolDevice(ctx, { register_id: ids.till, name: 'caja' })).token,
  }))
  // Holds that end while people still shop.
  await write((ctx) =>
    saveChannel(ctx, 'web', { kind: 'web', name: 'web', currency: 'EUR', locale: 'es', hold_seconds: 60 }),
  )
  let comers = 0
  const comer = (): Comer => ({ customer_id: null, haste: hasty ? drawsOf(seed * 7_919 + comers++) : null })
  const door = (credential: string, who = comer()): Api => patientDoor(url, credential, visits, who)
  const front = door(front_key)
  const trade: Trade = {
    ids,
    desk: door(desk_key),
    till: door(till_token),
    shopper: async () => {
      const who = comer()
      const shopper = await visitor(front, async (token) => door(token, who))
      who.customer_id = shopper.customer_id
      return shopper
    },
    goods: (given) => write((ctx) => article(ctx, given)),
    sandbox: provider,
    sale: (variant_id, price, quantity) => sale(variant_id, price, quantity, ids.granvia),
    pays: (api, path, amount) => pays(provider, api, path, amount),
  }
  return { trade, desk_key }
}
