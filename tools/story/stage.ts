import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '#platform/free-port'

/** A server of one's own: another process, an empty folder, a free port. Nothing of it is left afterwards. */
export type Stage = {
  url: string
  pid: number
  /** The server's HILO_DATA: its letter-box and the demo's sheet of passwords lie there. */
  data_dir: string
  /** Waits until requests are taken; throws with the end of the server's log when it does not come to that. */
  ready: () => Promise<void>
  stop: () => Promise<void>
  /** Lets the server go on after us. */
  leave: () => void
}

const START = fileURLToPath(new URL('../start.ts', import.meta.url))
const START_MAX_MS = 180_000
const STOP_MAX_MS = 25_000
const ASK_EVERY_MS = 200
const LOG_SHOWN = 2_000

/** Starts the server and answers at once, so that it can be stopped from its first moment on. */
export async function openStage(settings: Record<string, string> = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'hilo-stage-'))
  // As root the database may run as another user, who must be able to pass through.
  await chmod(folder, 0o711)
  const data_dir = join(folder, 'data')
  const port = await freePort()
  // By name: a browser keeps passkeys for names alone.
  const url = `http://localhost:${port}`
  const log = openSync(join(folder, 'server.log'), 'a')
  const child = spawn(process.execPath, [START], {
    env: environment({
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      HILO_DATA: data_dir,
      LOG_LEVEL: 'warn',
      ...settings,
    }),
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl-C reaches who opened it, who stops the server in order.
    detached: true,
  })
  closeSync(log)
  return {
    url,
    pid: child.pid as number,
    data_dir,
    ready: () => ready(url, child, folder),
    stop: () => strike(child, folder),
    leave: () => child.unref(),
  }
}

/** One that takes requests already; none is left behind where it does not come to that, nor by Ctrl-C. */
export async function openReadyStage(settings?: Record<string, string>): Promise<Stage> {
  const stage = await openStage(settings)
  process.once('SIGINT', () => void stage.stop().finally(() => process.exit(130)))
  await stage.ready().catch(async (error: unknown) => {
    await stage.stop()
    throw error
  })
  return stage
}

/** As browsers visit it: many of them from one address, where each shopper has one of their own. */
export const FOR_BROWSERS = { RATE_LIMIT: '10000', LOG_LEVEL: 'error' }

/** Settings of whoever calls (another database, a real mail server) must not reach the story's server. */
function environment(own: Record<string, string>): Record<string, string> {
  const kept = ['PATH', 'HOME', 'USER', 'TMPDIR', 'LANG', 'TZ', 'NODE_OPTIONS'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(kept), ...own }
}

async function ready(url: string, child: ChildProcess, folder: string): Promise<void> {
  const until = performance.now() + START_MAX_MS
  while (performance.now() < until) {
    if (gone(child)) throw new Error(`the server ended before it was ready\n${endOfLog(folder)}`)
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
    if (response?.ok) return
    await pause(ASK_EVERY_MS)
  }
  throw new Error(`the server was not ready within ${START_MAX_MS / 1_000} s\n${endOfLog(folder)}`)
}

const endOfLog = (folder: string): string => readFileSync(join(folder, 'server.log'), 'utf8').slice(-LOG_SHOWN)

const gone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** First politely. What a server leaves that was killed, or told to go before it had started, is ended after it. */
async function strike(child: ChildProcess, folder: string): Promise<void> {
  if (!gone(child)) {
    const left = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    const late = new AbortController()
    const timer = pause(STOP_MAX_MS, 'late' as const, { signal: late.signal }).catch(() => null)
    if ((await Promise.race([left, timer])) === 'late') {
      child.kill('SIGKILL')
      await left
    }
    late.abort()
  }
  end(-(child.pid as number), 'SIGKILL')
  // The database is a group of its own; where it was stopped in order its file is gone.
  end(databaseOf(folder), 'SIGQUIT')
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

function databaseOf(folder: string): number | null {
  try {
    return Number(readFileSync(join(folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
  }
}

function end(id: number | null, signal: NodeJS.Signals): void {
  try {
    if (id !== null) process.kill(id, signal)
  } catch {
    // Gone already.
  }
}
