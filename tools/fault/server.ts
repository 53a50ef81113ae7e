import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#platform/free-port'

const ROOT = join(import.meta.dirname, '../..')
const READY_MAX_MS = 90_000
const STOP_MAX_MS = 25_000
const ASK_EVERY_MS = 50
const LOG_SHOWN = 3_000

/** Hilo as a process of its own, as in production; killed and started as often as one likes, always at one address. */
export type Server = {
  url: string
  start: (more?: Record<string, string>) => void
  /** Until it says so itself at /ready. */
  ready: () => Promise<void>
  kill: () => Promise<void>
  stop: () => Promise<void>
  signal: (signal: NodeJS.Signals) => void
  alive: () => boolean
  log: () => string
}

export async function openServer(
  data_dir: string,
  logFile: string,
  settings: (url: string) => Record<string, string>,
): Promise<Server> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  let left: Promise<unknown> = Promise.resolve()

  const start: Server['start'] = (more = {}) => {
    const output = openSync(logFile, 'a')
    const { PATH = '' } = process.env
    child = spawn(process.execPath, ['server/main.ts'], {
      cwd: ROOT,
      env: { PATH, PORT: String(port), HILO_DATA: data_dir, LOG_LEVEL: 'warn', ...settings(url), ...more },
      stdio: ['ignore', output, output],
      // Ctrl-C is for us to hear: we stop it in order.
      detached: true,
    })
    closeSync(output)
    const gone = child
    left = new Promise((done) => gone.once('exit', done))
  }
  const alive = (): boolean => child !== null && child.exitCode === null && child.signalCode === null
  const log = (): string => readFileSync(logFile, 'utf8')

  async function ready(): Promise<void> {
    const until = performance.now() + READY_MAX_MS
    while (performance.now() < until) {
      if (!alive()) throw new Error(`the server ended by itself\n${log().slice(-LOG_SHOWN)}`)
      const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
      await response?.body?.cancel()
      if (response?.ok) return
      await pause(ASK_EVERY_MS)
    }
    throw new Error(`the server was not ready within ${READY_MAX_MS / 1_000} s\n${log().slice(-LOG_SHOWN)}`)
  }

  return {
    url,
    start,
    ready,
    alive,
    log,
    signal: (signal) => void child?.kill(signal),
    kill: async () => {
      child?.kill('SIGKILL')
      await left
    },
    stop: async () => {
      if (!alive()) return
      child?.kill('SIGTERM')
      const late = setTimeout(() => child?.kill('SIGKILL'), STOP_MAX_MS)
      await left
      clearTimeout(late)
    },
  }
}
